import { gunzipSync, gzipSync } from 'node:zlib';

const BATCH = 500;

/** The lines of a bulk operation as they are written: packed by the batch, so that no text of the whole is ever held. */
export class BulkFile {
  private readonly packed: Buffer[] = [];
  private waiting: string[] = [];
  size = 0;
  lines = 0;

  add(line: string): void {
    this.waiting.push(line);
    this.lines += 1;
    this.size += Buffer.byteLength(line) + 1;
    if (this.waiting.length >= BATCH) this.pack();
  }

  *parts(): Generator<Buffer> {
    this.pack();
    for (const part of this.packed) yield gunzipSync(part);
  }

  private pack(): void {
    if (this.waiting.length === 0) return;
    this.packed.push(gzipSync(`${this.waiting.join('\n')}\n`, { level: 1 }));
    this.waiting = [];
  }
}

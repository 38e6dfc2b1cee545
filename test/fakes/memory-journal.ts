import { emptyHead, encodeBatch, decodeLine, decodeNext } from '../../core/journal/line.ts';
import type { Entry, Head, Placed, Position } from '../../core/journal/entry.ts';
import type { Clock, JournalStore } from '../../core/ports.ts';
import { instantOf } from '../../core/model/time.ts';

/** A journal in memory: the same lines, chain and positions as on disk. Hand it to `openJournalOn` again to restart. */
export class MemoryJournal implements JournalStore {
  readonly dropped = 0;
  /** As in a file, each without its newline. */
  readonly lines: string[] = [];
  head: Head = emptyHead;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'> = { now: () => 0 }) {
    this.#clock = clock;
  }

  append(...[events, lastOf]: Parameters<JournalStore['append']>): Promise<readonly Placed[]> {
    const at = instantOf(this.#clock.now());
    const offset = this.lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    const { text, placed } = encodeBatch(events, { head: this.head, at, segment: 'memory', offset }, lastOf);
    this.lines.push(...text.split('\n').slice(0, -1));
    const newest = placed.at(-1)?.entry;
    if (newest !== undefined) this.head = { seq: newest.seq, hash: newest.hash };
    return Promise.resolve(placed);
  }

  async *read(fromSeq: number): AsyncGenerator<readonly Placed[]> {
    let head: Head = emptyHead;
    let offset = 0;
    const placed: Placed[] = [];
    for (const line of this.lines) {
      const bytes = Buffer.from(line);
      const entry = decodeNext(bytes, { file: 'memory', line: head.seq + 1 }, head);
      placed.push({ entry, position: { segment: 'memory', offset } });
      head = { seq: entry.seq, hash: entry.hash };
      offset += bytes.length + 1;
    }
    yield placed.slice(fromSeq - 1);
  }

  readAt({ offset }: Position): Promise<Entry> {
    const line = this.#lineAt(offset);
    return Promise.resolve(decodeLine(Buffer.from(this.lines[line] ?? ''), { file: 'memory', line: line + 1 }));
  }

  #lineAt(offset: number): number {
    let line = 0;
    for (let at = 0; at < offset; line += 1) at += Buffer.byteLength(this.lines[line] ?? '') + 1;
    return line;
  }

  /** Nothing is held open: a closed one can be opened again. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Every entry so far, for tests that look at what was journaled. */
export async function entriesOf(store: JournalStore): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const placed of store.read(1)) entries.push(...placed.map(each => each.entry));
  return entries;
}

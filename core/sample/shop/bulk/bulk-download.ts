import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Faults } from '../faults.ts';
import { send } from '../http.ts';
import { BULK_FILES, type BulkOperations } from './bulk-operations.ts';

/** Whoever has the address gets the file; no token is asked for. */
export async function downloadBulk(
  bulk: BulkOperations,
  faults: Faults,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const file = bulk.fileOf(pathname.slice(BULK_FILES.length).replace(/\.jsonl$/, ''));
  if (!file) return send(response, 404, 'The specified object does not exist.');
  const cut = faults.takeKind('download-cut') !== null;
  response.writeHead(200, { 'Content-Type': 'application/jsonl', 'Content-Length': file.size });
  const parts = upTo(file.parts(), cut ? Math.floor(file.size / 2) : file.size);
  await pipeline(Readable.from(parts), response, { end: !cut });
  if (cut) response.destroy();
}

function* upTo(parts: Iterable<Buffer>, size: number): Generator<Buffer> {
  let left = size;
  for (const part of parts) {
    if (left > 0) yield part.subarray(0, left);
    left -= part.length;
  }
}

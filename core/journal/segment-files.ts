import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { damaged, errnoOf } from './damage.ts';
import type { Entry, Head, Placed, Position } from './entry.ts';
import { decodeLine, decodeNext, isJson } from './line.ts';

/** One day's file, up to its last whole line. */
export type Segment = {
  /** The UTC day. */
  readonly name: string;
  readonly size: number;
  /** Number its first line has, or would have while it is empty. */
  readonly firstSeq: number;
  /** The chain's hash after its last line. */
  readonly lastHash: string;
};

export type SegmentFile = Pick<Segment, 'name' | 'size'>;

const readSize = 1 << 20;
const smallReadSize = 4096;
const newline = 10;

export const journalFolder = (folder: string): string => path.join(folder, 'journal');
export const segmentFile = (name: string): string => `${name}.jsonl`;
export const segmentPath = (folder: string, name: string): string =>
  path.join(journalFolder(folder), segmentFile(name));

/** Oldest first; no folder is no journal. */
export async function listSegments(folder: string): Promise<readonly SegmentFile[]> {
  const names = await readdir(journalFolder(folder)).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  const days = names.flatMap(name => /^(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1] ?? []).toSorted();
  return Promise.all(days.map(async name => ({ name, size: (await stat(segmentPath(folder, name))).size })));
}

export type Stretch = {
  readonly name: string;
  /** Byte offsets: a line's start, and the end to read to. */
  readonly from: number;
  readonly to: number;
  /** Of the segment, to name lines. */
  readonly firstSeq: number;
  /** A last line that power loss cut short is left out instead of being damage. */
  readonly mayBeTorn: boolean;
};

/** Checked entries in order, in batches. @returns the chain's head after them and the end of the last whole line. */
export async function* readStretch(
  folder: string,
  stretch: Stretch,
  before: Head,
): AsyncGenerator<readonly Placed[], { readonly head: Head; readonly end: number }> {
  const { name, from, to, firstSeq, mayBeTorn } = stretch;
  const file = segmentFile(name);
  let head = before;
  let end = from;
  for await (const lines of readLines(segmentPath(folder, name), from, to)) {
    const placed: Placed[] = [];
    for (const { bytes, offset, isWhole } of lines) {
      const place = { file, line: head.seq - firstSeq + 2 };
      const next = offset + bytes.length + 1;
      if (mayBeTorn && (!isWhole || (next === to && !isJson(bytes)))) break;
      if (!isWhole) throw damaged(place, 'it breaks off');
      const entry = decodeNext(bytes, place, head);
      placed.push({ entry, position: { segment: name, offset } });
      head = { seq: entry.seq, hash: entry.hash };
      end = next;
    }
    if (placed.length > 0) yield placed;
  }
  return { head, end };
}

type RawLine = { readonly bytes: Buffer; readonly offset: number; readonly isWhole: boolean };

async function* readLines(file: string, from: number, to: number): AsyncGenerator<readonly RawLine[]> {
  const handle = await open(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    let at = from;
    while (at < to) {
      const buffer = Buffer.allocUnsafe(Math.min(readSize, to - at));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) break;
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      const { lines, used } = splitLines(bytes, at - rest.length);
      yield lines;
      rest = bytes.subarray(used);
      at += bytesRead;
    }
    if (rest.length > 0) yield [{ bytes: rest, offset: at - rest.length, isWhole: false }];
  } finally {
    await handle.close();
  }
}

function splitLines(bytes: Buffer, offset: number): { readonly lines: readonly RawLine[]; readonly used: number } {
  const lines: RawLine[] = [];
  let used = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, used)) {
    lines.push({ bytes: bytes.subarray(used, end), offset: offset + used, isWhole: true });
    used = end + 1;
  }
  return { lines, used };
}

/** One line by where it stands, with one small read. */
export async function readLineAt(folder: string, { segment, offset }: Position): Promise<Entry> {
  const bytes = await readWhole(segmentPath(folder, segment), offset);
  const file = segmentFile(segment);
  try {
    return decodeLine(bytes, { file, line: 0 });
  } catch {
    return decodeLine(bytes, { file, line: await lineNumber(folder, { segment, offset }) });
  }
}

async function readWhole(file: string, offset: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    for (let size = smallReadSize; ; size *= 4) {
      const buffer = Buffer.allocUnsafe(size);
      const { bytesRead } = await handle.read(buffer, 0, size, offset);
      const end = buffer.subarray(0, bytesRead).indexOf(newline);
      if (end >= 0 || bytesRead < size) return buffer.subarray(0, end >= 0 ? end : bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function lineNumber(folder: string, { segment, offset }: Position): Promise<number> {
  let before = 0;
  for await (const lines of readLines(segmentPath(folder, segment), 0, offset))
    before += lines.filter(line => line.isWhole).length;
  return before + 1;
}

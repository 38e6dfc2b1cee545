import { damaged, type Place } from './damage.ts';
import type { Head, Placed, Position } from './entry.ts';
import { emptyHead } from './line.ts';
import { readLineAt, readStretch, segmentFile, type Segment, type SegmentFile } from './segment-files.ts';

/** A place in the journal up to which everything was read and held true. */
export type Mark = Head & {
  /** Hash of the very first line: which journal this is. Empty before it. */
  readonly first: string;
  /** Of the line with this head. */
  readonly position: Position | undefined;
  readonly segments: readonly Segment[];
};

export const emptyMark: Mark = { ...emptyHead, first: '', position: undefined, segments: [] };

/** Whether the journal still begins with what was there at `mark`: every older segment unchanged in size, the marked line in place. */
export async function holds(folder: string, mark: Mark, files: readonly SegmentFile[]): Promise<boolean> {
  const newest = mark.segments.length - 1;
  const sameFiles = mark.segments.every(({ name, size }, at) => {
    const file = files[at];
    return file?.name === name && (at < newest ? file.size === size : file.size >= size);
  });
  if (!sameFiles || mark.position === undefined) return false;
  const line = await readLineAt(folder, mark.position).catch(() => undefined);
  return line?.hash === mark.hash && line.seq === mark.seq;
}

export type Walked = {
  readonly mark: Mark;
  /** Bytes of a last line that power loss cut short. */
  readonly torn: number;
};

/**
 * Reads and checks everything after `from`, which must hold.
 * @throws journal-damaged at the first line that is not what was written
 */
export async function walk(
  folder: string,
  files: readonly SegmentFile[],
  from: Mark,
  visit: (placed: readonly Placed[]) => void,
): Promise<Walked> {
  const segments = [...from.segments];
  let { first, position } = from;
  let head: Head = { seq: from.seq, hash: from.hash };
  let torn = 0;
  for (const [at, { name, size }] of files.entries()) {
    const known = segments[at];
    if (known !== undefined && at < from.segments.length - 1) continue;
    const firstSeq = known?.firstSeq ?? head.seq + 1;
    const stretch = { name, from: known?.size ?? 0, to: size, firstSeq, mayBeTorn: at === files.length - 1 };
    const reading = readStretch(folder, stretch, head);
    let step = await reading.next();
    for (; step.done !== true; step = await reading.next()) {
      visit(step.value);
      if (first === '') first = step.value[0]?.entry.hash ?? '';
      position = step.value.at(-1)?.position ?? position;
    }
    head = step.value.head;
    torn = size - step.value.end;
    segments[at] = { name, size: step.value.end, firstSeq, lastHash: head.hash };
  }
  return { mark: { ...head, first, position, segments }, torn };
}

/** A journal that no longer holds what was once marked in it has lost entries, however sound the rest is. */
export function refuseLoss(walked: Mark, marked: Mark, sawMarked: boolean): void {
  const isOther = walked.first !== marked.first && walked.seq > 0;
  if (marked.seq === 0 || isOther || sawMarked) return;
  if (walked.seq >= marked.seq)
    throw damaged(placeOf(marked.seq, walked), `entry ${marked.seq} is not the one that stood here before`);
  const gone = marked.segments.find(({ name }) => !walked.segments.some(segment => segment.name === name));
  const place = gone === undefined ? placeOf(walked.seq + 1, walked) : { file: segmentFile(gone.name), line: 1 };
  throw damaged(place, `the journal ends before it, after ${walked.seq} of ${marked.seq} entries`);
}

const placeOf = (seq: number, { segments }: Mark): Place => {
  const segment = segments.findLast(({ firstSeq }) => firstSeq <= seq);
  return { file: segmentFile(segment?.name ?? ''), line: seq - (segment?.firstSeq ?? seq) + 1 };
};

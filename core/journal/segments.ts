import type { Clock, JournalStore } from '../ports.ts';
import { SyncError } from '../errors.ts';
import { instantOf } from '../model/time.ts';
import { diskError, errnoOf, twoWriters } from './damage.ts';
import { cutBack, requireUntouched, requireWritable, syncFolder, writeAll } from './disk.ts';
import { openDiskFile, type DiskFile, type OpenFile } from './disk-file.ts';
import type { Head, Placed } from './entry.ts';
import { emptyHead, encodeBatch } from './line.ts';
import { journalFolder, readLineAt, readStretch, segmentFile, segmentPath, type Segment } from './segment-files.ts';
import type { Mark, Walked } from './walk.ts';

export type SegmentStore = JournalStore & { mark(): Mark };

export type SegmentOptions = {
  /** The data folder; the lines go to `journal/<UTC day>.jsonl` in it. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Tests put a failing disk here. */
  readonly openFile?: OpenFile;
};

/** The store for reading only: what was there when walked, while another process may go on writing. */
export function readingStore(folder: string, { mark, torn }: Walked): SegmentStore {
  return {
    head: { seq: mark.seq, hash: mark.hash },
    dropped: torn,
    append: () => Promise.reject(new SyncError('bug', 'journal-read-only', 'The journal was opened for reading.')),
    read: fromSeq => readSegments(folder, mark.segments, fromSeq),
    readAt: position => readLineAt(folder, position),
    mark: () => mark,
    close: () => Promise.resolve(),
  };
}

/** Goes on where the walk ended: cuts a torn last line off and appends after it. */
export async function openSegments(options: SegmentOptions, walked: Walked): Promise<SegmentStore> {
  const { folder, clock, openFile = openDiskFile } = options;
  const segments = [...walked.mark.segments];
  let { first, position } = walked.mark;
  let head: Head = { seq: walked.mark.seq, hash: walked.mark.hash };
  let isFolderDurable = false;
  let broken: SyncError | undefined;

  await requireWritable(folder);
  let file = await openNewest(folder, segments.at(-1), walked.torn, openFile);

  /** The file for `day`, or the newest one when the clock has gone back. */
  async function segmentFor(day: string): Promise<{ readonly segment: Segment; readonly file: DiskFile }> {
    const newest = segments.at(-1);
    if (newest !== undefined && file !== undefined) {
      requireUntouched(folder, newest);
      if (newest.name >= day) return { segment: newest, file };
    }
    const created = await openFile(segmentPath(folder, day), 'wx+').catch((cause: unknown) => {
      throw errnoOf(cause) === 'EEXIST' ? twoWriters(segmentFile(day)) : cause;
    });
    const segment = { name: day, size: 0, firstSeq: head.seq + 1, lastHash: head.hash };
    const before = file;
    segments.push(segment);
    file = created;
    isFolderDurable = false;
    await before?.close();
    return { segment, file: created };
  }

  return {
    get head() {
      return head;
    },
    dropped: walked.torn,
    async append(events, lastOf) {
      if (broken !== undefined) throw broken;
      try {
        const at = instantOf(clock.now());
        const target = await segmentFor(at.slice(0, 10));
        const { name, size } = target.segment;
        const { text, placed } = encodeBatch(events, { head, at, segment: name, offset: size }, lastOf);
        const bytes = Buffer.from(text);
        try {
          await writeAll(target.file, bytes, size);
          if (!isFolderDurable) await syncFolder(journalFolder(folder));
        } catch (cause) {
          broken = await cutBack(target.file, size).then(
            () => undefined,
            () => refusal(cause, folder),
          );
          throw cause;
        }
        isFolderDurable = true;
        const newest = placed.at(-1);
        if (newest === undefined) return placed;
        head = { seq: newest.entry.seq, hash: newest.entry.hash };
        position = newest.position;
        if (first === '') first = placed[0]?.entry.hash ?? '';
        segments[segments.length - 1] = { ...target.segment, size: size + bytes.length, lastHash: head.hash };
        return placed;
      } catch (cause) {
        throw diskError(cause, folder);
      }
    },
    read: fromSeq => readSegments(folder, [...segments], fromSeq),
    readAt: place => readLineAt(folder, place),
    mark: () => ({ ...head, first, position, segments: [...segments] }),
    async close() {
      await file?.close();
      file = undefined;
      broken = new SyncError('bug', 'journal-closed', 'The journal is closed.');
    },
  };
}

async function openNewest(
  folder: string,
  newest: Segment | undefined,
  torn: number,
  openFile: OpenFile,
): Promise<DiskFile | undefined> {
  if (newest === undefined) return undefined;
  try {
    const file = await openFile(segmentPath(folder, newest.name), 'r+');
    if (torn > 0) await cutBack(file, newest.size);
    return file;
  } catch (cause) {
    throw diskError(cause, folder);
  }
}

async function* readSegments(
  folder: string,
  segments: readonly Segment[],
  fromSeq: number,
): AsyncGenerator<readonly Placed[]> {
  const start = Math.max(
    segments.findLastIndex(({ firstSeq }) => firstSeq <= fromSeq),
    0,
  );
  for (const [at, { name, size, firstSeq }] of segments.entries()) {
    if (at < start) continue;
    const head = { seq: firstSeq - 1, hash: segments[at - 1]?.lastHash ?? emptyHead.hash };
    const stretch = { name, from: 0, to: size, firstSeq, mayBeTorn: false };
    for await (const placed of readStretch(folder, stretch, head)) {
      const wanted = placed.filter(({ entry }) => entry.seq >= fromSeq);
      if (wanted.length > 0) yield wanted;
    }
  }
}

const refusal = (cause: unknown, folder: string): SyncError =>
  new SyncError('safety', 'journal-unusable', 'The journal could not be written, nor put back as it was.', {
    system: 'agent',
    nextStep: 'Check the disk that holds the data folder, then start the agent again.',
    details: { folder },
    cause,
  });

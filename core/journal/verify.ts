import type { Instant } from '../model/time.ts';
import { loadCheckpoint } from './checkpoint.ts';
import { diskError } from './damage.ts';
import type { Head } from './entry.ts';
import { listSegments } from './segment-files.ts';
import { emptyMark, refuseLoss, walk } from './walk.ts';

export type Verified = {
  readonly entries: number;
  readonly segments: number;
  readonly firstAt: Instant | undefined;
  readonly lastAt: Instant | undefined;
  readonly head: Head;
  /** Bytes of a last line that power loss cut short; the agent removes them when it starts. */
  readonly torn: number;
};
export type VerifyProgress = { readonly entries: number; readonly segment: string };

/**
 * Walks the whole chain from the first line, trusting no cache; what the checkpoint has once seen must still be there, or
 * stubs were cut off the end. Writes nothing.
 * @throws journal-damaged naming file and line
 */
export async function verifyJournal(
  folder: string,
  onProgress: (progress: VerifyProgress) => void = () => undefined,
): Promise<Verified> {
  let firstAt: Instant | undefined;
  let lastAt: Instant | undefined;
  try {
    const marked = (await loadCheckpoint(folder))?.mark ?? emptyMark;
    let sawMarked = false;
    const files = await listSegments(folder);
    const { mark, torn } = await walk(folder, files, emptyMark, placed => {
      const last = placed.at(-1);
      sawMarked ||= placed.some(({ entry }) => entry.seq === marked.seq && entry.hash === marked.hash);
      firstAt ??= placed[0]?.entry.at;
      lastAt = last?.entry.at ?? lastAt;
      if (last !== undefined) onProgress({ entries: last.entry.seq, segment: last.position.segment });
    });
    refuseLoss(mark, marked, sawMarked);
    return {
      entries: mark.seq,
      segments: files.length,
      firstAt,
      lastAt,
      head: { seq: mark.seq, hash: mark.hash },
      torn,
    };
  } catch (cause) {
    throw diskError(cause, folder);
  }
}

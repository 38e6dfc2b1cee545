import type { Instant } from '../model/time.ts';
import { diskError } from './damage.ts';
import type { Head } from './entry.ts';
import { listSegments } from './segment-files.ts';
import { emptyMark, walk } from './walk.ts';

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
 * Walks the whole chain from the first line, trusting no cache. Writes nothing.
 * @throws journal-damaged naming file and line
 */
export async function verifyJournal(
  folder: string,
  onProgress: (progress: VerifyProgress) => void = () => undefined,
): Promise<Verified> {
  let firstAt: Instant | undefined;
  let lastAt: Instant | undefined;
  try {
    const files = await listSegments(folder);
    const { mark, torn } = await walk(folder, files, emptyMark, placed => {
      const last = placed.at(-1);
      firstAt ??= placed[0]?.entry.at;
      lastAt = last?.entry.at ?? lastAt;
      if (last !== undefined) onProgress({ entries: last.entry.seq, segment: last.position.segment });
    });
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

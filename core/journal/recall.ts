import { loadCheckpoint } from './checkpoint.ts';
import { diskError } from './damage.ts';
import { apply, emptyFold, type Fold } from './fold.ts';
import { listSegments } from './segment-files.ts';
import { emptyMark, holds, refuseLoss, walk, type Walked } from './walk.ts';

export type Recalled = {
  readonly fold: Fold;
  readonly walked: Walked;
  /** Entries the checkpoint did not have. */
  readonly fresh: number;
};

/** The fold of the whole journal, from the checkpoint when it still holds. Writes nothing. */
export async function recall(folder: string): Promise<Recalled> {
  try {
    const saved = await loadCheckpoint(folder);
    const files = await listSegments(folder);
    const isUsable = saved !== undefined && (await holds(folder, saved.mark, files));
    const fold = isUsable ? saved.fold : emptyFold();
    const from = isUsable ? saved.mark : emptyMark;
    const marked = saved?.mark ?? emptyMark;
    let sawMarked = isUsable;
    const walked = await walk(folder, files, from, placed => {
      for (const each of placed) {
        apply(fold, each);
        if (each.entry.seq === marked.seq) sawMarked = each.entry.hash === marked.hash;
      }
    });
    refuseLoss(walked.mark, marked, sawMarked);
    return { fold, walked, fresh: walked.mark.seq - from.seq };
  } catch (cause) {
    throw diskError(cause, folder);
  }
}

import { SyncError } from '../errors.ts';
import type { RunSummary } from '../model/write.ts';
import type { Situation } from './situation.ts';

/**
 * Why syncing stands still, where it goes on by itself.
 * @param runs the journal's, newest first: an outage of hours is one of them, so the last run may not be among them
 */
export function awayOf(
  lastRun: RunSummary | undefined,
  runs: readonly RunSummary[],
  error: unknown,
): Situation['away'] {
  if (lastRun?.end !== 'stopped') return undefined;
  const counted = runs.filter(({ end }) => end !== 'cancelled');
  const ended = counted.findIndex(({ end }) => end !== 'stopped');
  const inRow = ended < 0 ? counted : counted.slice(0, ended);
  const since = inRow.at(-1)?.endedAt ?? lastRun.endedAt;
  return { words: lastRun.words, since, error: error instanceof SyncError ? error : undefined };
}

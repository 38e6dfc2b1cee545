import type { RunResult } from '../engine/run.ts';
import { SyncError } from '../errors.ts';

/** A run that a person asked for: what kept it from being done is theirs to know. @throws that */
export function demandDone(result: RunResult | undefined, isEnding: boolean): void {
  if (result?.summary.end === 'cancelled' && isEnding)
    throw new SyncError('transient', 'stopping', 'Counterfoil is being closed, so not all was tried.', {
      nextStep: 'Start it again and retry; nothing is lost.',
    });
  if (result?.summary.end === 'cancelled')
    throw new SyncError('rejected', 'paused', 'Syncing was paused, so not all was tried.', {
      nextStep: 'Retry once more: that works during a pause too.',
    });
  if (result === undefined)
    throw new SyncError('safety', 'standing-by', 'Another PC does the syncing, so nothing was tried here.', {
      nextStep: 'Do it on that PC, or quit Counterfoil there and try again here.',
    });
  if (result.stopped !== undefined) throw result.stopped.error;
}

import { SyncError } from '../core/errors.ts';

/** Ends what takes longer, in words; it keeps no process alive. */
export function within(seconds: number): AbortSignal {
  const ending = new AbortController();
  const late = (): void =>
    ending.abort(
      new SyncError('transient', 'no-answer-in-time', `There was no answer within ${seconds} seconds.`, {
        nextStep: 'Check that it is switched on and reachable from this PC, then try again.',
      }),
    );
  setTimeout(late, seconds * 1000).unref();
  return ending.signal;
}

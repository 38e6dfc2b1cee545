import { SyncError } from '../../core/errors.ts';

/** One long reading at a time: a new one ends the last, and what fails is told in words. */
export type Background = {
  /** @param failed hears why it did not come to its end; not when it was stopped */
  begin(work: (signal: AbortSignal) => Promise<void>, failed: (words: string) => void): void;
  stop(): void;
  /** Resolves when nothing is read any more. */
  ended(): Promise<void>;
};

export function background(unforeseen: (error: unknown) => void): Background {
  let current = new AbortController();
  let turn: Promise<void> = Promise.resolve();
  const stop = (): void => current.abort(new SyncError('transient', 'stopped', 'Reading was stopped.'));
  return {
    begin(work, failed) {
      stop();
      const mine = new AbortController();
      current = mine;
      turn = turn
        .then(() => (mine.signal.aborted ? undefined : work(mine.signal)))
        .catch((error: unknown) => {
          if (mine.signal.aborted) return;
          if (!(error instanceof SyncError)) unforeseen(error);
          failed(inWords(error));
        });
    },
    stop,
    ended: () => turn,
  };
}

const inWords = (error: unknown): string =>
  error instanceof SyncError
    ? [error.message, error.nextStep].filter(part => part !== undefined).join(' ')
    : 'Something we did not foresee happened. What it was is kept in the log.';

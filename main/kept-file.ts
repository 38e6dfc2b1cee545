import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';

/** A file that a person may edit while the agent runs: what was last read well counts. */
export type KeptFile<T> = {
  /** A new object stands for new content. */
  current(): T;
  /** Why its newest content cannot be used, with the line; undefined: it can. */
  slip(): string | undefined;
  /** Takes over what a person has changed. @throws what reading throws; what was read before then counts. */
  refresh(): Promise<void>;
  /** Takes over what this process has written itself. */
  wrote(value: T): Promise<void>;
};

const stampOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => 'not there',
  );

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @param lastGood what counts where it cannot be read when opened; left out: that throws */
export async function openKept<T>(
  path: string,
  read: () => Promise<T>,
  lastGood?: () => Promise<T>,
): Promise<KeptFile<T>> {
  let stamp = await stampOf(path);
  let slip: string | undefined;
  let current: T = await read().catch((error: unknown) => {
    if (lastGood === undefined) throw error;
    stamp = 'not read yet';
    slip = wordsOf(error);
    return lastGood();
  });
  return {
    current: () => current,
    slip: () => slip,
    async wrote(value) {
      current = value;
      slip = undefined;
      stamp = await stampOf(path);
    },
    async refresh() {
      const now = await stampOf(path);
      // A copy put back in place keeps its old time: a slip is over only when the file has been read.
      if (now === stamp && slip === undefined) return;
      const found = await read().catch((error: unknown) => {
        slip = wordsOf(error);
        throw error;
      });
      slip = undefined;
      stamp = now;
      if (!isDeepStrictEqual(found, current)) current = found;
    },
  };
}

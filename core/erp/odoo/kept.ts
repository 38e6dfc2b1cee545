/** A list that changes rarely: remembered for a minute, and asked again at once when something is not in it. */
export type Kept<T> = {
  readonly read: (signal: AbortSignal) => Promise<T>;
  readonly fresh: (signal: AbortSignal) => Promise<T>;
};

export const KEPT_MS = 60_000;

export function kept<T>(now: () => number, ask: (signal: AbortSignal) => Promise<T>): Kept<T> {
  let last: { readonly at: number; readonly value: T } | undefined;
  const fresh = async (signal: AbortSignal): Promise<T> => {
    const value = await ask(signal);
    last = { at: now(), value };
    return value;
  };
  return {
    fresh,
    async read(signal) {
      signal.throwIfAborted();
      return last !== undefined && now() - last.at < KEPT_MS ? last.value : fresh(signal);
    },
  };
}

export const pick = async <T>(
  list: Kept<readonly T[]>,
  fits: (one: T) => boolean,
  signal: AbortSignal,
): Promise<T | undefined> => (await list.read(signal)).find(fits) ?? (await list.fresh(signal)).find(fits);

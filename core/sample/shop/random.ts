/** Deterministic chance: mulberry32. Good enough for a believable shop, and the same everywhere. */
export interface Chance {
  /** 0 <= n < 1 */
  readonly next: () => number;
  readonly whole: (from: number, to: number) => number;
  readonly of: <T>(list: readonly T[]) => T;
  readonly oneIn: (n: number) => boolean;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return fromRandom(next);
}

export function fromRandom(next: () => number): Chance {
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    of: list => {
      const one = list[whole(0, list.length - 1)];
      if (one === undefined) throw new RangeError('Nothing to choose from.');
      return one;
    },
    oneIn: n => next() * n < 1,
  };
}

import type { Clock } from '../../core/ports.ts';

export type WorldClock = Clock & {
  /** Lets time pass. */
  advance(ms: number): void;
  /** Every sleep asked for, in milliseconds: waiting costs the test nothing and is not forgotten. */
  readonly slept: readonly number[];
};

/** Time stands still but for sleeping and `advance`. */
export function worldClock(startMs = Date.UTC(2026, 10, 23, 12, 0, 0)): WorldClock {
  let nowMs = startMs;
  const slept: number[] = [];
  return {
    slept,
    now: () => nowMs,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
      nowMs += ms;
    },
    random: () => 0.5,
    advance: ms => {
      nowMs += ms;
    },
  };
}

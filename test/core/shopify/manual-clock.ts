import type { Clock } from '../../../core/ports.ts';

/** Time passes only in sleep, at once; every sleep is on record. */
export type ManualClock = Clock & { readonly slept: readonly number[]; pass(ms: number): void };

export function manualClock(at = '2026-11-23T10:00:00Z'): ManualClock {
  const slept: number[] = [];
  let now = Date.parse(at);
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
    random: () => 0.5,
    pass(ms) {
      now += ms;
    },
  };
}

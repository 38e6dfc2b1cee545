import type { Clock } from '../ports.ts';

/** Shopify's leaky bucket as it was at the last answer. */
export type ThrottleStatus = {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
};

/** How long until `cost` fits: the full deficit over the restore rate. */
export const deficitMs = (cost: number, available: number, restoreRate: number): number =>
  restoreRate <= 0 ? 0 : Math.ceil((Math.max(0, cost - available) / restoreRate) * 1000);

export type Throttle = {
  /** Waits until the bucket should hold `cost` points. Plan and rate come from the answers, never from a table. */
  room: (cost: number, signal: AbortSignal) => Promise<void>;
  learn: (status: ThrottleStatus) => void;
  /** The bucket's size, or infinity before the first answer. */
  readonly maximum: number;
};

export function createThrottle(clock: Clock): Throttle {
  let known: (ThrottleStatus & { readonly at: number }) | undefined;

  return {
    async room(cost, signal) {
      if (known === undefined) return;
      const { maximumAvailable, currentlyAvailable, restoreRate, at } = known;
      const restored = (Math.max(0, clock.now() - at) / 1000) * restoreRate;
      const available = Math.min(maximumAvailable, currentlyAvailable + restored);
      const wait = deficitMs(Math.min(cost, maximumAvailable), available, restoreRate);
      if (wait > 0) await clock.sleep(wait, signal);
    },
    learn(status) {
      known = { ...status, at: clock.now() };
    },
    get maximum() {
      return known?.maximumAvailable ?? Infinity;
    },
  };
}

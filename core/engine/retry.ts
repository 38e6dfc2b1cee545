import { recoveryOf, categoryOf, SyncError } from '../errors.ts';
import { minutes } from '../model/time.ts';
import type { Clock } from '../ports.ts';

/** Waits double from `firstMs` to `maxMs`; no new attempt once `withinMs` have passed since the first. */
export type RetryPolicy = { readonly firstMs: number; readonly maxMs: number; readonly withinMs: number };

export const retryPolicies = {
  transient: { firstMs: 1_000, maxMs: 30_000, withinMs: minutes(2) },
  /** A person has to close something: ask less often, give it longer. */
  busy: { firstMs: 15_000, maxMs: 60_000, withinMs: minutes(5) },
} as const satisfies Record<string, RetryPolicy>;
export type RetryPolicies = { readonly transient: RetryPolicy; readonly busy: RetryPolicy };

/** Pure, so that tests need no timers. `attempt` counts from 1, `random` in [0, 1). */
const delayBefore = (attempt: number, policy: RetryPolicy, random: number): number =>
  Math.min(policy.maxMs, policy.firstMs * 2 ** (attempt - 1)) * (0.5 + random / 2);

export type Retry = { readonly policies: RetryPolicies; readonly clock: Clock; readonly signal: AbortSignal };

/**
 * The only retry in the product. The task learns its attempt, so that a repeat can ask before it writes. `failed` hears of
 * every failure, the last one too. The other side's own delay wins over ours, but not over the time bound.
 */
export async function withRetry<T>(
  { policies, clock, signal }: Retry,
  task: (attempt: number) => Promise<T>,
  failed: (error: unknown, attempt: number) => Promise<void> = async () => {},
): Promise<T> {
  const startedMs = clock.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await task(attempt);
    } catch (error) {
      if (signal.aborted) throw error;
      await failed(error, attempt);
      if (recoveryOf(error) !== 'retry') throw error;
      const policy = categoryOf(error) === 'busy' ? policies.busy : policies.transient;
      const asked = error instanceof SyncError ? error.retryAfterMs : undefined;
      const delayMs = asked ?? delayBefore(attempt, policy, clock.random());
      if (clock.now() - startedMs + delayMs > policy.withinMs) throw error;
      await clock.sleep(delayMs, signal);
    }
  }
}

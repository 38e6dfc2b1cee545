import { windowEndMs } from '../../model/daily-window.ts';
import type { PeakLock } from '../../model/settings.ts';
import { epochMs, instantOf, type Instant } from '../../model/time.ts';

export type ActiveLock = { readonly holds: PeakLock['holds']; readonly until: Instant };

/** The peak locks that hold at `now`. */
export const activeLocks = (locks: readonly PeakLock[], now: Instant, zone: string): readonly ActiveLock[] =>
  locks.flatMap(lock => {
    const endMs = windowEndMs(lock, epochMs(now), zone);
    return endMs === undefined ? [] : [{ holds: lock.holds, until: instantOf(endMs) }];
  });

/** Until when a change waits; undefined: it passes. */
export const lockedUntil = (active: readonly ActiveLock[], rises: boolean): Instant | undefined =>
  active
    .filter(({ holds }) => rises || holds === 'everything')
    .map(({ until }) => until)
    .toSorted()
    .at(-1);

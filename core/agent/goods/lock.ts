import { activeLocks } from '../../flows/export-stock/peak-lock.ts';
import type { StockView } from '../../model/goods-view.ts';
import type { StockSettings } from '../../model/settings.ts';
import { instantOf, shortTime } from '../../model/time.ts';

type LockNow = Omit<NonNullable<StockView['lock']>, 'waiting'>;

/** What a peak lock holds back at this moment, and until when in the zone; undefined: none is on. */
export function lockNow(locks: StockSettings['peakLocks'], nowMs: number, zone: string): LockNow | undefined {
  const now = instantOf(nowMs);
  const active = activeLocks(locks, now, zone);
  const last = active
    .map(({ until }) => until)
    .toSorted()
    .at(-1);
  if (last === undefined) return undefined;
  const holds = active.some(lock => lock.holds === 'everything') ? 'everything' : 'increases';
  return { until: shortTime(last, zone, now), holds };
}

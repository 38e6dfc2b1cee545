import { Big } from 'big.js';
import type { GoodsPlan } from '../../engine/comparison.ts';
import { epochMs, minutes, shortTime } from '../../model/time.ts';
import type { Agreed } from './agreed.ts';
import type { Figures } from './figures.ts';
import type { LevelPair } from './pair.ts';
import { activeLocks, lockedUntil } from './peak-lock.ts';
import type { StockPolicy } from './policy.ts';
import { listed } from '../../model/listed.ts';

/** Why a level that differs is not written yet. */
type Wait = Extract<GoodsPlan, { kind: 'wait' }>;

const unsettledMs = minutes(2);

/** Differences too small to matter, and increases of a level that has just changed: its order may not be found yet. */
export function tooEarly(
  { level }: LevelPair,
  { from, facts }: Figures,
  before: Agreed | undefined,
  to: number,
  name: string,
  { settings, now }: StockPolicy,
): Wait | undefined {
  const { minimumDelta, quantity } = settings;
  const difference = Math.abs(to - from);
  if (difference < minimumDelta && to !== 0)
    return {
      kind: 'wait',
      code: 'small-difference',
      reason: `${name} differs by ${difference}, and is written from ${minimumDelta} on.`,
    };
  // A sale leaves on hand as it is, and its committed units would pass for those that the ERP has promised.
  const tellsSales = quantity === 'available' || new Big(facts.promised).lte(0);
  const isOurs = before?.units === from && tellsSales;
  const isFresh = epochMs(now) - epochMs(level.updatedAt) < unsettledMs;
  if (to <= from || isOurs || !isFresh) return undefined;
  return {
    kind: 'wait',
    code: 'just-changed',
    reason: `${name} has just changed in Shopify. It is not raised before it is clear whether that was a sale.`,
  };
}

export function locked(rises: boolean, name: string, { settings, now, shopZone }: StockPolicy): Wait | undefined {
  const until = lockedUntil(activeLocks(settings.peakLocks, now, shopZone), rises);
  if (until === undefined) return undefined;
  const time = shortTime(until, shopZone, now);
  return {
    kind: 'wait',
    code: 'peak-lock',
    until,
    reason: `${name} is ${rises ? 'raised' : 'changed'} after the peak lock, at ${time}.`,
  };
}

export function waitsForOrders(
  { onTheWay: { orders } }: LevelPair,
  rises: boolean,
  name: string,
  { settings, erp }: StockPolicy,
): Wait | undefined {
  if (!rises || orders.length === 0 || settings.ordersOnTheWay === 'reduce') return undefined;
  const [title, verb] = [listed(orders), orders.length === 1 ? 'is' : 'are'];
  return {
    kind: 'wait',
    code: 'orders-on-the-way',
    reason: `Waits for ${title}: ${name} is not raised before ${orders.length === 1 ? 'it' : 'they'} ${verb} in ${erp}.`,
  };
}

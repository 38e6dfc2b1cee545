import type { GoodsPlan } from '../../engine/comparison.ts';
import type { GoodsState } from '../../journal/goods.ts';
import { figuresOf } from './figures.ts';
import type { LevelPair, LocationPair } from './pair.ts';
import type { StockPolicy } from './policy.ts';
import * as problems from './problems.ts';
import type { SetStock } from './set-stock.ts';

type Plan = GoodsPlan<SetStock>;

/** What a location waits for until a person has chosen what it starts with: its levels are held. */
export const firstStock = 'first-stock';

/**
 * Pure: is stock told at this location? It has started with a warehouse once both sides were equal, or a person chose whose figures
 * count; the journal keeps the warehouse as what is agreed, so that another warehouse asks again.
 */
export function planLocation(pair: LocationPair, state: GoodsState | undefined, policy: StockPolicy): Plan {
  const { location, warehouse, isGone, sharing, whole } = pair;
  const { erp } = policy;
  if (warehouse === undefined)
    return {
      kind: 'skip',
      code: 'location-unmapped',
      reason: `${location.name} is not mapped to a warehouse in ${erp}, so no stock is written there.`,
    };
  if (!location.isActive)
    return {
      kind: 'skip',
      code: isGone ? 'location-gone' : 'location-inactive',
      reason: `${location.name} is ${isGone ? 'not in Shopify any more' : 'inactive in Shopify'}, so no stock is written there.`,
    };
  if (sharing.length > 0)
    return { kind: 'park', problem: problems.sharedWarehouse(location.name, sharing, warehouse, erp) };
  const hasStarted = state?.agreed === warehouse || state?.choice === problems.useErp;
  if (!hasStarted && (whole === undefined || whole.levels.some(level => differs(level, policy))))
    return {
      kind: 'wait',
      code: firstStock,
      reason: `${location.name} waits until it is clear whose stock it starts with.`,
      untold: true,
    };
  // What only a whole reading can tell stays told until the next one.
  const told = state?.problem?.code === 'no-level' ? state.problem : undefined;
  const lacking = whole?.lacking ?? [];
  const problem = lacking.length > 0 ? problems.noLevel(location.name, lacking, erp) : undefined;
  return { kind: 'same', agreed: warehouse, problem: whole === undefined ? told : problem };
}

/** One that could be written and is not what Shopify shows. */
function differs(pair: LevelPair, { settings }: StockPolicy): boolean {
  if (!isTold(pair)) return false;
  const figures = figuresOf(pair, settings);
  return figures?.target.kind === 'units' && figures.target.units !== figures.from;
}

/** Shopify counts it, and it can be matched. */
export const isTold = ({ level, sharing }: LevelPair): boolean =>
  level.tracked && level.isActive && !level.bundle && level.sku !== undefined && sharing.length === 0;

import { Big } from 'big.js';
import type { Lacking, LevelPair } from './pair.ts';
import { isTold } from './plan-location.ts';

/** Items of which the ERP has some in a location's warehouse, and that Shopify stocks elsewhere only. Of a whole reading. */
export function lackingAt(locationId: string, warehouse: string, pairs: readonly LevelPair[]): readonly Lacking[] {
  const there = new Set(pairs.flatMap(({ level }) => (level.locationId === locationId ? [level.itemId] : [])));
  const lacking = new Map<string, Lacking>();
  for (const pair of pairs) {
    const { itemId, sku } = pair.level;
    const [item, ...others] = pair.items;
    if (there.has(itemId) || sku === undefined || !isTold(pair) || others.length > 0 || item?.kind !== 'stocked')
      continue;
    const onHand = item.levels.find(one => one.warehouse === warehouse)?.onHand;
    if (onHand !== undefined && new Big(onHand).gt(0)) lacking.set(itemId, { sku, onHand });
  }
  return [...lacking.values()];
}

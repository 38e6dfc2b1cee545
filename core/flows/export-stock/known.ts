import type { GoodsState } from '../../journal/goods.ts';
import { agreedFrom } from './agreed.ts';
import { isLevelId, itemIdOf, skuInName } from './pair.ts';

/** What the journal knows of levels: what a comparison of a few of them cannot see. */
export type Known = {
  /** Inventory items that had this SKU at any location. */
  readonly itemsOf: (sku: string) => readonly string[];
  readonly stateOf: (levelId: string) => GoodsState | undefined;
  /** Levels at a location that were agreed on. */
  readonly countAt: (locationId: string) => number;
  readonly levels: readonly GoodsState[];
};

export function knownFrom(states: Iterable<GoodsState>): Known {
  const levels = [...states].filter(({ id }) => isLevelId(id));
  const items = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  const byId = new Map<string, GoodsState>();
  for (const state of levels) {
    byId.set(state.id, state);
    const sku = skuInName(state.name);
    const own = items.get(sku) ?? new Set();
    items.set(sku, own.add(itemIdOf(state.id)));
    const at = state.state === 'skipped' ? undefined : agreedFrom(state.agreed)?.locationId;
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return {
    itemsOf: sku => [...(items.get(sku) ?? [])],
    stateOf: id => byId.get(id),
    countAt: id => counts.get(id) ?? 0,
    levels,
  };
}

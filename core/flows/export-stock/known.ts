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

/** The text as the journal has it in memory already, where it is the same: a big shop has many 10,000s of them. */
export const asKnown = (text: string, known: string | undefined): string => (text === known ? known : text);

export function knownFrom(states: ReadonlyMap<string, GoodsState>): Known {
  const levels = [...states.values()].filter(({ id }) => isLevelId(id));
  // Made where they are asked for: a comparison of everything needs neither, and they are large in a big shop.
  let items: ReadonlyMap<string, readonly string[]> | undefined;
  let counts: ReadonlyMap<string, number> | undefined;
  return {
    itemsOf: sku => (items ??= itemsBySku(levels)).get(sku) ?? [],
    stateOf: id => states.get(id),
    countAt: id => (counts ??= countsByLocation(levels)).get(id) ?? 0,
    levels,
  };
}

function itemsBySku(levels: readonly GoodsState[]): ReadonlyMap<string, readonly string[]> {
  const items = new Map<string, string[]>();
  for (const { id, name } of levels) {
    const [sku, itemId] = [skuInName(name), itemIdOf(id)];
    const own = items.get(sku);
    if (own === undefined) items.set(sku, [itemId]);
    else if (!own.includes(itemId)) own.push(itemId);
  }
  return items;
}

function countsByLocation(levels: readonly GoodsState[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state, agreed } of levels) {
    const at = state === 'skipped' ? undefined : agreedFrom(agreed)?.locationId;
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

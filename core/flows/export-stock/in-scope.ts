import type { Scope } from '../../engine/comparison.ts';
import { itemsFor } from './both-sides.ts';
import type { Known } from './known.ts';
import { isLevelId, itemIdOf, skuInName } from './pair.ts';
import type { Told } from './places.ts';
import type { StockSides } from './sides.ts';

/** Inventory items to be compared, and SKUs by which they were last known. */
export type InScope = { readonly itemIds: ReadonlySet<string>; readonly skus: readonly string[] };

/** Asking for a level costs Shopify 7 points. More of them than this, and reading all by one bulk operation costs less than a tenth. */
const mostLevels = 250;

/** What has changed on either side, and what was asked for by id. Undefined: so much that everything is better read as a whole. */
export async function inScope(
  { shop, erp, policy }: StockSides,
  told: Told,
  known: Known,
  scope: Exclude<Scope, { kind: 'all' }>,
  signal: AbortSignal,
): Promise<InScope | undefined> {
  const asked = (scope.kind === 'only' ? scope.ids : scope.also).filter(isLevelId);
  const itemIds = new Set(asked.map(itemIdOf));
  const skus = new Set(asked.flatMap(id => skuInName(known.stateOf(id)?.name ?? '') || []));
  const isMuch = (): boolean => itemIds.size * told.size > mostLevels;
  if (scope.kind === 'changed') {
    const warehouses = [...told.values()].map(({ warehouse }) => warehouse);
    const codes = await erp.stockChangedSince(scope.since, warehouses, signal);
    if (codes.length * told.size > mostLevels) return undefined;
    for (const code of codes) for (const id of itemsFor(code, known, policy)) itemIds.add(id);
    if (isMuch()) return undefined;
    // Own Writes are among them: after a large one the pages would be many.
    for await (const page of shop.levelsChangedSince(scope.since, [...told.keys()], signal)) {
      for (const { itemId, sku } of page) {
        itemIds.add(itemId);
        if (sku !== undefined) skus.add(sku);
      }
      if (isMuch()) return undefined;
    }
  }
  return isMuch() ? undefined : { itemIds, skus: [...skus] };
}

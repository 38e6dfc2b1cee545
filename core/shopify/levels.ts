import { z } from 'zod';
import type { ShopLevel } from '../model/stock.ts';
import type { Instant } from '../model/time.ts';
import { bulkIncomplete } from './bulk-failures.ts';
import type { Bulk } from './bulk.ts';
import type { Client } from './client.ts';
import { byIds, pages } from './pages.ts';
import { itemWithLevel, levelAt, levelOfItem, stockRow, type BareLevel, type StockedItem } from './parse-level.ts';
import { nodesOf, page, parsed, type Page } from './parse-page.ts';
import { changedAt } from './search-time.ts';
import { levelsAll, levelsByItem, levelsUpdated } from './stock-operations.ts';

export async function allLevels(
  locationIds: readonly string[],
  bulk: Bulk,
  signal: AbortSignal,
): Promise<readonly ShopLevel[]> {
  // One text for each location, whatever their number of levels.
  const wanted = new Map(locationIds.map(id => [id, id]));
  const items = new Map<string, StockedItem>();
  const found: { itemId: string; locationId: string; own: BareLevel }[] = [];
  const take = (data: unknown): void => {
    const row = parsed(stockRow, levelsAll.name, data);
    if (!('own' in row)) {
      items.set(row.itemId, row);
      return;
    }
    const locationId = wanted.get(row.locationId);
    if (locationId !== undefined) found.push({ ...row, locationId });
  };
  await bulk.run(levelsAll, take, signal);
  return found.map(({ itemId, locationId, own }) => {
    const item = items.get(itemId);
    if (item === undefined) throw bulkIncomplete(levelsAll, 'a level without its item');
    return levelAt(locationId, item, own);
  });
}

const updated = z.object({ location: z.object({ inventoryLevels: page(levelOfItem) }).nullable() });
const nowhere: Page<never> = { nodes: [], next: undefined };

export async function* levelsUpdatedSince(
  since: Instant,
  locationIds: readonly string[],
  client: Client,
  signal: AbortSignal,
): AsyncGenerator<readonly ShopLevel[]> {
  const query = changedAt(since);
  for (const locationId of locationIds) {
    const at = (first: number, after: string | null) => ({ locationId, first, after, query });
    const read = (data: unknown) => parsed(updated, levelsUpdated.name, data).location?.inventoryLevels ?? nowhere;
    for await (const nodes of pages({ client, operation: levelsUpdated, at, read, after: null }, signal))
      yield nodes.map(({ item, level }) => levelAt(locationId, item, level));
  }
}

const byItem = nodesOf(itemWithLevel);

export async function levelsByItems(
  itemIds: readonly string[],
  locationIds: readonly string[],
  client: Client,
  signal: AbortSignal,
): Promise<readonly ShopLevel[]> {
  const found: ShopLevel[] = [];
  for (const locationId of locationIds) {
    const at = (ids: readonly string[]) => ({ ids, locationId });
    for await (const data of byIds({ client, operation: levelsByItem, at }, itemIds, signal))
      for (const node of parsed(byItem, levelsByItem.name, data))
        if (node.level !== undefined) found.push(levelAt(locationId, node.item, node.level));
  }
  return found;
}

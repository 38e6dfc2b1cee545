import { z } from 'zod';
import type { ShopStock } from '../goods-ports.ts';
import type { Bulk } from './bulk.ts';
import type { Client } from './client.ts';
import { allLevels, levelsByItems, levelsUpdatedSince } from './levels.ts';
import { orderIdsUpdated } from './order-units-operations.ts';
import { unitsOf } from './order-units.ts';
import { pages } from './pages.ts';
import { page, parsed } from './parse-page.ts';
import { changedAt } from './search-time.ts';
import { setStock } from './set-stock.ts';

const orders = z.object({ orders: page(z.object({ id: z.string() })) }).transform(data => data.orders);

export const createStock = (client: Client, bulk: Bulk): ShopStock => ({
  levels: (locationIds, signal) => allLevels(locationIds, bulk, signal),
  levelsChangedSince: (since, locationIds, signal) => levelsUpdatedSince(since, locationIds, client, signal),
  levelsOf: (itemIds, locationIds, signal) => levelsByItems(itemIds, locationIds, client, signal),
  unitsOf: (orderIds, signal) => unitsOf(orderIds, client, signal),
  async orderIdsSince(since, signal) {
    const query = changedAt(since);
    const at = (first: number, after: string | null) => ({ first, after, query });
    const read = (data: unknown) => parsed(orders, orderIdsUpdated.name, data);
    const found: string[] = [];
    for await (const nodes of pages({ client, operation: orderIdsUpdated, at, read, after: null }, signal))
      found.push(...nodes.map(({ id }) => id));
    return found;
  },
  setStock: (quantity, changes, by, signal) => setStock(quantity, changes, by, client, signal),
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SalesOrder } from '../../../core/model/sales-order.ts';
import { compareOrders } from '../../../core/reconcile/orders.ts';
import { inBooks, readOrder } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

/** One posted order, compared with its documents as `change` makes them. */
async function comparedWith(change: (document: SalesOrder) => readonly SalesOrder[]) {
  const { name } = world.shop.placeOrder(ordinary());
  await (await world.openAgent()).start();
  const documents = (await inBooks(world)).flatMap(change);
  return compareOrders([await readOrder(world, name)], documents, 'Europe/London', 'shop');
}

test('a document that is cancelled for an order that stands is named, and is no sale', async () => {
  const { days, differences } = await comparedWith(document => [{ ...document, state: 'cancelled' }]);
  expect(differences).toMatchObject([{ kind: 'cancelled', order: '#1001', document: 'SO-0001' }]);
  expect(days).toMatchObject([{ agrees: false, shop: { count: 1 }, erp: { count: 0 } }]);
});

test('a second document for one order is named', async () => {
  const { days, differences } = await comparedWith(document => [document, { ...document, id: 'x', name: 'SO-X' }]);
  expect(differences).toMatchObject([{ kind: 'doubled', order: '#1001', document: 'SO-X' }]);
  expect(days).toMatchObject([{ agrees: false, shop: { count: 1 }, erp: { count: 2 } }]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Order } from '../../core/model/order.ts';
import { compareOrders } from '../../core/reconcile/orders.ts';
import { openWorld, shopOf, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { scopes: ['read_orders', 'read_all_orders', 'read_customers', 'read_locations'] } });
});
afterEach(() => world.close());

const live = () => new AbortController().signal;
const ever = ['2020-01-01', '2030-01-01'] as const;

async function allOrders(): Promise<readonly Order[]> {
  const orders: Order[] = [];
  for await (const page of shopOf(world).ordersProcessedIn('2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z', live()))
    orders.push(...page.flatMap(one => ('unreadable' in one ? [] : [one])));
  return orders;
}

test('all 300 orders of the sample shop are in the sample ERP: count, net, tax and gross agree to the penny, per day', async () => {
  const agent = await world.openAgent({ orders: { from: null } });
  const result = await agent.run({ trigger: 'start' });
  expect(result?.summary).toMatchObject({ end: 'ok', counts: { seen: 300, posted: 300 } });
  const compared = compareOrders(
    await allOrders(),
    await world.erp.salesOrdersBetween(...ever, live()),
    'Europe/London',
    'shop',
  );
  expect(compared.differences).toEqual([]);
  expect(compared.days.filter(day => !day.agrees)).toEqual([]);
  expect(compared.days.reduce((sum, day) => sum + day.erp.count, 0)).toBe(300);
  expect(compared.days.length).toBeGreaterThan(50);

  // Twice: nothing changes, on either side or in the journal's records.
  const before = JSON.stringify(await world.erp.salesOrdersBetween(...ever, live()));
  const mutations = world.shop.requests.filter(one => one.isMutation && !one.fields.includes('metafieldsSet')).length;
  const again = await agent.run({ trigger: 'sweep' });
  expect(again?.summary).toMatchObject({ end: 'ok', counts: { posted: 0, parked: 0 } });
  expect(JSON.stringify(await world.erp.salesOrdersBetween(...ever, live()))).toBe(before);
  expect(mutations).toBe(0);
}, 120_000);

test('money-side presentment posts what the customer paid, in the customer’s currency', async () => {
  const agent = await world.openAgent({ orders: { from: null, moneySide: 'presentment' } });
  const result = await agent.run({ trigger: 'start' });
  expect(result?.summary).toMatchObject({ end: 'ok', counts: { posted: 300 } });
  const compared = compareOrders(
    await allOrders(),
    await world.erp.salesOrdersBetween(...ever, live()),
    'Europe/London',
    'presentment',
  );
  expect(compared.differences).toEqual([]);
  expect(new Set(compared.days.map(day => day.currency))).toEqual(new Set(['GBP', 'EUR']));
}, 120_000);

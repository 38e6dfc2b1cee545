import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OrderSettings } from '../../../core/model/settings.ts';
import type { PlaceOrderInput } from '../../../core/sample/shop/place-input.ts';
import { heldFor } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type Pc, type World } from '../../world/world.ts';
import { withVerbs } from '../../world/wrap.ts';

let world: World;
let pc: Pc;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
  pc = newPc();
});
afterEach(() => world.close());

/** The same PC, started with these settings; `reads` are the times from which it has read orders. */
async function startedWith(orders: Partial<OrderSettings>) {
  const reads: (string | undefined)[] = [];
  const agent = await world.openAgent({
    pc,
    orders,
    wrapShop: shop =>
      withVerbs(shop, {
        ordersUpdatedSince: (since, signal) => {
          reads.push(since);
          return shop.ordersUpdatedSince(since, signal);
        },
      }),
  });
  await agent.start();
  return { agent, reads };
}

const onDay = (day: string) =>
  ordinary({ createdAt: `2026-11-${day}T10:00:00Z`, processedAt: `2026-11-${day}T10:00:00Z` });

test('an earlier first day brings the orders in between, once', async () => {
  for (const order of [onDay('10'), onDay('22'), ordinary()]) world.shop.placeOrder(order);
  const before = await startedWith({ from: '2026-11-23' });
  expect(before.agent.snapshot().counts.posted).toBe(1);
  await before.agent.stop();
  const { agent, reads } = await startedWith({ from: '2026-11-01' });
  expect(agent.snapshot().counts.posted).toBe(3);
  const { seq } = agent.journal.view;
  const again = await agent.run({ trigger: 'schedule' });
  // Only what the search index may have shown too late is read again.
  expect(reads).toEqual(['2026-11-01T00:00:00.000Z', '2026-11-23T11:50:00.000Z']);
  expect(again?.summary.counts).toMatchObject({ seen: 1, unchanged: 1 });
  expect(agent.journal.view.seq).toBe(seq);
});

test('no first day any more brings all there is, once', async () => {
  for (const order of [onDay('10'), ordinary()]) world.shop.placeOrder(order);
  const before = await startedWith({ from: '2026-11-23' });
  await before.agent.stop();
  const { agent, reads } = await startedWith({ from: null });
  expect(agent.snapshot().counts.posted).toBe(2);
  const { seq } = agent.journal.view;
  for (let time = 0; time < 2; time++) await agent.run({ trigger: 'schedule' });
  expect(reads).toEqual([undefined, '2026-11-23T11:50:00.000Z', '2026-11-23T11:50:00.000Z']);
  expect(agent.journal.view.seq).toBe(seq);
});

const lettingIn: readonly (readonly [string, Partial<PlaceOrderInput>, Partial<OrderSettings>])[] = [
  ['a test order that was left out', { test: true }, { testOrders: 'import' }],
  ['a risky order that was held', { risk: 'high' }, { highRisk: 'import' }],
];
test.each(lettingIn)('%s is posted once the settings let it in', async (_, input, orders) => {
  world.shop.placeOrder(ordinary(input));
  const before = await startedWith({});
  expect(before.agent.snapshot().counts.posted).toBe(0);
  await before.agent.stop();
  const { agent } = await startedWith(orders);
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1 } });
});

test('a retry makes the invoice that is missing since the settings ask for one', async () => {
  const order = world.shop.placeOrder(ordinary());
  const before = await startedWith({ documents: 'order' });
  await before.agent.stop();
  const { agent } = await startedWith({ documents: 'invoice-when-paid' });
  expect(await heldFor(world, order)).toMatchObject({ state: 'posted', invoice: undefined });
  expect(await agent.handlers['order.retry'](order.name)).toMatchObject({ state: 'posted', invoice: 'INV-0001' });
  expect(await heldFor(world, order)).toMatchObject({ invoice: { state: 'posted' } });
});

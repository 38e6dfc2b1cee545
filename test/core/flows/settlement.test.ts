import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Missing } from '../../../core/model/problem.ts';
import { minutes } from '../../../core/model/time.ts';
import { heldFor } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

/** Its sales order is posted; it was paid since, in a way that no mapping names. */
async function paidUnmapped() {
  const order = world.shop.placeOrder(ordinary({ financialStatus: 'pending' }));
  const agent = await world.openAgent({ mappings: { ...world.mappings, paymentMethods: {} } });
  await agent.start();
  expect(await heldFor(world, order)).toMatchObject({ state: 'posted', invoice: undefined });
  world.clock.advance(minutes(1));
  world.shop.payOrder(order);
  await agent.run({ trigger: 'schedule' });
  return { agent, order };
}

test('the card of an order that waits for its invoice says that its sales order is posted', async () => {
  const { agent } = await paidUnmapped();
  const [card] = agent.snapshot().problems;
  expect(card?.problem.code).toBe('missing-payment-method');
  expect(card?.problem.explanation).toContain('SO-0001 is posted; its invoice and payment are not.');
  expect(card?.problem.explanation).not.toContain('Nothing of it was posted');
});

test('an order that waits for its invoice cannot be left as it is, and gets the invoice with its mapping', async () => {
  const { agent, order } = await paidUnmapped();
  const decided = Promise.resolve(agent.handlers['order.decide'](order.name, 'leave-as-is'));
  await expect(decided).rejects.toMatchObject({ code: 'nothing-to-decide' });
  const missing: Missing = { kind: 'payment-method', gateway: 'shopify_payments' };
  await agent.handlers['mapping.add']({ missing, code: 'BANK' });
  expect(await heldFor(world, order)).toMatchObject({ state: 'posted', invoice: { state: 'posted' } });
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1 } });
});

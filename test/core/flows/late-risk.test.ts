import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Order } from '../../../core/model/order.ts';
import { minutes } from '../../../core/model/time.ts';
import { heldFor } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { showing } from '../../world/wrap.ts';

type Risk = Pick<Order, 'riskLevels' | 'riskRecommendation'>;
const undecided: Risk = { riskLevels: [], riskRecommendation: 'NONE' };
const high: Risk = { riskLevels: ['HIGH'], riskRecommendation: 'CANCEL' };

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

/** An unpaid order that was posted before Shopify had rated it, and was rated high since. */
async function ratedAfterPosting() {
  const order = world.shop.placeOrder(ordinary({ financialStatus: 'pending' }));
  let risk = undecided;
  const agent = await world.openAgent({ wrapShop: shop => showing(shop, one => ({ ...one, ...risk })) });
  await agent.start();
  expect(agent.snapshot().counts.posted).toBe(1);
  risk = high;
  await agent.run({ trigger: 'schedule' });
  const pay = async () => {
    world.clock.advance(minutes(1));
    world.shop.payOrder(order);
    await agent.run({ trigger: 'schedule' });
  };
  return { agent, order, pay };
}

test('a fraud warning that comes after posting is shown, and nothing more is written', async () => {
  const { agent, order, pay } = await ratedAfterPosting();
  const [card] = agent.snapshot().problems;
  expect(card).toMatchObject({ problem: { code: 'high-risk' }, decisions: ['accept-risk'] });
  expect(card?.problem.explanation).toContain('The warning came after SO-0001 was posted');
  await pay();
  expect(agent.snapshot().problems).toMatchObject([{ problem: { code: 'high-risk' } }]);
  expect(await heldFor(world, order)).toMatchObject({ state: 'posted', invoice: undefined });
});

test('once a person accepts that risk, a later payment still gets its invoice', async () => {
  const { agent, order, pay } = await ratedAfterPosting();
  expect((await agent.handlers['order.decide'](order.name, 'accept-risk')).state).toBe('posted');
  await pay();
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1 } });
  expect(await heldFor(world, order)).toMatchObject({ state: 'posted', invoice: { state: 'posted' } });
});

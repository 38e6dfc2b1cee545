import { afterEach, beforeEach, expect, test } from 'vitest';
import { minutes } from '../../core/model/time.ts';
import { addUnknownItem } from '../world/books.ts';
import { ordinary, unknownItem } from '../world/orders.ts';
import { openWorld, type World } from '../world/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('REF-12 a refund that is not carried is said with its amount, before and after posting', async () => {
  const before = world.shop.placeOrder(ordinary());
  world.shop.refundOrder(before, { all: true });
  const after = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent();
  await agent.run({ trigger: 'manual' });
  const why = async (name: string) => (await agent.handlers['order.trace'](name))?.row.why;
  expect(await why(before.name)).toMatch(/£14\.90 was refunded|£18\.85 was refunded/);
  expect(await why(after.name)).toBeUndefined();
  world.clock.advance(minutes(5));
  world.shop.refundOrder(after, { all: true });
  const result = await agent.run({ trigger: 'schedule' });
  expect(result?.summary.counts).toMatchObject({ posted: 0 });
  expect(await why(after.name)).toContain('book the refund there by hand');
  expect(agent.snapshot().banners.filter(banner => banner.code === 'refunds-by-hand')).toHaveLength(1);
});

test('OPS-04 what was put right in the ERP goes on with the next sync by hand, and is not tried every minute', async () => {
  world.shop.placeOrder(unknownItem());
  const agent = await world.openAgent();
  await agent.run({ trigger: 'schedule' });
  const seq = agent.journal.head.seq;
  await agent.run({ trigger: 'schedule' });
  expect(agent.journal.head.seq).toBe(seq);
  await addUnknownItem(world);
  const result = await agent.run({ trigger: 'manual' });
  expect(result?.summary.counts).toMatchObject({ posted: 1 });
  expect(agent.snapshot().problems).toEqual([]);
});

import { expect, onTestFinished, test } from 'vitest';
import { minutes } from '../../../core/model/time.ts';
import { heldFor } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld } from '../../world/world.ts';

test('an order that a person leaves as it is ends with "The books stay as they are"', async () => {
  const world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
  const order = world.shop.placeOrder(ordinary({ lines: [{ sku: 'MUG-SLT-350', quantity: 2 }] }));
  const agent = await world.openAgent();
  await agent.start();
  const before = await heldFor(world, order);
  world.clock.advance(minutes(1));
  world.shop.editOrder(order, { remove: [{ sku: 'MUG-SLT-350', quantity: 1 }] });
  await agent.run({ trigger: 'schedule' });
  expect((await agent.handlers['order.decide'](order.name, 'leave-as-is')).state).toBe('posted');
  const trace = await agent.handlers['order.trace'](order.name);
  expect(trace?.steps.slice(-2).map(step => step.words)).toEqual([
    'A person decided: leave it as it is',
    'The books stay as they are',
  ]);
  expect(await heldFor(world, order)).toEqual(before);
});

test('what settles an order says which of Shopify’s answers told of it, and whose it is', async () => {
  const world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
  const order = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent();
  await agent.start();
  const trace = await agent.handlers['order.trace'](order.name);
  expect(trace?.steps.at(-1)?.details).toMatchObject({
    'Shopify request': expect.stringMatching(/^[0-9a-f-]{36}$/),
    customer: expect.stringMatching(/^shopify:/),
  });
});

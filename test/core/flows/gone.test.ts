import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hours, minutes } from '../../../core/model/time.ts';
import { inBooks } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type World } from '../../world/world.ts';
import { noAnswer, showing, withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('a parked order that is deleted in Shopify says so in plain words, once', async () => {
  const order = world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '12.00' }] }));
  let isGone = false;
  const agent = await world.openAgent({ wrapShop: shop => showing(shop, one => (isGone ? undefined : one)) });
  await agent.start();
  expect(agent.snapshot().problems).toMatchObject([{ problem: { code: 'missing-item' } }]);
  isGone = true;
  expect((await agent.handlers['order.retry'](order.name)).state).toBe('parked');
  const [card] = agent.snapshot().problems;
  expect(card?.problem).toMatchObject({
    code: 'gone-from-shop',
    title: `Shopify does not show ${order.name} any more`,
    explanation: expect.stringContaining('It was deleted there'),
    nextStep: expect.stringContaining(`Look whether Sample ERP holds something for ${order.name}`),
  });
  const entries = async () => (await agent.handlers['order.trace'](order.name))?.steps.length;
  const before = await entries();
  for (let time = 0; time < 2; time++) {
    await agent.run({ trigger: 'sweep' });
    await agent.handlers['order.retry'](order.name);
  }
  expect(await entries()).toBe(before);
  expect(agent.snapshot().problems).toEqual([card]);
});

test('an order that was cut short and then deleted in Shopify is not under way for ever', async () => {
  const pc = newPc();
  world.shop.placeOrder(ordinary());
  const dying = await world.openAgent({
    pc,
    wrapErp: erp => withVerbs(erp, { postSalesOrder: () => Promise.reject(noAnswer()) }),
  });
  await dying.start();
  expect(dying.snapshot().counts.pending).toBe(1);
  await dying.stop();
  const next = await world.openAgent({ pc, wrapShop: shop => showing(shop, () => undefined) });
  await next.start();
  world.clock.advance(hours(25));
  await next.tick();
  expect(next.snapshot()).toMatchObject({
    counts: { pending: 0, parked: 1 },
    problems: [{ problem: { code: 'gone-from-shop' } }],
  });
});

/** A person empties the ERP's books. */
async function deleteDocuments(): Promise<void> {
  for (const documents of ['sales-orders', 'invoices', 'payments']) {
    await rm(join(world.erpFolder, documents), { recursive: true });
    await mkdir(join(world.erpFolder, documents));
  }
}

/** Posted, deleted in the ERP, and refunded since. */
async function deletedAndRefunded() {
  const order = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent();
  await agent.start();
  await deleteDocuments();
  world.clock.advance(minutes(5));
  world.shop.refundOrder(order, { amount: '1.00' });
  await agent.run({ trigger: 'schedule' });
  return { agent, order };
}

const goneFromErp = { problem: { code: 'gone-from-erp' }, decisions: ['post-again', 'leave-as-is'] };

test('an order whose documents a person deleted in the ERP is not posted again by itself', async () => {
  const { agent } = await deletedAndRefunded();
  await agent.run({ trigger: 'sweep' });
  expect(agent.snapshot()).toMatchObject({ counts: { conflict: 1 }, problems: [goneFromErp] });
  expect(await inBooks(world)).toEqual([]);
});

test('a person who wants it posted again gets it once; another deletion is a conflict again', async () => {
  const { agent, order } = await deletedAndRefunded();
  expect((await agent.handlers['order.decide'](order.name, 'post-again')).state).toBe('posted');
  await agent.run({ trigger: 'sweep' });
  expect(await inBooks(world)).toMatchObject([{ reference: order.name, invoice: { state: 'posted' } }]);
  await deleteDocuments();
  expect((await agent.handlers['order.retry'](order.name)).state).toBe('conflict');
  expect(agent.snapshot().problems).toMatchObject([goneFromErp]);
  expect(await inBooks(world)).toEqual([]);
});

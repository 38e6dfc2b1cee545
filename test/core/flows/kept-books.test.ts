import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { days, minutes } from '../../../core/model/time.ts';
import { heldFor, inBooks } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { holding, showing, withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const periodLocked = () =>
  Promise.reject(new SyncError('rejected', 'period-locked', 'The books are locked.', { system: 'erp' }));

describe('a sales order that is in the books while its invoice waits', () => {
  test('is not posted again unasked when a person deleted it', async () => {
    world.shop.placeOrder(ordinary());
    const agent = await world.openAgent({ wrapErp: erp => withVerbs(erp, { createInvoice: periodLocked }) });
    await agent.start();
    await rm(join(world.erpFolder, 'sales-orders'), { recursive: true });
    await mkdir(join(world.erpFolder, 'sales-orders'));
    world.clock.advance(days(1));
    await agent.run({ trigger: 'sweep' });
    expect(await inBooks(world)).toEqual([]);
  });
  test('cannot be ignored as if it were left out of the books', async () => {
    const order = world.shop.placeOrder(ordinary());
    const agent = await world.openAgent({ wrapErp: erp => withVerbs(erp, { createInvoice: periodLocked }) });
    await agent.start();
    expect(await heldFor(world, order)).toMatchObject({ state: 'posted' });
    expect(agent.snapshot().problems[0]?.ignorable).toBe(false);
  });
});

test('an order whose risk was accepted can be posted again', async () => {
  const order = world.shop.placeOrder(ordinary({ risk: 'high' }));
  const agent = await world.openAgent();
  await agent.start();
  await agent.handlers['order.decide'](order.name, 'accept-risk');
  for (const documents of ['sales-orders', 'invoices', 'payments']) {
    await rm(join(world.erpFolder, documents), { recursive: true });
    await mkdir(join(world.erpFolder, documents));
  }
  await agent.handlers['order.retry'](order.name);
  expect((await agent.handlers['order.decide'](order.name, 'post-again')).state).toBe('posted');
});

describe('a posted order that a person has made a draft again in the ERP', () => {
  const reset = async () => {
    let draft = false;
    const touched: string[] = [];
    const order = world.shop.placeOrder(ordinary());
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(
          holding(erp, held => (draft ? { ...held, state: 'draft' as const, invoice: undefined } : held)),
          {
            discardSalesOrder: async () => void touched.push('discarded'),
            draftSalesOrder: (body, signal) => {
              if (draft) touched.push('drafted');
              return erp.draftSalesOrder(body, signal);
            },
          },
        ),
    });
    await agent.start();
    draft = true;
    world.clock.advance(minutes(20));
    return { order, agent, touched };
  };
  test('is not deleted when the order is cancelled', async () => {
    const { order, agent, touched } = await reset();
    world.shop.cancelOrder(order);
    await agent.tick();
    expect(touched).toEqual([]);
  });
  test('is not overwritten and posted when the order is refunded', async () => {
    const { order, agent, touched } = await reset();
    world.shop.refundOrder(order, { amount: '1.00' });
    await agent.tick();
    expect(touched).toEqual([]);
  });
});

test('cancelled on both sides: what is invoiced and paid in the books is said', async () => {
  const order = world.shop.placeOrder(ordinary());
  let cancelled = false;
  const agent = await world.openAgent({
    wrapErp: erp => holding(erp, held => (cancelled ? { ...held, state: 'cancelled' as const } : held)),
  });
  await agent.start();
  cancelled = true;
  world.clock.advance(minutes(20));
  world.shop.cancelOrder(order, { refund: false });
  await agent.tick();
  expect((await agent.handlers['order.trace'](order.name))?.row.why).not.toContain('is not in Sample ERP');
});

test('an unpaid order cancelled after posting needs no credit note', async () => {
  const order = world.shop.placeOrder(ordinary({ financialStatus: 'pending' }));
  const agent = await world.openAgent();
  await agent.start();
  world.clock.advance(minutes(20));
  world.shop.cancelOrder(order);
  await agent.tick();
  expect(agent.snapshot().problems[0]?.problem.nextStep).not.toContain('credit note');
});

test('left as it is while Shopify hid it; shown again unchanged it is no conflict', async () => {
  const order = world.shop.placeOrder(ordinary());
  let isHidden = false;
  let isGone = false;
  const agent = await world.openAgent({
    wrapShop: shop => showing(shop, one => (isHidden ? undefined : one)),
    wrapErp: erp =>
      withVerbs(erp, { findSalesOrders: async (...args) => (isGone ? [] : erp.findSalesOrders(...args)) }),
  });
  await agent.start();
  isGone = true;
  await agent.handlers['order.retry'](order.name);
  [isGone, isHidden] = [false, true];
  await agent.handlers['order.retry'](order.name);
  await agent.handlers['order.decide'](order.name, 'leave-as-is');
  isHidden = false;
  await agent.handlers['order.retry'](order.name);
  expect(agent.snapshot().problems).toEqual([]);
});

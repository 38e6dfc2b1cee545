import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { minutes } from '../../../core/model/time.ts';
import type { RunTrigger } from '../../../core/model/write.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { holding, showing } from '../../world/wrap.ts';

let world: World;
/** How far Shopify's search index is behind. */
let lag = 0;
beforeEach(async () => {
  lag = 0;
  world = await openWorld({ shop: { seed: 'empty', searchLagMs: () => lag } });
});
afterEach(() => world.close());

test('a conflict clears with a retry once its sales order is reopened in the ERP', async () => {
  const order = world.shop.placeOrder(ordinary());
  let isCancelled = false;
  const agent = await world.openAgent({
    wrapErp: erp => holding(erp, held => (isCancelled ? { ...held, state: 'cancelled' } : held)),
  });
  await agent.start();
  isCancelled = true;
  expect((await agent.handlers['order.retry'](order.name)).state).toBe('conflict');
  isCancelled = false;
  expect((await agent.handlers['order.retry'](order.name)).state).toBe('posted');
  expect(agent.snapshot().problems).toEqual([]);
});

test('a posted order that could not be read for a while is at rest again once it can be', async () => {
  world.shop.placeOrder(ordinary());
  const unreadable = new SyncError('rejected', 'unreadable-order', 'Shopify sent it in a form that cannot be read.');
  let isUnreadable = false;
  const agent = await world.openAgent({
    wrapShop: shop =>
      showing(shop, order => {
        const { id, name, updatedAt } = order;
        return isUnreadable ? { id, name, updatedAt, unreadable } : order;
      }),
  });
  await agent.start();
  isUnreadable = true;
  await agent.run({ trigger: 'schedule' });
  expect(agent.snapshot().problems).toMatchObject([{ problem: { code: 'unreadable-order' } }]);
  isUnreadable = false;
  await agent.run({ trigger: 'schedule' });
  await agent.run({ trigger: 'sweep' });
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1, conflict: 0 } });
});

test('an order that is changed in Shopify and changed back is no conflict any more', async () => {
  world.shop.placeOrder(ordinary());
  let city: string | undefined;
  const agent = await world.openAgent({
    wrapShop: shop =>
      showing(shop, order => {
        const { shippingAddress } = order;
        return city === undefined || shippingAddress === undefined
          ? order
          : { ...order, shippingAddress: { ...shippingAddress, city } };
      }),
  });
  await agent.start();
  city = 'Elsewhere';
  await agent.run({ trigger: 'schedule' });
  expect(agent.snapshot().problems).toMatchObject([{ problem: { code: 'changed-after-posting' } }]);
  city = undefined;
  await agent.run({ trigger: 'schedule' });
  expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1, conflict: 0 } });
});

test('a search index that still shows an order as it was before a retry makes no conflict of it', async () => {
  const order = world.shop.placeOrder(
    ordinary({ lines: [{ sku: 'MUG-SLT-350' }, { sku: 'GONE-1', title: 'Pot', unitPrice: '12.00' }] }),
  );
  const agent = await world.openAgent();
  await agent.start();
  expect(agent.snapshot().counts.parked).toBe(1);
  world.clock.advance(minutes(1));
  lag = minutes(5);
  world.shop.editOrder(order, { remove: [{ sku: 'GONE-1', quantity: 1 }] });
  world.clock.advance(minutes(1));
  expect((await agent.handlers['order.retry'](order.name)).state).toBe('posted');
  const looks: readonly RunTrigger[] = ['schedule', 'sweep'];
  for (const trigger of looks) {
    await agent.run({ trigger });
    expect(agent.snapshot()).toMatchObject({ problems: [], counts: { posted: 1, conflict: 0 } });
    world.clock.advance(minutes(30));
  }
});

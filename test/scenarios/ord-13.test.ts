import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { ordinary } from '../world/orders.ts';
import { openWorld, type World } from '../world/world.ts';
import { withVerbs } from '../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('ORD-13 an order whose write failed is not marked as done anywhere', async () => {
  const order = world.shop.placeOrder(ordinary());
  const updatedAt = order.updatedAt;
  const agent = await world.openAgent({
    wrapErp: erp =>
      withVerbs(erp, {
        draftSalesOrder: () =>
          Promise.reject(new SyncError('transient', 'erp-away', 'The ERP does not answer.', { system: 'erp' })),
      }),
  });
  const result = await agent.run({ trigger: 'schedule' });
  expect(result?.summary).toMatchObject({ end: 'stopped', counts: { waiting: 1 } });
  expect(agent.journal.view.records.get(`gid://shopify/Order/${order.id}`)?.state).toBe('pending');
  expect(agent.journal.view.cursors.get('import-orders')).toBeUndefined();
  expect(world.shop.findOrder(order.name)?.updatedAt).toBe(updatedAt);
  expect(world.shop.requests.filter(one => one.isMutation).every(one => one.fields.includes('metafieldsSet'))).toBe(
    true,
  );
});

test('ORD-13 an order that the ERP refuses again keeps its problem, however often it is tried', async () => {
  const order = world.shop.placeOrder(ordinary());
  const agent = await world.openAgent({
    wrapErp: erp =>
      withVerbs(erp, {
        draftSalesOrder: () =>
          Promise.reject(new SyncError('rejected', 'refused', 'The ERP refused the sales order.', { system: 'erp' })),
      }),
  });
  await agent.run({ trigger: 'manual' });
  for (let time = 0; time < 2; time++) {
    expect((await agent.handlers['order.retry'](order.name)).state).toBe('parked');
    expect(agent.snapshot()).toMatchObject({ light: 'attention', problems: [{ recordName: order.name }] });
  }
});

test('ORD-13 a draft that a person cancels in the ERP before it is posted is not taken for posted', async () => {
  const order = world.shop.placeOrder(ordinary({ financialStatus: 'pending' }));
  const agent = await world.openAgent({
    wrapErp: erp =>
      withVerbs(erp, {
        draftSalesOrder: async (...args) => ({ ...(await erp.draftSalesOrder(...args)), state: 'cancelled' }),
      }),
  });
  await agent.run({ trigger: 'manual' });
  expect((await agent.handlers['order.trace'](order.name))?.row.state).toBe('parked');
  expect(agent.snapshot().problems).toMatchObject([{ problem: { code: 'cancelled-in-erp' } }]);
});

test('ORD-13 a decision that the order does not wait for is refused, and marks nothing as done', async () => {
  const parked = world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Pot', unitPrice: '12.00' }] }));
  const agent = await world.openAgent();
  await agent.run({ trigger: 'manual' });
  for (const decision of ['leave-as-is', 'accept-risk'] as const) {
    const refused = Promise.resolve(agent.handlers['order.decide'](parked.name, decision));
    await expect(refused).rejects.toMatchObject({ code: 'nothing-to-decide' });
  }
  expect((await agent.handlers['order.trace'](parked.name))?.row.state).toBe('parked');
  expect(agent.snapshot().problems).toHaveLength(1);
});

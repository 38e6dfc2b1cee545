import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { orderKey } from '../../core/flows/import-orders/keys.ts';
import type { Order } from '../../core/model/order.ts';
import { dayBounds, days, hours, instantOf, minutes } from '../../core/model/time.ts';
import { compareOrders } from '../../core/reconcile/orders.ts';
import type { Erp } from '../../core/ports.ts';
import { inBooks } from '../world/books.ts';
import { ordinary } from '../world/orders.ts';
import { newPc, openWorld, shopOf, type World } from '../world/world.ts';
import { withVerbs } from '../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const live = () => new AbortController().signal;
const key = (order: { readonly id: string | number }) => orderKey(String(order.id));

describe('orders', () => {
  test('ORD-01 an order whose reply was lost is found in the ERP and linked, not posted again', async () => {
    const order = world.shop.placeOrder(ordinary());
    let lost = 0;
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          postSalesOrder: async (...args) => {
            const made = await erp.postSalesOrder(...args);
            if (lost++ === 0) throw new SyncError('transient', 'timeout', 'The reply was lost.', { system: 'erp' });
            return made;
          },
        }),
    });
    const result = await agent.run({ trigger: 'manual' });
    expect(result?.summary.end).toBe('ok');
    expect((await inBooks(world)).map(one => one.key)).toEqual([key(order)]);
    const trace = await agent.handlers['order.trace'](order.name);
    expect(trace?.steps.some(step => step.why?.includes('there already'))).toBe(true);
    expect(lost).toBe(1);
  });

  test('ORD-02 "retry now" during a scheduled sync waits its turn and ends with one document', async () => {
    const order = world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    const [sync, row] = await Promise.all([
      agent.run({ trigger: 'schedule' }),
      agent.handlers['order.retry'](order.name),
    ]);
    expect(sync?.summary.counts.posted).toBe(1);
    expect(row.state).toBe('posted');
    expect(await inBooks(world)).toHaveLength(1);
  });

  test('ORD-06 one order with a deleted product parks; all others of the range are imported', async () => {
    world.shop.placeOrder(ordinary());
    const bad = world.shop.placeOrder(
      ordinary({ lines: [{ sku: 'GONE-1', title: 'Old teapot', unitPrice: '12.00', quantity: 1 }] }),
    );
    world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    const result = await agent.run({ trigger: 'manual' });
    expect(result?.summary).toMatchObject({ end: 'attention', counts: { posted: 2, parked: 1 } });
    expect(agent.snapshot().problems.map(card => card.recordName)).toEqual([bad.name]);
    expect(agent.snapshot().problems[0]?.problem.explanation).toContain('GONE-1');
    expect(await inBooks(world)).toHaveLength(2);
  });

  test.each(['findSalesOrders', 'draftSalesOrder'] as const)(
    'ORD-06 an order whose mapping came during an outage of the ERP (%s) goes on by itself afterwards',
    async verb => {
      const bad = world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '12.00' }] }));
      const outage = new SyncError('transient', 'erp-away', 'The ERP does not answer.', { system: 'erp' });
      let isAway = false;
      const agent = await world.openAgent({
        wrapErp: erp =>
          withVerbs(erp, {
            [verb]: (...args: Parameters<Erp[typeof verb]>) =>
              isAway ? Promise.reject(outage) : Reflect.apply(erp[verb], erp, args),
          }),
      });
      await agent.start();
      // Long ago by now: no page of a scheduled run shows it any more.
      world.clock.advance(hours(1));
      world.shop.placeOrder(ordinary());
      await agent.tick();
      isAway = true;
      const missing = { kind: 'item', sku: 'GONE-1', title: 'Teapot' } as const;
      await expect(agent.handlers['mapping.add']({ missing, code: 'MUG-SLT-350' })).rejects.toThrow(outage.message);
      isAway = false;
      world.clock.advance(minutes(2));
      await agent.tick();
      expect((await agent.handlers['order.trace'](bad.name))?.row.state).toBe('posted');
      expect(await inBooks(world)).toHaveLength(2);
    },
  );

  test('ORD-06 a mapping that does not help is tried once, not every minute', async () => {
    const bad = world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '12.00' }] }));
    const agent = await world.openAgent({ mappings: { ...world.mappings, items: { 'GONE-1': 'GONE-2' } } });
    await agent.start();
    world.clock.advance(hours(1));
    world.shop.placeOrder(ordinary());
    await agent.tick();
    world.shop.clearRequests();
    for (let minute = 0; minute < 5; minute++) {
      world.clock.advance(minutes(1));
      await agent.tick();
    }
    expect(world.shop.requests.some(one => one.fields.includes('order'))).toBe(false);
    expect((await agent.handlers['order.trace'](bad.name))?.row.state).toBe('parked');
  });

  test('ORD-07 after three days off, everything since the committed cursor is fetched, oldest first, and counted', async () => {
    const pc = newPc();
    world.shop.placeOrder(ordinary());
    const before = await world.openAgent({ pc });
    await before.run({ trigger: 'schedule' });
    await before.stop();
    const names = [];
    for (let day = 0; day < 3; day++) {
      world.clock.advance(days(1));
      for (let n = 0; n < 4; n++) names.push(world.shop.placeOrder(ordinary()).name);
    }
    const after = await world.openAgent({ pc });
    const result = await after.run({ trigger: 'start' });
    expect(result?.summary.counts.posted).toBe(12);
    expect(result?.summary.words).toContain('12 orders posted');
    const posted = [...after.journal.view.records.values()].map(record => record.name);
    expect(posted.slice(1)).toEqual(names);
  });

  test('ORD-09 a poll that fails with 5xx does not move the cursor', async () => {
    world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    await agent.run({ trigger: 'schedule' });
    const cursor = agent.journal.view.cursors.get('import-orders');
    world.clock.advance(minutes(1));
    world.shop.placeOrder(ordinary());
    world.shop.setFaults([{ kind: 'http', status: 502 }]);
    const failed = await agent.run({ trigger: 'schedule' });
    expect(failed?.summary.end).toBe('stopped');
    expect(agent.journal.view.cursors.get('import-orders')).toBe(cursor);
    world.shop.setFaults([]);
    const next = await agent.run({ trigger: 'schedule' });
    expect(next?.summary.counts.posted).toBe(1);
  });

  test('ORD-09 an order that changes while pages are read takes the cursor past none of the others', async () => {
    const pc = newPc();
    for (let hour = 0; hour < 4; hour++) {
      world.shop.placeOrder(ordinary());
      world.clock.advance(hours(1));
    }
    const now = instantOf(world.clock.now());
    const dying = await world.openAgent({
      pc,
      wrapShop: shop =>
        withVerbs(shop, {
          // Listed by its old time, and already of now in the answer.
          ordersUpdatedSince: async function* (since, signal) {
            for await (const [one, two, ...rest] of shop.ordersUpdatedSince(since, signal)) {
              yield [one, two && { ...two, updatedAt: now }].flatMap(order => order ?? []);
              yield rest.slice(0, 1);
              throw new SyncError('auth', 'gone', 'The connection is gone.', { system: 'shop' });
            }
          },
        }),
    });
    await dying.start();
    expect(dying.snapshot().counts.posted).toBe(3);
    await dying.stop();
    const next = await world.openAgent({ pc });
    await next.run({ trigger: 'schedule' });
    expect(next.snapshot().counts.posted).toBe(4);
  });

  test('ORD-10 archived orders count in the day, and one that the ERP lost is named', async () => {
    for (let n = 0; n < 3; n++) {
      const order = world.shop.placeOrder(ordinary());
      world.shop.fulfilOrder(order, { archive: true });
    }
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    const { from, to } = dayBounds('2026-11-23', 'Europe/London');
    const orders: Order[] = [];
    for await (const page of shopOf(world).ordersProcessedIn(from, to, live()))
      orders.push(...page.flatMap(one => ('unreadable' in one ? [] : [one])));
    expect(orders.every(order => order.closedAt !== undefined)).toBe(true);
    const whole = compareOrders(orders, await inBooks(world), 'Europe/London', 'shop');
    expect(whole.differences).toEqual([]);
    expect(whole.days).toMatchObject([{ day: '2026-11-23', agrees: true, shop: { count: 3 } }]);
    const [lost] = await inBooks(world);
    await rm(join(world.erpFolder, 'sales-orders', `${lost?.id}.json`));
    const short = compareOrders(orders, await inBooks(world), 'Europe/London', 'shop');
    expect(short.days[0]).toMatchObject({ agrees: false, shop: { count: 3 }, erp: { count: 2 } });
    expect(short.differences).toMatchObject([{ kind: 'absent', order: lost?.reference }]);
  });

  test('ORD-11 a backfill beyond 60 days without read_all_orders names the missing permission', async () => {
    world.shop.setScopes(['read_orders', 'read_customers', 'read_locations', 'read_products']);
    world.shop.placeOrder(ordinary({ createdAt: '2026-08-01T10:00:00Z', processedAt: '2026-08-01T10:00:00Z' }));
    const agent = await world.openAgent({ orders: { from: '2026-07-01' } });
    const result = await agent.run({ trigger: 'manual' });
    expect(result?.summary.end).toBe('attention');
    expect(result?.summary.words).toContain('read_all_orders');
    // A later start does not need it.
    const recent = await world.openAgent({ orders: { from: '2026-11-01' }, pc: newPc() });
    world.clock.advance(hours(3));
    expect((await recent.run({ trigger: 'manual' }))?.summary).toMatchObject({ end: 'ok' });
  });

  test('ORD-18 a test order is left out, visibly', async () => {
    const order = world.shop.placeOrder(ordinary({ test: true }));
    const agent = await world.openAgent();
    const result = await agent.run({ trigger: 'schedule' });
    expect(result?.summary).toMatchObject({ end: 'left-out', counts: { skipped: 1, posted: 0 } });
    const trace = await agent.handlers['order.trace'](order.name);
    expect(trace?.row).toMatchObject({ state: 'skipped' });
    expect(trace?.row.why).toContain('test order');
    expect(await inBooks(world)).toEqual([]);
  });

  test('ORD-19 a high-risk order is held before anything is touched, until a person accepts it', async () => {
    const order = world.shop.placeOrder(ordinary({ risk: 'high' }));
    const agent = await world.openAgent();
    const result = await agent.run({ trigger: 'schedule' });
    expect(result?.summary).toMatchObject({ end: 'attention', counts: { parked: 1 } });
    expect(await inBooks(world)).toEqual([]);
    expect(await world.erp.findSalesOrders([key(order)], live())).toEqual([]);
    expect(agent.snapshot().problems[0]?.decisions).toEqual(['accept-risk']);
    const row = await agent.handlers['order.decide'](order.name, 'accept-risk');
    expect(row.state).toBe('posted');
    expect(await inBooks(world)).toHaveLength(1);
  });
});

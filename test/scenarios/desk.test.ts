import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { orderKey } from '../../core/flows/import-orders/keys.ts';
import { SyncError } from '../../core/errors.ts';
import { diskFull } from '../../core/journal/damage.ts';
import { hours, minutes } from '../../core/model/time.ts';
import { ordinary } from '../world/orders.ts';
import { newPc, openWorld, type World } from '../world/world.ts';
import { withVerbs } from '../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const live = () => new AbortController().signal;

describe('the PC it runs on', () => {
  test('DESK-01 a PC that slept over many due times runs once when it wakes', async () => {
    const agent = await world.openAgent();
    await agent.start();
    world.shop.placeOrder(ordinary());
    world.clock.advance(hours(8));
    // The timers of a woken PC all fire at once.
    await Promise.all([agent.tick(), agent.tick(), agent.tick()]);
    const runs = agent.snapshot().runs;
    expect(runs.filter(run => run.trigger === 'catch-up')).toHaveLength(1);
    expect(agent.snapshot().counts.posted).toBe(1);
    const before = world.shop.requests.length;
    await agent.tick();
    expect(world.shop.requests.length).toBe(before);
    world.clock.advance(minutes(1));
    await agent.tick();
    expect(world.shop.requests.length).toBeGreaterThan(before);
  });

  test('DESK-01 a run that outlasts its schedule is followed by one run, not by all that came due', async () => {
    world.shop.placeOrder(ordinary());
    let ticks: readonly Promise<void>[] = [];
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          findSalesOrders: async (...args) => {
            for (let minute = 0; minute < 30; minute++) {
              world.clock.advance(minutes(1));
              ticks = [...ticks, agent.tick()];
            }
            return erp.findSalesOrders(...args);
          },
        }),
    });
    await agent.start();
    await Promise.all(ticks);
    const before = world.shop.requests.length;
    await agent.tick();
    const one = world.shop.requests.length - before;
    await agent.tick();
    expect(world.shop.requests.length - before).toBe(one);
    expect(one).toBeGreaterThan(0);
    expect(before).toBeLessThan(10);
  });

  test('a PC that is switched off every evening reads back too, for what polling missed', async () => {
    const pc = newPc();
    const late: ReturnType<World['shop']['placeOrder']>[] = [];
    for (let day = 0; day < 2; day++) {
      const agent = await world.openAgent({
        pc,
        // The search index does not show the first order until the next day.
        wrapShop: shop =>
          withVerbs(shop, {
            ordersUpdatedSince: async function* (since, signal) {
              for await (const page of shop.ordersUpdatedSince(since, signal))
                yield day === 0 ? page.filter(order => order.name !== late[0]?.name) : page;
            },
          }),
      });
      await agent.start();
      late.push(world.shop.placeOrder(ordinary()));
      world.clock.advance(hours(1));
      world.shop.placeOrder(ordinary());
      await agent.tick();
      await agent.stop();
      world.clock.advance(hours(15));
    }
    expect(await world.erp.findSalesOrders([orderKey(String(late[0]?.id))], live())).toHaveLength(1);
  });

  test('a full disk is shown while it lasts, and syncing goes on by itself', async () => {
    let isFull = false;
    const agent = await world.openAgent({
      wrapStore: store =>
        withVerbs(store, {
          append: (...args) => (isFull ? Promise.reject(diskFull()) : store.append(...args)),
        }),
    });
    await agent.start();
    world.shop.placeOrder(ordinary());
    isFull = true;
    world.clock.advance(minutes(2));
    await expect(agent.tick()).rejects.toThrow('The disk is full');
    expect(agent.snapshot()).toMatchObject({ light: 'attention', banners: [{ code: 'away' }] });
    expect(agent.snapshot().banners[0]?.explanation).toContain('The disk is full');
    isFull = false;
    world.clock.advance(minutes(2));
    await agent.tick();
    expect(agent.snapshot()).toMatchObject({ light: 'ok', counts: { posted: 1 } });
  });

  test('a run that is cut short by closing lifts no halt', async () => {
    const pc = newPc();
    world.shop.placeOrder(ordinary());
    const unforeseen = () => Promise.reject(new Error('unforeseen'));
    const broken = await world.openAgent({ pc, wrapErp: erp => withVerbs(erp, { findSalesOrders: unforeseen }) });
    await broken.start();
    await broken.stop();
    let closing: Promise<void> | undefined;
    const next = await world.openAgent({
      pc,
      wrapErp: erp =>
        withVerbs(erp, {
          findSalesOrders: (...args) => {
            closing = next.stop();
            return erp.findSalesOrders(...args);
          },
        }),
    });
    await next.start();
    await closing;
    expect(next.snapshot()).toMatchObject({ light: 'failed', lastRun: { end: 'cancelled' } });
  });

  test('an outage of hours leaves one entry in the journal, not one a run', async () => {
    let isAway = false;
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          findSalesOrders: (...args) =>
            isAway
              ? Promise.reject(new SyncError('transient', 'erp-away', 'The ERP does not answer.', { system: 'erp' }))
              : erp.findSalesOrders(...args),
        }),
    });
    await agent.start();
    world.shop.placeOrder(ordinary());
    isAway = true;
    const before = agent.journal.view.seq;
    for (let run = 0; run < 20; run++) {
      world.clock.advance(minutes(2));
      await agent.tick();
    }
    expect(agent.journal.view.seq).toBe(before + 1);
    expect(agent.snapshot()).toMatchObject({ light: 'attention', lastRun: { end: 'stopped' } });
  });

  test('a limit that stays, such as a missing permission in an empty shop, leaves one entry too', async () => {
    world.shop.setScopes(['read_orders', 'read_customers', 'read_locations']);
    const agent = await world.openAgent({ orders: { from: null } });
    await agent.start();
    const before = agent.journal.view.seq;
    for (let run = 0; run < 20; run++) {
      world.clock.advance(minutes(2));
      await agent.tick();
    }
    expect(agent.journal.view.seq).toBe(before);
    expect(agent.snapshot().lastRun?.words).toContain('read_all_orders');
  });

  test('DESK-02 sleep in the middle of a write, with no warning, is mended by the journal', async () => {
    const pc = newPc();
    const order = world.shop.placeOrder(ordinary());
    const dies = new Error('the process is gone');
    const agent = await world.openAgent({
      pc,
      wrapErp: erp =>
        withVerbs(erp, {
          postSalesOrder: async (...args) => {
            await erp.postSalesOrder(...args);
            throw dies;
          },
        }),
    });
    await agent.run({ trigger: 'schedule' });
    world.clock.advance(hours(8));
    const woken = await world.openAgent({ pc });
    await woken.start();
    await woken.handlers.resume();
    expect(woken.snapshot().counts).toMatchObject({ posted: 1, pending: 0 });
    const [only, another] = await world.erp.salesOrdersBetween('2020-01-01', '2030-01-01', live());
    expect(another).toBeUndefined();
    expect(only?.reference).toBe(order.name);
    expect(only?.invoice?.state).toBe('posted');
  });
});

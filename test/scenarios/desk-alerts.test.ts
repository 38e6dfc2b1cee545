import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertsOf } from '../../core/alerts/alert.ts';
import { httpFailure } from '../../core/erp/odoo/failures.ts';
import { SyncError } from '../../core/errors.ts';
import { hours, minutes } from '../../core/model/time.ts';
import type { WholeShop } from '../world/wrap.ts';
import { PlainErp } from '../fakes/plain-erp.ts';
import { inBooks } from '../world/books.ts';
import { faceOf } from '../world/face.ts';
import { ordinary, unknownItem } from '../world/orders.ts';
import { openWorld, type World } from '../world/world.ts';
import { withVerbs } from '../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

describe('DESK-03 the network is not there yet when the PC wakes', () => {
  let backAtMs: number;
  const unreachable = () =>
    new SyncError('transient', 'shop-unreachable', 'The shop could not be reached at the address.', { system: 'shop' });
  const throughNetwork = (shop: WholeShop): WholeShop =>
    withVerbs(shop, {
      readShared: (...args) =>
        world.clock.now() < backAtMs ? Promise.reject(unreachable()) : shop.readShared(...args),
      ordersUpdatedSince: async function* (...args) {
        if (world.clock.now() < backAtMs) throw unreachable();
        yield* shop.ordersUpdatedSince(...args);
      },
    });

  async function woken() {
    backAtMs = 0;
    const agent = await world.openAgent({ wrapShop: throughNetwork, everyMs: minutes(10) });
    await agent.start();
    await world.pass(agent, 12);
    const face = faceOf(agent);
    world.shop.placeOrder(ordinary());
    world.clock.advance(hours(8));
    // A look before any timer has noticed.
    face.look();
    expect(agent.snapshot().awakeSince).toBe(agent.snapshot().now);
    return { agent, face };
  }

  test('for 30 seconds: it stays quiet, tries again, and goes on', async () => {
    const { agent, face } = await woken();
    const wokeAtMs = world.clock.now();
    backAtMs = wokeAtMs + 30_000;
    await agent.tick();
    expect(world.clock.now() - wokeAtMs).toBeGreaterThanOrEqual(30_000);
    await world.pass(agent, 12, face.look);
    expect(agent.snapshot()).toMatchObject({ light: 'ok', counts: { posted: 1 } });
    expect(face.told).toEqual([]);
    expect(new Set(face.icons)).toEqual(new Set(['ok', 'syncing']));
  });

  test('for longer: it is told once, and taken back when it is there', async () => {
    const { agent, face } = await woken();
    backAtMs = Infinity;
    await agent.tick();
    await world.pass(agent, 20, face.look);
    expect(face.told).toEqual(['Shopify does not answer']);
    expect(face.tooltip()).toMatch(/^Shopify does not answer since \d\d:\d\d$/);
    backAtMs = 0;
    await world.pass(agent, 12, face.look);
    expect(alertsOf(agent.snapshot())).toEqual([]);
    expect(face.told).toHaveLength(1);
  });
});

describe('the ERP is busy', () => {
  let isBusy: boolean;
  /**
   * No ERP that this product speaks to shows a window or takes a lock for a month's end as QuickBooks and Sage do, so a
   * stand-in answers as an adapter of theirs would have to: category busy, with what is to be closed as the next step.
   */
  const dialog = () =>
    new SyncError('busy', 'erp-dialog-open', 'A window with unsaved changes is open.', {
      system: 'erp',
      nextStep: 'Close the window "Edit invoice" on the office PC.',
    });

  test('DESK-13 with an open window: it backs off, says what to close, fails no order, and goes on by itself', async () => {
    await world.close();
    const books = new PlainErp();
    world = await openWorld({ shop: { seed: 'empty' }, books });
    isBusy = false;
    let tries = 0;
    const agent = await world.openAgent({
      everyMs: minutes(10),
      wrapErp: erp =>
        withVerbs(erp, {
          draftSalesOrder: (...args) => {
            if (!isBusy) return erp.draftSalesOrder(...args);
            tries += 1;
            return Promise.reject(dialog());
          },
        }),
    });
    await agent.start();
    const face = faceOf(agent);
    for (let count = 0; count < 3; count++) world.shop.placeOrder(ordinary());
    isBusy = true;
    await world.pass(agent, 10);
    expect(tries).toBeLessThan(20);
    expect(Math.max(...world.clock.slept)).toBeGreaterThan(15_000);
    expect(agent.snapshot()).toMatchObject({
      lastRun: { end: 'stopped', counts: { parked: 0 } },
      problems: [],
      banners: [{ title: 'Plain ERP is busy', severity: 'note' }],
    });
    expect(agent.snapshot().banners[0]?.explanation).toContain('Close the window "Edit invoice" on the office PC.');
    expect(face.told).toEqual([]);
    await world.pass(agent, 20, face.look);
    expect(face.told).toEqual(['Plain ERP is busy']);
    expect(agent.snapshot().banners).toMatchObject([{ severity: 'attention' }]);
    isBusy = false;
    await world.pass(agent, 11);
    expect(agent.snapshot()).toMatchObject({ light: 'ok', banners: [], problems: [], counts: { posted: 3 } });
    expect(books.orders).toHaveLength(3);
  });

  test('DESK-14 under a lock, as Odoo tells it: all orders queue, none fails, and all follow when it is gone', async () => {
    isBusy = false;
    const said = { name: 'psycopg2.errors.LockNotAvailable', message: 'could not obtain lock on relation' };
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          findSalesOrders: (...args) =>
            isBusy
              ? Promise.reject(httpFailure(500, said, 'the sales order', undefined))
              : erp.findSalesOrders(...args),
        }),
    });
    await agent.start();
    for (let count = 0; count < 3; count++) world.shop.placeOrder(ordinary());
    isBusy = true;
    await world.pass(agent, 10);
    expect(agent.snapshot()).toMatchObject({ problems: [], banners: [{ title: 'Sample ERP is busy' }] });
    expect(await inBooks(world)).toEqual([]);
    isBusy = false;
    await world.pass(agent, 2);
    expect(agent.snapshot()).toMatchObject({ light: 'ok', problems: [], counts: { posted: 3 } });
  });

  test('DESK-14 an order that met the lock waits, although the next one came after it was gone', async () => {
    const names: string[] = [];
    isBusy = true;
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          draftSalesOrder: (draft, signal) =>
            isBusy && draft.reference === names[0] ? Promise.reject(dialog()) : erp.draftSalesOrder(draft, signal),
        }),
    });
    for (let count = 0; count < 3; count++) names.push(world.shop.placeOrder(ordinary()).name);
    await agent.start();
    expect(agent.snapshot()).toMatchObject({
      lastRun: { end: 'stopped' },
      problems: [],
      counts: { posted: 2, pending: 1, parked: 0 },
    });
    expect(agent.snapshot().banners[0]?.explanation).toContain('1 order waits');
    isBusy = false;
    await world.pass(agent, 2);
    expect(agent.snapshot()).toMatchObject({ light: 'ok', counts: { posted: 3, pending: 0 } });
  });
});

describe('DESK-15 in quiet hours', () => {
  const quietHours = { from: '11:00', to: '14:00' };
  const refused = () => new SyncError('auth', 'erp-key-refused', 'The ERP does not accept the key.', { system: 'erp' });

  async function lockedOut(failuresBreakThrough: boolean) {
    let isRefused = false;
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          findSalesOrders: (...args) => (isRefused ? Promise.reject(refused()) : erp.findSalesOrders(...args)),
        }),
    });
    world.shop.placeOrder(unknownItem());
    await agent.start();
    const face = faceOf(agent, { quietHours, failuresBreakThrough });
    await world.pass(agent, 2, face.look);
    world.shop.placeOrder(ordinary());
    isRefused = true;
    await world.pass(agent, 2, face.look);
    return { agent, face };
  }

  test('the icon shows what is critical, and all is told once at their end', async () => {
    const { agent, face } = await lockedOut(false);
    expect(face.icons.at(-1)).toBe('error');
    expect(face.told).toEqual([]);
    await world.pass(agent, 130, face.look);
    expect(face.told).toEqual(['2 things need you']);
  });

  test('what failed is told at once, where it may break through', async () => {
    const { agent, face } = await lockedOut(true);
    expect(face.told).toEqual(['The ERP no longer lets us in']);
    await world.pass(agent, 130, face.look);
    expect(face.told).toEqual(['The ERP no longer lets us in', 'Sample ERP does not know NEW-1']);
  });
});

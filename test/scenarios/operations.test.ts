import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertsOf } from '../../core/alerts/alert.ts';
import { httpFailure } from '../../core/erp/odoo/failures.ts';
import { SyncError } from '../../core/errors.ts';
import { hours, minutes } from '../../core/model/time.ts';
import { addUnknownItem } from '../world/books.ts';
import { faceOf } from '../world/face.ts';
import { ordinary, unknownItem } from '../world/orders.ts';
import { openWorld, type World } from '../world/world.ts';
import { noAnswer, withVerbs } from '../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

test('OPS-01 a background run that left something out is no plain success, in words, in the list and in the tray', async () => {
  const agent = await world.openAgent();
  await agent.start();
  const face = faceOf(agent);
  world.shop.placeOrder(ordinary());
  world.shop.placeOrder(ordinary({ test: true }));
  await world.pass(agent, 1);
  const { lastRun, verdict, counts } = agent.snapshot();
  expect(lastRun).toMatchObject({
    end: 'left-out',
    trigger: 'schedule',
    words: expect.stringContaining('1 order left out'),
  });
  expect(verdict).toBe('1 order in Sample ERP; the last sync left 1 out.');
  expect(face.tooltip()).toMatch(/^Counterfoil: 1 order left out\./);
  expect(counts).toMatchObject({ posted: 1, skipped: 1 });
  expect(face.told).toEqual([]);
});

/** An agent whose run waits for the ERP until `answer` is called. */
async function hanging(startMs: number, alerts = {}) {
  await world.close();
  world = await openWorld({ shop: { seed: 'empty' }, startMs });
  let answer: () => void = () => {};
  const answered = new Promise<void>(done => (answer = done));
  let hangs: () => void = () => {};
  const isHanging = new Promise<void>(done => (hangs = done));
  let isStuck = false;
  const agent = await world.openAgent({
    alerts,
    wrapErp: erp =>
      withVerbs(erp, {
        findSalesOrders: async (...args) => {
          if (isStuck) {
            hangs();
            await answered;
          }
          return erp.findSalesOrders(...args);
        },
      }),
  });
  await agent.start();
  const face = faceOf(agent, alerts);
  world.shop.placeOrder(ordinary());
  isStuck = true;
  world.clock.advance(minutes(1));
  const stuck = agent.tick();
  await isHanging;
  return { agent, face, free: () => (answer(), stuck) };
}

describe('OPS-02 nothing has synced for 3 hours of business, although nothing failed', () => {
  const monday = Date.UTC(2026, 10, 23, 12, 0, 0);
  const banner = {
    code: 'silent',
    title: 'Nothing has synced for 3 h',
    button: { words: 'Sync now', request: 'run.now' },
  };

  test('it is told once, shown on the page and by the icon, and clears itself', async () => {
    const { agent, face, free } = await hanging(monday);
    await world.pass(agent, 179);
    expect(agent.snapshot().banners).toEqual([]);
    expect(face.icons.at(-1)).toBe('syncing');
    await world.pass(agent, 2);
    expect(agent.snapshot()).toMatchObject({ light: 'attention', banners: [banner] });
    expect(agent.snapshot().banners[0]?.explanation).toContain('Last at 12:00. The PC was awake');
    await world.pass(agent, 60);
    face.look();
    expect(face.told).toEqual(['Nothing has synced for 3 h']);
    await free();
    expect(agent.snapshot()).toMatchObject({ light: 'ok', banners: [], counts: { posted: 1 } });
  });

  test('only business hours count', async () => {
    const { agent, free } = await hanging(Date.UTC(2026, 10, 23, 17, 0, 0));
    await world.pass(agent, 16 * 60 + 55);
    expect(agent.snapshot().banners).toEqual([]);
    await world.pass(agent, 6);
    expect(agent.snapshot().banners).toMatchObject([banner]);
    await free();
  });

  test('a PC that slept was not silent', async () => {
    const { agent, free } = await hanging(monday);
    for (let hour = 0; hour < 5; hour++) {
      world.clock.advance(hours(1));
      await agent.tick();
    }
    expect(agent.snapshot().banners).toEqual([]);
    await free();
  });

  test('a pause is no silence, nor is another PC that does the work', async () => {
    const agent = await world.openAgent();
    await agent.start();
    await agent.handlers['pause.start']('until-tomorrow');
    await world.pass(agent, 5 * 60);
    expect(agent.snapshot()).toMatchObject({ light: 'paused', banners: [{ code: 'paused' }] });
    await agent.handlers['pause.end']();
    await world.pass(agent, 1);
    expect(agent.snapshot()).toMatchObject({ light: 'ok', banners: [] });

    const other = await world.openAgent();
    await other.start();
    const long = async () => {
      for (let minute = 0; minute < 5 * 60; minute++) {
        world.clock.advance(minutes(1));
        await agent.tick();
        await other.tick();
      }
    };
    await long();
    expect(other.snapshot().light).toBe('standing-by');
    expect(other.snapshot().banners.map(({ code }) => code)).toEqual(['standing-by']);
  }, 60_000);

  test('never, where a person wants no such alert', async () => {
    const { agent, free } = await hanging(monday, { silentAfterHours: null });
    await world.pass(agent, 5 * 60);
    expect(agent.snapshot().banners).toEqual([]);
    await free();
  });
});

test('OPS-03 what a retry has solved is closed with its history, not still red', async () => {
  const order = world.shop.placeOrder(unknownItem());
  const agent = await world.openAgent();
  await agent.start();
  const face = faceOf(agent);
  await world.pass(agent, 1);
  face.look();
  expect(face.told).toEqual(['Sample ERP does not know NEW-1']);
  expect(face.icons.at(-1)).toBe('attention');
  await addUnknownItem(world);
  expect(await agent.handlers['order.retry'](order.name)).toMatchObject({ state: 'posted' });
  expect(agent.snapshot()).toMatchObject({ light: 'ok', problems: [], banners: [] });
  expect(alertsOf(agent.snapshot())).toEqual([]);
  const trace = await agent.handlers['order.trace'](order.name);
  expect(trace?.problem).toBeUndefined();
  const kinds = trace?.steps.map(({ kind }) => kind) ?? [];
  expect(kinds[0]).toBe('parked');
  expect(kinds.at(-1)).toBe('posted');
});

test('OPS-04 what the ERP refused as bad data is not tried again by the timer, but when the order has changed', async () => {
  const order = world.shop.placeOrder(ordinary());
  let tries = 0;
  const refused = new SyncError('rejected', 'erp-refused', 'The ERP refused the sales order.', { system: 'erp' });
  const agent = await world.openAgent({
    wrapErp: erp =>
      withVerbs(erp, {
        draftSalesOrder: () => {
          tries += 1;
          return Promise.reject(refused);
        },
      }),
  });
  await agent.start();
  await world.pass(agent, 30);
  expect(tries).toBe(1);
  world.shop.editOrder(order, { add: [{ sku: 'LIN-TWL-OAT' }] });
  await world.pass(agent, 2);
  expect(tries).toBe(2);
});

test('OPS-05 once its time is spent, retrying rests until the next run is due, and the alert rises by one', async () => {
  let isAway = false;
  let tries = 0;
  const agent = await world.openAgent({
    everyMs: minutes(10),
    wrapErp: erp =>
      withVerbs(erp, {
        findSalesOrders: (...args) => {
          tries += 1;
          return isAway ? Promise.reject(noAnswer()) : erp.findSalesOrders(...args);
        },
      }),
  });
  await agent.start();
  world.shop.placeOrder(ordinary());
  isAway = true;
  tries = 0;
  const severities = () => alertsOf(agent.snapshot()).map(({ severity }) => severity);
  expect(severities()).toEqual([]);
  world.clock.advance(minutes(10));
  await agent.tick();
  expect(tries).toBeGreaterThan(3);
  expect(tries).toBeLessThan(12);
  expect(severities()).toEqual(['warning']);
  const spent = tries;
  await world.pass(agent, 5);
  expect(tries).toBe(spent);
  world.clock.advance(hours(24));
  expect(severities()).toEqual(['critical']);
});

test('OPS-06 300 orders that fail for one cause are one notification, which retries all of them', async () => {
  for (let count = 0; count < 300; count++) world.shop.placeOrder(unknownItem());
  const agent = await world.openAgent();
  const face = faceOf(agent);
  await agent.start();
  await world.pass(agent, 1);
  face.look();
  expect(agent.snapshot().problems).toHaveLength(300);
  expect(face.told).toEqual(['300 orders wait for one SKU']);
  const [alert] = alertsOf(agent.snapshot());
  await addUnknownItem(world);
  await agent.handlers['orders.retry'](alert?.orders ?? []);
  await world.pass(agent, 1);
  expect(agent.snapshot()).toMatchObject({ light: 'ok', problems: [] });
  expect(face.told).toHaveLength(1);
}, 60_000);

test('OPS-07 a technical message of the ERP is told as record, system, cause and next step; its own words stand under details', async () => {
  const order = world.shop.placeOrder(ordinary());
  const raw = 'The operation cannot be completed: stock_move_product_id_fkey violates not-null constraint';
  const said = { name: 'odoo.exceptions.ValidationError', message: raw };
  const agent = await world.openAgent({
    wrapErp: erp =>
      withVerbs(erp, { draftSalesOrder: () => Promise.reject(httpFailure(422, said, 'the sales order', undefined)) }),
  });
  await agent.start();
  const [card] = agent.snapshot().problems;
  expect(card?.problem).toMatchObject({
    title: `${order.name} could not be posted`,
    explanation: 'Odoo refused the sales order.',
    nextStep: 'Read what Odoo says in the details and put it right there.',
    details: { odoo: raw },
  });
  const [alert] = alertsOf(agent.snapshot());
  expect(alert?.title).toBe(`${order.name} could not be posted`);
  expect(`${alert?.title} ${alert?.text}`).not.toMatch(/constraint|422|ValidationError/);
});

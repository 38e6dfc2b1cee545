import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { days, hours, minutes } from '../../../core/model/time.ts';
import { inBooks } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type World } from '../../world/world.ts';
import { withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  // Monday 23 November 2026, 12:00 in London.
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const inErp = async () => (await inBooks(world)).length;

describe('a pause', () => {
  test('nothing starts by itself until it ends, and then it goes on by itself', async () => {
    const agent = await world.openAgent();
    await agent.start();
    await agent.handlers['pause.start']('hour');
    expect(agent.snapshot()).toMatchObject({
      light: 'paused',
      verdict: 'Paused until 13:00.',
      paused: { until: '2026-11-23T13:00:00.000Z', words: '13:00' },
      nextRunAt: '2026-11-23T13:00:00.000Z',
      banners: [{ code: 'paused', button: { request: 'pause.end' } }],
    });
    world.shop.placeOrder(ordinary());
    const before = world.shop.requests.length;
    for (let minute = 0; minute < 59; minute++) {
      world.clock.advance(minutes(1));
      await agent.tick();
    }
    expect(world.shop.requests.length).toBe(before);
    world.clock.advance(minutes(1));
    expect(agent.snapshot()).toMatchObject({ light: 'ok', paused: undefined, banners: [] });
    await agent.tick();
    expect(await inErp()).toBe(1);
  });

  test('it outlives a restart, and the run that the start missed reads back as far as a start does', async () => {
    const pc = newPc();
    const first = await world.openAgent({ pc });
    await first.start();
    await first.handlers['pause.start']('until-tomorrow');
    await first.stop();
    world.shop.placeOrder(ordinary());
    world.clock.advance(hours(3));
    const before = world.shop.requests.length;
    const second = await world.openAgent({ pc });
    await second.start();
    await second.tick();
    expect(world.shop.requests.length).toBe(before);
    expect(second.snapshot()).toMatchObject({ light: 'paused', verdict: 'Paused until Tuesday 08:00.' });
    world.clock.advance(hours(17));
    await second.tick();
    expect(second.snapshot()).toMatchObject({ light: 'ok', lastRun: { trigger: 'sweep', counts: { posted: 1 } } });
  });

  test('DESK-01 a PC that sleeps through its end goes on when it wakes', async () => {
    const agent = await world.openAgent();
    await agent.start();
    await agent.handlers['pause.start']('hour');
    world.shop.placeOrder(ordinary());
    world.clock.advance(hours(9));
    await Promise.all([agent.tick(), agent.tick()]);
    expect(agent.snapshot().runs.filter(run => run.trigger === 'catch-up')).toHaveLength(1);
    expect(await inErp()).toBe(1);
  });

  test('Sync now and "Try once more" are refused with the reason; a single order is retried when asked', async () => {
    const agent = await world.openAgent();
    await agent.start();
    await agent.handlers['pause.start']('hour');
    const order = world.shop.placeOrder(ordinary());
    world.shop.placeOrder(ordinary());
    const refused = { code: 'paused', message: 'Syncing is paused until 13:00.' };
    await expect(agent.handlers['run.now']()).rejects.toMatchObject(refused);
    await expect(agent.handlers.resume()).rejects.toMatchObject(refused);
    expect(await inErp()).toBe(0);
    expect((await agent.handlers['order.retry'](order.name)).state).toBe('posted');
    expect(await inErp()).toBe(1);
    expect(agent.snapshot().light).toBe('paused');
  });

  test('a mapping is kept at once, and what waited for it follows when the pause is over', async () => {
    const agent = await world.openAgent();
    await agent.start();
    const order = world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '9.00' }] }));
    await agent.run({ trigger: 'schedule' });
    await agent.handlers['pause.start']('hour');
    const missing = { kind: 'item', sku: 'GONE-1', title: 'Teapot' } as const;
    await agent.handlers['mapping.add']({ missing, code: 'MUG-SLT-350' });
    expect((await agent.handlers['order.trace'](order.name))?.row.state).toBe('parked');
    world.clock.advance(hours(1));
    await agent.tick();
    expect((await agent.handlers['order.trace'](order.name))?.row.state).toBe('posted');
  });

  test('the order under way is finished, and no other is begun', async () => {
    const names = [1, 2, 3].map(() => world.shop.placeOrder(ordinary()).name);
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          postSalesOrder: async (...args) => {
            await agent.handlers['pause.start']('hour');
            return erp.postSalesOrder(...args);
          },
        }),
    });
    await agent.start();
    expect(agent.snapshot()).toMatchObject({
      light: 'paused',
      counts: { posted: 1, pending: 0 },
      lastRun: { end: 'cancelled' },
    });
    const first = await agent.handlers['order.trace'](names[0] ?? '');
    expect(first?.steps.map(({ kind }) => kind)).not.toContain('failed');
    expect(first?.row.invoice).toBeDefined();
    expect(await inErp()).toBe(1);
  });

  test('a Write that gets no answer is not tried again in the pause, and is asked about after it', async () => {
    const order = world.shop.placeOrder(ordinary());
    let lost = 0;
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          postSalesOrder: async (...args) => {
            const made = await erp.postSalesOrder(...args);
            if (lost++ > 0) return made;
            await agent.handlers['pause.start']('hour');
            throw new SyncError('transient', 'timeout', 'The reply was lost.', { system: 'erp' });
          },
        }),
    });
    await agent.start();
    expect(lost).toBe(1);
    expect(agent.snapshot().counts).toMatchObject({ pending: 1 });
    world.clock.advance(hours(1));
    await agent.tick();
    expect(lost).toBe(1);
    expect((await agent.handlers['order.trace'](order.name))?.row).toMatchObject({ state: 'posted' });
    expect(await inErp()).toBe(1);
  });

  test('ended early it goes on at once; ended without one, nothing happens', async () => {
    const agent = await world.openAgent();
    await agent.start();
    await agent.handlers['pause.end']();
    const before = agent.journal.view.seq;
    await agent.handlers['pause.start']('until-tomorrow');
    world.shop.placeOrder(ordinary());
    world.clock.advance(minutes(5));
    await agent.handlers['pause.end']();
    expect(agent.snapshot()).toMatchObject({ paused: undefined, nextRunAt: '2026-11-23T12:06:00.000Z' });
    await expect.poll(() => agent.snapshot().counts.posted).toBe(1);
    expect(agent.journal.view.seq).toBeGreaterThan(before);
  });

  test('what failed shows before the pause, and is tried when the pause is over', async () => {
    let isBroken = true;
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          findSalesOrders: (...args) =>
            isBroken ? Promise.reject(new Error('unforeseen')) : erp.findSalesOrders(...args),
        }),
    });
    world.shop.placeOrder(ordinary());
    await agent.start();
    await agent.handlers['pause.start']('hour');
    const { light, banners } = agent.snapshot();
    expect(light).toBe('failed');
    expect(banners.map(({ code, button }) => [code, button?.request])).toEqual([
      ['unforeseen', undefined],
      ['paused', 'pause.end'],
    ]);
    isBroken = false;
    await agent.handlers['pause.end']();
    expect(await inErp()).toBe(0);
    await agent.handlers.resume();
    expect(await inErp()).toBe(1);
  });

  test('another PC that stands by does not take over what is paused, nor after this one was quit', async () => {
    const office = await world.openAgent({ pc: newPc('Office PC') });
    const stock = await world.openAgent({ pc: newPc('Stock room') });
    await office.start();
    await stock.start();
    await office.handlers['pause.start']('until-tomorrow');
    world.shop.placeOrder(ordinary());
    await office.stop();
    for (let hour = 0; hour < 19; hour++) {
      world.clock.advance(hours(1));
      await stock.tick();
    }
    expect(await inErp()).toBe(0);
    expect(stock.snapshot().light).toBe('standing-by');
    world.clock.advance(days(1));
    await stock.tick();
    expect(await inErp()).toBe(1);
  });
});

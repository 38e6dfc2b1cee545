import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { days, minutes } from '../../../core/model/time.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { inBooks } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type TestAgent, type World } from '../../world/world.ts';
import { withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const inErp = async () => (await inBooks(world)).length;
const unknown = () => ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '9.00' }] });
const rowOf = async (agent: TestAgent, name: string) => (await agent.handlers['order.trace'](name))?.row;

describe('an order that a person ignores', () => {
  test('is left out with the reason in its history, counts as no problem, and stays so over runs, sweeps and restarts', async () => {
    const pc = { ...newPc(), store: new MemoryJournal(world.clock) };
    const { name } = world.shop.placeOrder(unknown());
    const agent = await world.openAgent({ pc });
    await agent.start();
    expect(agent.snapshot().problems[0]).toMatchObject({ ignorable: true, severity: 'warning' });
    const [row] = await agent.handlers['orders.ignore']([name], '  Staff test order,\n cancelled by phone ');
    const why = 'Ignored: Staff test order, cancelled by phone';
    expect(row).toMatchObject({ state: 'skipped', ignored: true, why });
    expect(agent.snapshot()).toMatchObject({ light: 'ok', problems: [], counts: { parked: 0, skipped: 1 } });
    const search = { search: 'by phone', state: 'all', offset: 0, limit: 1 } as const;
    expect(agent.handlers['orders.list'](search)).toMatchObject({ rows: [{ name }] });
    const trace = await agent.handlers['order.trace'](name);
    expect(trace?.steps.at(-1)).toMatchObject({ kind: 'ignored', words: why, details: { by: pc.name } });
    await agent.handlers['run.now']();
    world.clock.advance(days(2));
    await agent.tick();
    await agent.stop();
    const again = await world.openAgent({ pc });
    await again.start();
    expect(await rowOf(again, name)).toMatchObject({ state: 'skipped', ignored: true, why });
  });

  test('stays out when a setting changes that it waited for once', async () => {
    const pc = newPc();
    const { name } = world.shop.placeOrder(ordinary({ risk: 'high' }));
    const agent = await world.openAgent({ pc });
    await agent.start();
    await agent.handlers['orders.ignore']([name], 'Fraud, the police know');
    await agent.stop();
    const lenient = await world.openAgent({ pc, orders: { highRisk: 'import' } });
    await lenient.start();
    expect(await rowOf(lenient, name)).toMatchObject({ state: 'skipped', ignored: true });
  });

  test('is looked at again once it changes in Shopify', async () => {
    const order = world.shop.placeOrder(unknown());
    const agent = await world.openAgent();
    await agent.start();
    await agent.handlers['orders.ignore']([order.name], 'A test');
    world.clock.advance(minutes(20));
    world.shop.editOrder(order.id, { add: [{ sku: 'MUG-SLT-350', quantity: 1 }] });
    await agent.tick();
    expect(await rowOf(agent, order.name)).toMatchObject({ state: 'parked', ignored: false });
  });

  test('is looked at again when somebody asks, and is then as old a problem as before', async () => {
    const { name } = world.shop.placeOrder(unknown());
    const agent = await world.openAgent();
    await agent.start();
    const [before] = agent.snapshot().problems;
    world.clock.advance(minutes(3));
    await agent.handlers['orders.ignore']([name], 'A test');
    expect(await agent.handlers['orders.retry']([name])).toMatchObject([{ state: 'parked', ignored: false }]);
    expect(agent.snapshot().problems[0]?.since).toBe(before?.since);
  });

  test('needs a reason of 1 to 200 characters, and must wait for a person', async () => {
    const waiting = world.shop.placeOrder(unknown());
    const posted = world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    await agent.start();
    const ignore = agent.handlers['orders.ignore'];
    for (const reason of ['', ' \n ', 'x'.repeat(201)])
      await expect(ignore([waiting.name], reason)).rejects.toMatchObject({ code: 'reason-needed' });
    await expect(ignore([posted.name], 'A test')).rejects.toMatchObject({ code: 'nothing-to-ignore' });
    await expect(ignore(['#9999'], 'A test')).rejects.toMatchObject({ code: 'order-unknown' });
    expect(await ignore([waiting.name, posted.name], 'x'.repeat(200))).toMatchObject([
      { state: 'skipped' },
      { state: 'posted' },
    ]);
  });

  test('what is in the books and changed since cannot be left out: it has a decision of its own', async () => {
    const order = world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    await agent.start();
    world.clock.advance(minutes(20));
    world.shop.editOrder(order.id, { add: [{ sku: 'MUG-SLT-350', quantity: 1 }] });
    await agent.tick();
    expect(agent.snapshot().problems[0]).toMatchObject({ ignorable: false, decisions: ['leave-as-is'] });
    await expect(agent.handlers['orders.ignore']([order.name], 'A test')).rejects.toMatchObject({
      code: 'nothing-to-ignore',
    });
  });

  test('is left alone by a run that had it on its list already, and by a retry asked for before', async () => {
    const first = world.shop.placeOrder(ordinary());
    const second = world.shop.placeOrder(ordinary());
    let ignoring: Promise<unknown> | undefined;
    let lets = false;
    const agent = await world.openAgent({
      wrapErp: erp =>
        withVerbs(erp, {
          findItems: async (codes, signal) => {
            if (lets) ignoring ??= Promise.resolve(agent.handlers['orders.ignore']([second.name], 'A test'));
            await ignoring;
            return lets ? erp.findItems(codes, signal) : [];
          },
        }),
    });
    await agent.start();
    lets = true;
    const run = Promise.resolve(agent.handlers['run.now']());
    const retry = Promise.resolve(agent.handlers['orders.retry']([second.name]));
    await Promise.all([run, retry]);
    expect(await rowOf(agent, first.name)).toMatchObject({ state: 'posted' });
    expect(await rowOf(agent, second.name)).toMatchObject({ state: 'skipped', ignored: true });
    expect(await inErp()).toBe(1);
  });
});

describe('many at once', () => {
  test('are retried as one run, each once, with its own outcome', async () => {
    const names = [1, 2, 3].map(() => world.shop.placeOrder(unknown()).name);
    const good = world.shop.placeOrder(ordinary()).name;
    const agent = await world.openAgent();
    await agent.start();
    const progress: unknown[] = [];
    agent.subscribe(({ running }) => progress.push(running && [running.trigger, running.done, running.total]));
    const before = agent.snapshot().runs.length;
    const rows = await agent.handlers['orders.retry']([...names, good, good]);
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ...names.map(name => [name, 'parked']),
      [good, 'posted'],
    ]);
    expect(agent.snapshot().runs.length).toBe(before + 1);
    expect(agent.snapshot().lastRun).toMatchObject({ trigger: 'retry', counts: { seen: 4 } });
    expect(progress).toContainEqual(['retry', 2, 4]);
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Missing } from '../../../core/model/problem.ts';
import { days, hours } from '../../../core/model/time.ts';
import { inBooks } from '../../world/books.ts';
import { ordinary } from '../../world/orders.ts';
import { newPc, openWorld, type World } from '../../world/world.ts';
import { silentFor } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const place = (count: number): readonly string[] =>
  Array.from({ length: count }, () => world.shop.placeOrder(ordinary()).name);

test('one order that never gets an answer is parked, and the rest goes on', async () => {
  const names = place(4);
  const silent = new Set(names.slice(1, 2));
  const agent = await world.openAgent({ wrapErp: silentFor(silent) });
  const result = await agent.run({ trigger: 'schedule' });
  expect(result?.summary).toMatchObject({ end: 'attention', counts: { posted: 3, parked: 1, waiting: 0 } });
  const [card] = agent.snapshot().problems;
  expect(card).toMatchObject({ recordName: names[1], problem: { category: 'transient', code: 'erp-unreachable' } });
  expect(card?.problem.explanation).toContain(`the trouble is with ${names[1]} alone`);

  // It is left in peace until a day is over, and then posted once.
  const before = agent.journal.view.seq;
  await agent.run({ trigger: 'schedule' });
  expect(agent.journal.view.seq).toBe(before);
  silent.clear();
  world.clock.advance(days(1));
  expect((await agent.run({ trigger: 'sweep' }))?.summary).toMatchObject({ end: 'ok', counts: { posted: 1 } });
  expect(await inBooks(world)).toHaveLength(4);
});

test('two in a row without an answer are the ERP’s own trouble: the run stops, and nothing is parked', async () => {
  const names = place(4);
  const agent = await world.openAgent({ wrapErp: silentFor(new Set(names.slice(1, 3))) });
  const result = await agent.run({ trigger: 'schedule' });
  expect(result?.summary).toMatchObject({ end: 'stopped', counts: { posted: 1, parked: 0, waiting: 2 } });
  expect(agent.journal.view.cursors.get('import-orders')).toBeUndefined();
});

test('the last one without an answer is in doubt, so the run stops and the cursor stays', async () => {
  const names = place(2);
  const agent = await world.openAgent({ wrapErp: silentFor(new Set(names.slice(1))) });
  const result = await agent.run({ trigger: 'schedule' });
  expect(result?.summary).toMatchObject({ end: 'stopped', counts: { posted: 1, parked: 0, waiting: 1 } });
  expect(agent.journal.view.cursors.get('import-orders')).toBeUndefined();
});

test.each([
  ['an hour', hours(1)],
  ['five days', days(5)],
])('one that never gets an answer is parked too when its mapping comes %s later', async (_, later) => {
  const bad = world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '12.00' }] }));
  const agent = await world.openAgent({ wrapErp: silentFor(new Set([bad.name])) });
  await agent.start();
  world.clock.advance(later);
  place(1);
  await agent.tick();
  const missing: Missing = { kind: 'item', sku: 'GONE-1', title: 'Teapot' };
  await expect(agent.handlers['mapping.add']({ missing, code: 'MUG-SLT-350' })).rejects.toThrow('does not answer');
  for (let time = 0; time < 3; time++) {
    world.clock.advance(hours(9));
    place(1);
    await agent.tick();
    expect(agent.snapshot().lastRun).toMatchObject({ counts: { posted: 1 } });
    expect(agent.snapshot().lastRun?.end).not.toBe('stopped');
  }
  expect(agent.snapshot()).toMatchObject({
    counts: { parked: 1, pending: 0 },
    problems: [{ recordName: bad.name, problem: { code: 'erp-unreachable' } }],
  });
});

test('a link to what was there already is no proof that the ERP takes what is new', async () => {
  place(1);
  const first = await world.openAgent();
  await first.start();
  await first.stop();
  // Another PC, whose journal is empty, comes to the silent one first.
  const before = '2026-11-23T11:00:00Z';
  const silent = world.shop.placeOrder(ordinary({ createdAt: before, processedAt: before }));
  const agent = await world.openAgent({ pc: newPc('Stock room'), wrapErp: silentFor(new Set([silent.name])) });
  const result = await agent.run({ trigger: 'schedule' });
  expect(result?.summary).toMatchObject({ end: 'stopped', counts: { posted: 1, parked: 0, waiting: 1 } });
});

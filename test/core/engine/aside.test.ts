import { afterEach, beforeEach, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { days } from '../../../core/model/time.ts';
import type { Erp } from '../../../core/ports.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, type World } from '../../world/world.ts';
import { withVerbs } from '../../world/wrap.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ shop: { seed: 'empty' } });
});
afterEach(() => world.close());

const silence = () => new SyncError('transient', 'erp-unreachable', 'The ERP does not answer.', { system: 'erp' });

/** An ERP that never answers for the sales orders in this set. */
const silentFor = (names: ReadonlySet<string>) => (erp: Erp) =>
  withVerbs(erp, {
    draftSalesOrder: (draft, signal) =>
      names.has(draft.reference) ? Promise.reject(silence()) : erp.draftSalesOrder(draft, signal),
  });

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
  expect(await world.erp.salesOrdersBetween('2020-01-01', '2030-01-01', new AbortController().signal)).toHaveLength(4);
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

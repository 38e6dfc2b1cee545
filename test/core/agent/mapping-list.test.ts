import { expect, onTestFinished, test } from 'vitest';
import { mappingList } from '../../../core/agent/mapping-list.ts';
import { gapKey } from '../../../core/model/gap.ts';
import type { Missing } from '../../../core/model/problem.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld } from '../../world/world.ts';

const gone: Missing = { kind: 'item', sku: 'GONE-1', title: 'Gone' };

async function openShop() {
  const world = await openWorld({ shop: { seed: 'empty' } });
  onTestFinished(() => world.close());
  for (let order = 0; order < 2; order += 1)
    world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Gone', unitPrice: '1.00' }] }));
  const agent = await world.openAgent();
  await agent.start();
  const list = async () => agent.handlers['mappings.list']();
  const row = async (what: Missing) => (await list()).rows.find(one => gapKey(one.what) === gapKey(what));
  return { world, agent, list, row };
}

test('what orders wait for is named with them, is mapped once, and its change can be seen', async () => {
  const { agent, list, row } = await openShop();
  const [gap] = (await list()).gaps;
  expect(gap).toMatchObject({ missing: { kind: 'item', sku: 'GONE-1' }, code: undefined });
  expect(gap?.orders.map(({ name }) => name)).toEqual(['#1001', '#1002']);

  const rows = await agent.handlers['mapping.add']({ missing: gone, code: 'MUG-SLT-350' });
  expect(rows.map(({ name, state }) => [name, state])).toEqual([
    ['#1001', 'posted'],
    ['#1002', 'posted'],
  ]);
  expect((await list()).gaps).toEqual([]);
  expect(await row(gone)).toMatchObject({
    what: gone,
    code: 'MUG-SLT-350',
    changed: { by: 'Office PC', before: null },
  });
});

test('a mapping is changed and removed with before and after in the journal; the next order that needs it waits', async () => {
  const { world, agent, list, row } = await openShop();
  await agent.handlers['mapping.add']({ missing: gone, code: 'MUG-SLT-350' });
  await agent.handlers['mapping.add']({ missing: gone, code: 'MUG-OAT-350' });
  await agent.handlers['mapping.remove'](gone);
  expect((await list()).changes.map(({ before, after, by }) => [before, after, by])).toEqual([
    ['MUG-OAT-350', null, 'Office PC'],
    ['MUG-SLT-350', 'MUG-OAT-350', 'Office PC'],
    [null, 'MUG-SLT-350', 'Office PC'],
  ]);
  expect(await row(gone)).toBeUndefined();
  await expect(agent.handlers['mapping.remove'](gone)).rejects.toMatchObject({ code: 'not-mapped' });
  world.shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Gone', unitPrice: '1.00' }] }));
  await agent.handlers['run.now']();
  expect((await list()).gaps[0]?.orders.map(({ name }) => name)).toEqual(['#1003']);
});

test('every kind of mapping can be removed again', async () => {
  const { agent, list } = await openShop();
  await agent.handlers['mapping.add']({ missing: { kind: 'customer', key: 'shopify:customer:9' }, code: '7' });
  await agent.handlers['mapping.add']({ missing: gone, code: 'MUG-SLT-350' });
  const { rows } = await list();
  expect(new Set(rows.map(({ what }) => what.kind)).size).toBe(8);
  for (const { what } of rows) await agent.handlers['mapping.remove'](what);
  expect((await list()).rows).toEqual([]);
});

test('what a person edited in the file since carries no name; an entry of another version is passed over', () => {
  const what = JSON.stringify(gone);
  const change = { what, before: null, after: 'A', by: 'Office PC', at: '2026-11-03T15:02:00.000Z' };
  const mappings = {
    items: { 'GONE-1': 'B' },
    specialItems: {},
    taxes: [],
    countries: {},
    paymentMethods: {},
    warehouses: {},
    customers: {},
    walkInCustomer: null,
  };
  const list = mappingList(
    { records: new Map(), mappingChanges: [{ ...change, what: '{"kind":"planet"}' }, change] },
    mappings,
  );
  expect(list.rows).toEqual([{ what: gone, code: 'B', changed: undefined }]);
  expect(list.changes).toHaveLength(1);
});

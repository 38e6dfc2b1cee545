import { expect, test } from 'vitest';
import { ordersIndex } from '../../../core/agent/orders-index.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import { soldOf } from '../../../core/journal/sold.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { ordinary } from '../../world/orders.ts';
import { openWorld, sha256 } from '../../world/world.ts';
import { landed, parked, posted, recordNumber, sale } from '../journal/events.ts';

async function indexOf() {
  let ms = Date.parse('2026-11-27T10:00:00Z');
  const journal = await openJournalOn(new MemoryJournal({ now: () => (ms += 1000) }), {
    version: '1',
    device: 'office',
  });
  const orders = ordersIndex(journal.view, sha256);
  const names = (search: string, more = {}) =>
    orders({ search, state: 'all', offset: 0, limit: 200, ...more }).rows.map(({ name }) => name);
  return { journal, names, orders };
}

test('an order is found by number, document, SKU, customer number and e-mail address', async () => {
  const { journal, names } = await indexOf();
  const person = { customer: 'shopify:customer:7001', email: `~${sha256('rowan@example.org').slice(0, 12)}` };
  await journal.append(
    { ...posted(1), sale: sale('10.00', { skus: ['MUG-SLT-350', 'LIN-TWL-OAT'], ...person }) },
    landed(1),
  );
  await journal.append({ ...parked(2), sale: sale('12.00', { skus: ['CDL-FIG-220'] }) });
  expect(names('')).toEqual(['#1002', '#1001']);
  for (const search of [
    '#1001',
    '1001',
    'S00001',
    's00001',
    'lin-twl',
    'LIN-TWL-OAT',
    '7001',
    person.customer,
    '10.00',
  ])
    expect(names(search), search).toEqual(['#1001']);
  expect(names(' Rowan@Example.org ')).toEqual(['#1001']);
  for (const search of ['rowan', 'other@example.org', '700', '~']) expect(names(search), search).toEqual([]);
  expect(names('2026-11-23')).toEqual(['#1002', '#1001']);
  expect(names('cdl', { state: 'posted' })).toEqual([]);
  expect(names('cdl', { state: 'parked' })).toEqual(['#1002']);
});

test('what changed last comes first, also after the list was asked for', async () => {
  const { journal, names, orders } = await indexOf();
  await journal.append(posted(1));
  await journal.append(posted(2));
  expect(names('')).toEqual(['#1002', '#1001']);
  await journal.append({ kind: 'decided', record: recordNumber(1), decision: 'leave-as-is', by: 'office' });
  expect(names('')).toEqual(['#1001', '#1002']);
  expect(orders({ search: '', state: 'all', offset: 1, limit: 1 })).toMatchObject({
    total: 2,
    rows: [{ name: '#1002' }],
  });
});

test('the whole way: a sale in Shopify is found by its SKU and its total, and no personal data is kept', async () => {
  const world = await openWorld({ shop: { seed: 'empty' } });
  try {
    world.shop.placeOrder(ordinary());
    const agent = await world.openAgent();
    await agent.run({ trigger: 'manual' });
    const { sold = '' } = [...agent.journal.view.records.values()][0] ?? {};
    const [skus = '', customer, email] = sold.split('\t');
    const sku = skus.split('\n')[0] ?? '';
    const page = await agent.handlers['orders.list']({ search: sku, state: 'all', offset: 0, limit: 10 });
    const { amount, currency } = soldOf(sold);
    expect(page.rows[0]?.total).toEqual({ amount, currency });
    expect(sku).toMatch(/^[a-z]+-/);
    expect(customer).toMatch(/^shopify:(customer|guest):\w+$/);
    expect(email).toMatch(/^(~[0-9a-f]{12})?$/);
    expect(agent.snapshot().today.written).toEqual(agent.snapshot().today.cameIn);
  } finally {
    await world.close();
  }
});

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openSampleErp } from '../../../core/erp/sample/erp.ts';
import { items } from '../../../core/erp/sample/masters.ts';
import { idOf } from '../../../core/erp/sample/names.ts';
import { sampleMappings, seedDemoErp, seedSampleErp } from '../../../core/erp/sample/seed.ts';
import { subtract } from '../../../core/model/money.ts';
import { CATALOGUE } from '../../../core/sample/shop/catalogue.ts';
import { draftOf, newCustomer, postExactly, simpleDraft } from '../../contract/erp/drafts.ts';
import { signal } from '../../contract/erp/fixture.ts';
import { itemsOf } from '../../contract/erp/goods.ts';
import { freshFolder } from '../../world/fresh-folder.ts';
import { openSampleFixture } from './sample-fixture.ts';

let fixture: Awaited<ReturnType<typeof openSampleFixture>>;
beforeEach(async () => {
  fixture = await openSampleFixture({});
});
afterEach(() => fixture.close());

const json = z.record(z.string(), z.unknown());
const edit = async (path: string, change: (file: Record<string, unknown>) => unknown): Promise<void> => {
  const file = join(fixture.folder, path);
  await writeFile(file, JSON.stringify(change(json.parse(JSON.parse(await readFile(file, 'utf8'))))));
};

test('keeps each document in a readable file named by its key', async () => {
  const posted = await postExactly(fixture, await simpleDraft(fixture));
  const text = await readFile(join(fixture.folder, 'sales-orders', `${posted.key.replaceAll(':', '_')}.json`), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ number: 'SO-0001', key: posted.key, state: 'posted' });
  expect(text.split('\n').length).toBeGreaterThan(20);
});

test('sees at once what a person changes in a file', async () => {
  const posted = await postExactly(fixture, await simpleDraft(fixture));
  await edit(`sales-orders/${posted.id}.json`, file => ({ ...file, state: 'cancelled', note: 'by hand' }));
  expect((await fixture.erp.findSalesOrders([posted.key], signal()))[0]?.state).toBe('cancelled');
  await edit('items.json', () => ({ items: [] }));
  expect(await fixture.erp.findItems(fixture.items, signal())).toEqual([]);
});

test('a delivery that a person marks as shipped shows on the order', async () => {
  const posted = await postExactly(fixture, await simpleDraft(fixture));
  expect(posted.delivered).toBe(false);
  await edit(`deliveries/${posted.id}.json`, file => ({ ...file, state: 'shipped' }));
  expect((await fixture.erp.findSalesOrders([posted.key], signal()))[0]?.delivered).toBe(true);
  expect(await fixture.promised(fixture.items[0], 'STOCK-ROOM')).toBe(0);
});

test('names file and field of a mistake made by hand, and waits for its correction', async () => {
  const posted = await postExactly(fixture, await simpleDraft(fixture));
  const path = `sales-orders/${posted.id}.json`;
  await edit(path, file => ({ ...file, orderDay: 'yesterday' }));
  const find = () => fixture.erp.findSalesOrders([posted.key], signal());
  await expect(find()).rejects.toMatchObject({ category: 'busy', system: 'erp', code: 'erp-file-unreadable' });
  await expect(find()).rejects.toThrow(new RegExp(`${path.replace('.', '\\.')}: orderDay`));
  await writeFile(join(fixture.folder, 'taxes.json'), '{ "taxes": [');
  await expect(fixture.erp.draftSalesOrder(await simpleDraft(fixture), signal())).rejects.toThrow(/taxes\.json/);
});

test('books the invoice in balance, with the rounding line on the rounding account', async () => {
  const draft = await simpleDraft(fixture, { lines: [{ price: '12.00' }] });
  const rounding = { item: fixture.roundingItem, amount: { amount: '-0.01', currency: 'GBP' } };
  const order = await fixture.erp.postSalesOrder(draft, rounding, signal());
  const invoice = await fixture.erp.createInvoice(order, '2026-11-13', signal());
  const file: unknown = JSON.parse(await readFile(join(fixture.folder, 'invoices', `${invoice.id}.json`), 'utf8'));
  expect(file).toMatchObject({
    entries: [
      { account: '1100 Debtors', debit: '11.99', credit: '0.00' },
      { account: '4000 Sales', debit: '0.00', credit: '10.00' },
      { account: '7999 Rounding', debit: '0.01', credit: '0.00' },
      { account: '2200 VAT', debit: '0.00', credit: '2.00' },
    ],
  });
});

test('two connections at once make one document of one key, and never one number twice', async () => {
  const other = openSampleErp(fixture.folder);
  const drafts = await Promise.all(Array.from({ length: 20 }, () => simpleDraft(fixture)));
  await Promise.all(
    drafts.flatMap(draft => [fixture.erp, other].map(erp => erp.postSalesOrder(draft, undefined, signal()))),
  );
  const found = await fixture.erp.findSalesOrders(
    drafts.map(draft => draft.key),
    signal(),
  );
  expect(found.length).toBe(20);
  expect(new Set(found.map(order => order.name)).size).toBe(20);
  expect((await readdir(join(fixture.folder, 'sales-orders'))).length).toBe(20);
});

test('refuses a tax of the other kind and ids that lead out of its folder', async () => {
  const draft = await simpleDraft(fixture);
  const excluded = { ...draft, pricesIncludeTax: false };
  await expect(fixture.erp.draftSalesOrder(excluded, signal())).rejects.toMatchObject({
    code: 'tax-of-the-other-kind',
  });
  const outside = { ...draft, customerId: '../company' };
  await expect(fixture.erp.draftSalesOrder(outside, signal())).rejects.toMatchObject({ code: 'unknown-customer' });
});

test('an ERP with sums of its own is a penny off where net prices have two decimals', async () => {
  const computed = await openSampleFixture({ taxAmounts: 'computed' });
  expect(computed.erp.features.acceptsTaxAmounts).toBe(false);
  const draft = draftOf(computed, await newCustomer(computed), { lines: [{ price: '9.99' }] });
  const { totals } = await computed.erp.draftSalesOrder(draft, signal());
  expect(subtract(totals.gross, draft.totals.gross).amount).toBe('0.01');
  await computed.close();
});

test('every key has a file name of its own that any system can hold', () => {
  expect(idOf('shopify:order:6001')).toBe('shopify_order_6001');
  const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(key, key, (one, two) => {
      expect(idOf(one)).toMatch(/^[a-z0-9_%.-]{1,120}$/);
      if (one !== two) expect(idOf(one)).not.toBe(idOf(two));
    }),
  );
});

test('seeding again changes nothing, and the mappings name what is there', async () => {
  const before = await readFile(join(fixture.folder, 'items.json'), 'utf8');
  await seedSampleErp(fixture.folder, [], { taxAmounts: 'computed' });
  expect(await readFile(join(fixture.folder, 'items.json'), 'utf8')).toBe(before);
  const mappings = sampleMappings({ 'gid://shopify/Location/1': 'Leeds Shop' });
  const codes = async (kind: 'tax' | 'payment-method' | 'item' | 'warehouse' | 'country'): Promise<readonly string[]> =>
    (await fixture.erp.choices(kind, '', signal())).map(choice => choice.code);
  expect(await codes('tax')).toEqual(expect.arrayContaining(mappings.taxes.map(tax => tax.code)));
  expect(await codes('payment-method')).toEqual(expect.arrayContaining(Object.values(mappings.paymentMethods)));
  expect(await codes('item')).toEqual(expect.arrayContaining(Object.values(mappings.specialItems)));
  expect(await codes('warehouse')).toEqual(expect.arrayContaining(Object.values(mappings.warehouses)));
  expect(await codes('country')).toEqual(expect.arrayContaining(Object.values(mappings.countries)));
  expect((await fixture.erp.choices('customer', '', signal())).map(one => one.code)).toContain(mappings.walkInCustomer);
});

test('knows what a person changed in a file, and a new connection does not know what was before', async () => {
  let time = Date.parse('2027-03-01T12:00:00Z');
  const erp = openSampleErp(fixture.folder, undefined, () => time);
  const { warehouses, count, reprice } = fixture.goods;
  const since = '2027-03-01T12:05:00Z';
  const [mug, tea] = fixture.items;
  expect(await erp.stockChangedSince(since, warehouses, signal())).toEqual(expect.arrayContaining([mug, tea]));
  expect(await erp.stockChangedSince(since, warehouses, signal())).toEqual([]);
  time += 10 * 60_000;
  await count(mug, warehouses[1], 3);
  expect(await erp.stockChangedSince(since, warehouses, signal())).toEqual([mug]);
  await count(mug, warehouses[1], 3);
  expect(await erp.stockChangedSince('2027-03-01T12:11:00Z', warehouses, signal())).toEqual([]);

  await itemsOf(erp, {});
  time += 10 * 60_000;
  await reprice(tea, '7.95');
  const [changed, ...more] = await itemsOf(erp, { changedSince: '2027-03-01T12:15:00Z' });
  expect(more).toEqual([]);
  expect(changed).toMatchObject({ code: tea, updatedAt: '2027-03-01T12:20:00.000Z', values: { price: '7.95' } });
});

test('variants of the seeded shop share a family, and one archived family takes its items along', async () => {
  const folder = await freshFolder();
  await seedDemoErp(folder);
  const erp = openSampleErp(folder);
  const [slate, oatmeal] = await itemsOf(erp, { codes: ['MUG-SLT-350', 'MUG-OAT-350'] });
  expect(slate?.family).toEqual(oatmeal?.family);
  expect(slate?.family.values).toMatchObject({ title: 'Stoneware mug', vendor: 'Calder Pottery', tags: 'tableware' });
  await erp.updateItem(slate?.id ?? '', { before: {}, values: { status: 'archived' }, priceList: undefined }, signal());
  const after = await itemsOf(erp, { codes: ['MUG-SLT-350', 'MUG-OAT-350'] });
  expect(after.map(item => item.active)).toEqual([false, false]);
  expect((await itemsOf(erp, { codes: ['CUP-SLT-090'] }))[0]?.active).toBe(true);
});

test('the demo’s books differ from its shop in a few things worth looking at', async () => {
  const folder = await freshFolder();
  await seedDemoErp(folder);
  const erp = openSampleErp(folder);
  const stock = await erp.stock({ warehouses: ['STOCK-ROOM', 'LEEDS-SHOP'] }, signal());
  const of = (code: string) => stock.find(item => item.code === code);
  expect(of('ENM-PAN-020')?.levels[1]?.onHand).toBe('-1');
  expect(of('LDY-BAL-006')?.kind).toBe('kit');
  expect(of('HOK-IRN-BLK')?.kind).toBe('not-counted');
  const prices = new Map((await itemsOf(erp, {})).map(item => [item.code, item.values.price]));
  const differing = CATALOGUE.filter(item => Number(prices.get(item.sku)) !== Number(item.price));
  expect(differing.map(item => item.sku)).toEqual(['CDL-FIG-220', 'THR-MUS-140', 'TEA-EGY-125']);
});

test('a family that is not there is a mistake in the file', async () => {
  await edit('items.json', file => ({
    ...file,
    items: items.parse(file).items.map(item => ({ ...item, family: 'NO-SUCH' })),
  }));
  await expect(itemsOf(fixture.erp, {})).rejects.toThrow(/items\.json.*family/);
});

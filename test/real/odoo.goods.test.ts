import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import { freshNumber } from '../contract/erp/drafts.ts';
import { signal, type ErpFixture } from '../contract/erp/fixture.ts';
import { itemsOf, newItem } from '../contract/erp/goods.ts';
import { ask } from './ask.ts';
import { openOdooFixture } from './odoo-fixture.ts';
import { secretsOf } from './odoo-secrets.ts';
import { freshOdoo } from './odoo-server.ts';

const odoo = inject('odoo');
const ids = z.array(z.number());
let fixture: ErpFixture;
beforeAll(async () => {
  fixture = await openOdooFixture(odoo);
});
afterAll(async () => {
  await fixture.close();
  // Without the app that was installed here.
  await freshOdoo();
});

const create = async (model: string, vals: object): Promise<number> => {
  const [id] = await ask(odoo, `${model}/create`, { vals_list: [vals] }, ids);
  if (id === undefined) throw new Error(`Odoo made no ${model}`);
  return id;
};

/** One product in two sizes, with a code each. */
async function twoSizes(): Promise<readonly [string, string]> {
  const number = freshNumber();
  const attribute = await create('product.attribute', { name: `Size ${number}` });
  const values = [
    await create('product.attribute.value', { name: 'Small', attribute_id: attribute }),
    await create('product.attribute.value', { name: 'Large', attribute_id: attribute }),
  ];
  const lines = [[0, 0, { attribute_id: attribute, value_ids: [[6, 0, values]] }]];
  const template = await create('product.template', {
    name: `Jug ${number}`,
    list_price: 30,
    attribute_line_ids: lines,
  });
  const variants = await ask(odoo, 'product.product/search', { domain: [['product_tmpl_id', '=', template]] }, ids);
  const codes = [`JUG-S-${number}`, `JUG-L-${number}`] as const;
  for (const [at, id] of variants.entries())
    await ask(odoo, 'product.product/write', { ids: [id], vals: { default_code: codes[at] } }, z.literal(true));
  return codes;
}

test('variants share a family, and a price of Odoo’s own is not written for one of them', async () => {
  const { erp, goods } = fixture;
  const [small, large] = await twoSizes();
  const [one, two] = await itemsOf(erp, { codes: [small, large] });
  expect(one?.family).toEqual(two?.family);
  expect([one?.code, two?.code]).toEqual([small, large]);
  const set = (values: object, priceList?: string) =>
    erp.updateItem(one?.id ?? '', { before: {}, values, priceList }, signal());
  await expect(set({ price: '33' })).rejects.toMatchObject({ category: 'rejected', code: 'shared-price' });
  await expect(set({ tracked: 'yes' })).rejects.toMatchObject({ category: 'rejected', code: 'shared-tracking' });
  const [list] = goods.priceLists;
  expect((await set({ price: '33', barcode: freshNumber() }, list)).values.price).toBe('33');
  const prices = (await itemsOf(erp, { codes: [small, large] }, list)).map(item => item.values.price);
  expect(prices).toEqual(['33', null]);
  await set({ title: `Tall jug ${freshNumber()}`, status: 'archived' });
  const both = await itemsOf(erp, { codes: [small, large] });
  expect(both.map(item => [item.active, item.family.values.status])).toEqual([
    [false, 'archived'],
    [false, 'archived'],
  ]);
  expect(both[0]?.name).toBe(both[1]?.name);
});

test('a list’s price for a whole family counts for each variant, until one has its own', async () => {
  const { erp, goods } = fixture;
  const [small, large] = await twoSizes();
  const [list] = goods.priceLists;
  const [one] = await itemsOf(erp, { codes: [small] });
  const applies = { pricelist_id: Number(list), applied_on: '1_product', compute_price: 'fixed' };
  await create('product.pricelist.item', { ...applies, product_tmpl_id: Number(one?.family.id), fixed_price: 25 });
  const prices = async () => (await itemsOf(erp, { codes: [small, large] }, list)).map(item => item.values.price);
  expect(await prices()).toEqual(['25', '25']);
  const set = (before: string, price: string | null) =>
    erp.updateItem(one?.id ?? '', { before: { price: before }, values: { price }, priceList: list }, signal());
  await set('25', '26.5');
  expect(await prices()).toEqual(['26.5', '25']);
  // Its own goes, and the family's counts again.
  await set('26.5', null);
  expect(await prices()).toEqual(['25', '25']);
  await expect(set('25', null)).rejects.toMatchObject({ category: 'rejected', code: 'shared-price' });
});

test('refuses a weight that Odoo would round, and a status that it does not know', async () => {
  const { erp } = fixture;
  const item = await newItem(fixture);
  const set = (values: object) => erp.updateItem(item.id, { before: {}, values, priceList: undefined }, signal());
  await expect(set({ weight: '155' })).rejects.toMatchObject({ category: 'rejected', code: 'weight-too-fine' });
  await expect(set({ status: 'draft' })).rejects.toMatchObject({ category: 'rejected', code: 'unknown-status' });
  await expect(set({ vendor: 'Calder' })).rejects.toMatchObject({ category: 'rejected', code: 'field-not-written' });
  expect(await itemsOf(erp, { codes: [item.code] })).toEqual([item]);
});

test('a tag that is renamed is a change of its items', async () => {
  const { erp } = fixture;
  const tag = `tag-${freshNumber()}`;
  const item = await newItem(fixture, { tags: tag });
  expect(item.family.values.tags).toBe(tag);
  const found = await ask(odoo, 'product.tag/search', { domain: [['name', '=', tag]] }, ids);
  await new Promise(resolve => setTimeout(resolve, 1100));
  const since = new Date().toISOString();
  await ask(odoo, 'product.tag/write', { ids: found, vals: { name: `${tag}-new` } }, z.literal(true));
  const [changed] = (await itemsOf(erp, { changedSince: since })).filter(one => one.code === item.code);
  expect(changed?.family.values.tags).toBe(`${tag}-new`);
});

test('INV-11: with the app Manufacturing, a kit is told as one', async () => {
  const apps = await ask(odoo, 'ir.module.module/search', { domain: [['name', '=', 'mrp']] }, ids);
  const kit = await newItem(fixture);
  const part = await newItem(fixture);
  const kindsOf = async (erp: ErpFixture['erp']) =>
    (await erp.stock({ codes: [kit.code, part.code], warehouses: fixture.goods.warehouses }, signal())).map(
      one => one.kind,
    );
  expect(await kindsOf(fixture.erp)).toEqual(['stocked', 'stocked']);
  await ask(odoo, 'ir.module.module/button_immediate_install', { ids: apps }, z.unknown());
  await create('mrp.bom', {
    product_tmpl_id: Number(kit.family.id),
    type: 'phantom',
    bom_line_ids: [[0, 0, { product_id: Number(part.id), product_qty: 2 }]],
  });
  const fresh = openOdooErp({ url: odoo.url, database: odoo.database }, secretsOf(odoo));
  expect(await kindsOf(fresh)).toEqual(['kit', 'stocked']);
});

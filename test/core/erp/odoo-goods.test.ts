import { expect, test } from 'vitest';
import { openOdooErp } from '../../../core/erp/odoo/erp.ts';
import { signal } from '../../contract/erp/fixture.ts';
import { itemsOf } from '../../contract/erp/goods.ts';
import { answer, openOdooDouble, type Reply } from './odoo-double.ts';

const FIELDS = ['default_code', 'name', 'active', 'lst_price', 'weight', 'is_storable'];
const STOCK = ['qty_available', 'free_qty', 'outgoing_qty'];

const standard: Readonly<Record<string, unknown>> = {
  'product.product/fields_get': Object.fromEntries([...FIELDS, ...STOCK].map(name => [name, {}])),
  'product.template/search_read': [{ weight_uom_name: 'kg' }],
  'product.template/has_access': true,
  'product.product/has_access': true,
  'stock.quant/has_access': true,
  'product.pricelist/search_read': [{ id: 3, name: 'Retail', currency_id: [144, 'GBP'] }],
};

async function withOdoo<T>(
  answers: Readonly<Record<string, unknown>>,
  use: (erp: ReturnType<typeof openOdooErp>) => Promise<T>,
): Promise<T> {
  const said = { ...standard, ...answers };
  const double = await openOdooDouble((path): Reply => answer(said[path]));
  try {
    return await use(openOdooErp({ url: double.url, database: 'shop' }, { get: async () => 'key' }));
  } finally {
    await double.close();
  }
}

const featuresOf = (answers: Readonly<Record<string, unknown>>) =>
  withOdoo(answers, erp => erp.goodsFeatures(signal()));

test('an Odoo tells and takes what its apps have and its user may', async () => {
  expect(await featuresOf({})).toEqual({
    stock: true,
    readsFields: ['title', 'status', 'sku', 'price', 'weight', 'tracked'],
    writesFields: ['title', 'status', 'sku', 'price', 'weight', 'tracked'],
    createsItems: true,
    priceLists: [{ code: '3', label: 'Retail (GBP)', currency: 'GBP' }],
  });
});

test('a user who may only look writes no field and makes no item', async () => {
  const features = await featuresOf({ 'product.template/has_access': false });
  expect(features).toMatchObject({ stock: true, writesFields: [], createsItems: false });
  expect(features.readsFields).toContain('price');
  expect(await featuresOf({ 'product.product/has_access': false })).toMatchObject({ createsItems: false });
});

test('without the app Inventory, or the right to see it, there is no stock', async () => {
  const fields = Object.fromEntries(FIELDS.map(name => [name, {}]));
  expect((await featuresOf({ 'product.product/fields_get': fields })).stock).toBe(false);
  expect((await featuresOf({ 'stock.quant/has_access': false })).stock).toBe(false);
});

test('pounds are left alone: grams would not come back as they went', async () => {
  const features = await featuresOf({ 'product.template/search_read': [{ weight_uom_name: 'lb' }] });
  expect(features.readsFields).not.toContain('weight');
});

test('an answer without the fields that every Odoo has is none', async () => {
  const told = featuresOf({ 'product.product/fields_get': {} });
  await expect(told).rejects.toMatchObject({ category: 'transient', code: 'erp-half-answer' });
});

test('a price list’s prices have the decimals of its own currency, not of the books’', async () => {
  const inYen = { currency_id: [1, 'JPY'] };
  const noLocks = { fiscalyear_lock_date: false, tax_lock_date: false, sale_lock_date: false, hard_lock_date: false };
  const row = { id: 7, default_code: 'MUG', name: 'Mug', active: true, lst_price: 1500, weight: 0, is_storable: true };
  const written = { write_date: '2026-11-20 09:00:00' };
  const rule = { id: 9, applied_on: '1_product', product_id: false, product_tmpl_id: [5, 'Mug'], min_quantity: 0 };
  const answers = {
    'res.users/context_get': { uid: 2, tz: false },
    'res.users/read': [{ company_id: [1, 'Kiln'] }],
    'res.company/read': [{ id: 1, ...inYen, ...noLocks }],
    'product.product/search_count': 1,
    'product.product/search': [7],
    'product.product/read': [{ ...row, ...written, product_tmpl_id: [5, 'Mug'] }],
    'product.template/read': [{ id: 5, active: true, ...written, product_variant_ids: [7] }],
    'product.pricelist.item/search_count': 1,
    'product.pricelist.item/search': [9],
    'product.pricelist.item/read': [{ ...rule, ...written, fixed_price: 14.95 }],
  };
  const priceIn = (list: string | undefined) =>
    withOdoo(answers, async erp => (await itemsOf(erp, { codes: ['MUG'] }, list))[0]?.values.price);
  expect(await priceIn('3')).toBe('14.95');
  expect(await priceIn(undefined)).toBe('1500');
});

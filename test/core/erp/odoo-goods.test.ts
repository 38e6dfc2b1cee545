import { expect, test } from 'vitest';
import { openOdooErp } from '../../../core/erp/odoo/erp.ts';
import { signal } from '../../contract/erp/fixture.ts';
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

async function featuresOf(answers: Readonly<Record<string, unknown>>) {
  const said = { ...standard, ...answers };
  const double = await openOdooDouble((path): Reply => answer(said[path]));
  const erp = openOdooErp({ url: double.url, database: 'shop' }, { get: async () => 'key' });
  try {
    return await erp.goodsFeatures(signal());
  } finally {
    await double.close();
  }
}

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

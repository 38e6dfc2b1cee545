import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { manualClock } from '../core/shopify/manual-clock.ts';
import { never, secretsOf } from '../core/shopify/stub-shop.ts';

let sample: SampleShop;
beforeAll(async () => {
  sample = await startSampleShop({ seed: 'empty' });
  sample.placeOrder({ lines: [{ title: 'A', unitPrice: '1.00' }] });
});
afterAll(() => sample.close());

function open() {
  const settings = {
    domain: sample.domain,
    endpoint: sample.url,
    credentials: 'admin-token',
    apiVersion: '2026-10',
  } as const;
  return openShop({
    settings,
    secrets: secretsOf({ 'shop-token': sample.accessToken }),
    clock: manualClock(),
  });
}

const all = ['read_orders', 'read_customers', 'read_locations'];

test.each(all)('API-06 without %s the set-up is refused, naming it and how to add it', async missing => {
  sample.setScopes(all.filter(name => name !== missing));
  const { refusal } = await open().info(never());
  expect(refusal).toMatchObject({ category: 'auth', code: 'scope-missing', details: { missing } });
  expect(refusal?.message).toContain(missing);
  expect(refusal?.nextStep).toMatch(/Access scopes/);
});

test('API-06 an app released without any scope names all of them', async () => {
  sample.setScopes([]);
  expect((await open().info(never())).refusal?.details['missing']).toBe(all.join(', '));
});

test('API-06 a scope taken away later is named by the read that needs it', async () => {
  sample.setScopes(['read_orders', 'read_locations']);
  const pages = open().ordersUpdatedSince(undefined, never())[Symbol.asyncIterator]();
  await expect(pages.next()).rejects.toMatchObject({
    category: 'auth',
    code: 'scope-missing',
    message: expect.stringContaining('read_customers'),
  });
});

test('API-06 with all of them nothing is refused', async () => {
  sample.setScopes(all);
  expect(await open().info(never())).toMatchObject({ refusal: undefined, notices: [] });
});

test('API-06 without a permission of stock or products orders go on, and what rests says why', async () => {
  sample.setScopes([...all, 'read_products', 'write_products', 'read_inventory']);
  const info = await open().info(never());
  expect(info.refusal).toBeUndefined();
  expect(Object.keys(info.refusals)).toEqual(['export-stock']);
  expect(info.refusals['export-stock']).toMatchObject({
    category: 'auth',
    code: 'scope-missing',
    details: { missing: 'write_inventory, read_merchant_managed_fulfillment_orders' },
  });
  expect(info.lacking).toContainEqual({
    scope: 'write_inventory',
    purpose: "tell the shop the ERP's stock",
    needed: false,
  });
});

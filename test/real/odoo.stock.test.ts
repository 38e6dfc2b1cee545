import { afterAll, expect, inject, test } from 'vitest';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import { catalogueOf } from '../../core/sample/shop/catalogue.ts';
import { signal } from '../contract/erp/fixture.ts';
import { itemsOf } from '../contract/erp/goods.ts';
import { bulkProducts, countStock } from '../odoo/stock.ts';
import { openLosingProxy } from './losing-proxy.ts';
import { secretsOf } from './odoo-secrets.ts';
import { freshOdoo } from './odoo-server.ts';

const PRODUCTS = 10_000;
const WAREHOUSES = ['WH', 'LEEDS'];
/** Of a small PC that runs Odoo and its database too. */
const MOST_SECONDS = { stock: 15, changes: 5, items: 30 };
/** Requests for each 1,000 records, and for the whole beside them, once the short lists are known. */
const REQUESTS = { stock: [2, 2], changes: [1, 2], items: [2, 4] } as const;

// The suites that follow read everything there is.
afterAll(async () => {
  await freshOdoo();
});

test(`${PRODUCTS} products are read in few requests and little time`, async () => {
  const odoo = inject('odoo');
  const items = catalogueOf(PRODUCTS).map(item => ({ ...item, onHand: { WH: 12, LEEDS: 30 } }));
  const skus = new Set(items.map(({ sku }) => sku));
  const [one = ''] = skus;
  await bulkProducts(odoo, items);
  const proxy = await openLosingProxy(odoo.url, Number.MAX_SAFE_INTEGER);
  const erp = openOdooErp({ url: proxy.url, database: odoo.database }, secretsOf(odoo));
  await erp.stock({ codes: [one], warehouses: WAREHOUSES }, signal());

  async function step<T>(name: keyof typeof REQUESTS, work: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const [before, start] = [proxy.requests(), performance.now()];
    const told = await work();
    const [requests, seconds] = [proxy.requests() - before, (performance.now() - start) / 1000];
    console.log(`${name}: ${told.length} in ${requests} requests, ${seconds.toFixed(1)} s`);
    const [each, beside] = REQUESTS[name];
    expect(requests).toBeLessThanOrEqual(each * Math.ceil(told.length / 1000) + beside);
    expect(seconds).toBeLessThan(MOST_SECONDS[name]);
    return told;
  }

  const stock = await step('stock', () => erp.stock({ warehouses: WAREHOUSES }, signal()));
  expect(stock.filter(item => skus.has(item.code)).length).toBe(PRODUCTS);
  const sold = await step('items', () => itemsOf(erp, {}));
  expect(sold.filter(item => skus.has(item.code)).length).toBe(PRODUCTS);

  // Past the second in which the others were made.
  await new Promise(resolve => setTimeout(resolve, 2000));
  const since = new Date().toISOString();
  await countStock(odoo, [{ sku: one, warehouse: 'LEEDS', quantity: 99 }]);
  expect(await step('changes', () => erp.stockChangedSince(since, WAREHOUSES, signal()))).toEqual([one]);
  await proxy.close();
}, 600_000);

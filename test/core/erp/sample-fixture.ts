import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SyncError } from '../../../core/errors.ts';
import { openStore, type Store } from '../../../core/erp/sample/client.ts';
import { items } from '../../../core/erp/sample/masters.ts';
import { openSampleErp } from '../../../core/erp/sample/erp.ts';
import { sampleMappings, seedSampleErp, type SeedOptions } from '../../../core/erp/sample/seed.ts';
import type { ErpFixture } from '../../contract/erp/fixture.ts';
import { promisedIn, sampleFacts } from './sample-facts.ts';
import { sampleGoods } from './sample-goods.ts';

const CATALOGUE = ['MUG-SLT-350', 'TEA-BRK-125', 'DRF-EXC-080', 'TWICE-01'].map(sku => ({
  sku,
  title: `The item ${sku}`,
  stock: { 'Stock room': 40, 'Leeds Shop': 5 },
}));

export async function openSampleFixture(options: SeedOptions): Promise<ErpFixture & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-sample-erp-'));
  await seedSampleErp(folder, CATALOGUE, options);
  await writeFile(
    join(folder, 'price-lists.json'),
    JSON.stringify({
      priceLists: ['A', 'B'].map(code => ({ code, label: `List ${code}`, currency: 'GBP', prices: {} })),
    }),
  );
  const path = join(folder, 'items.json');
  const seeded: unknown = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify(twice(seeded)));
  const { taxes } = sampleMappings();
  const documents = async (kind: string): Promise<number> => {
    const names = await readdir(join(folder, kind)).catch(() => []);
    return names.filter(name => name.endsWith('.json')).length;
  };
  return {
    folder,
    erp: openSampleErp(folder),
    losing: nth => Promise.resolve(openSampleErp(folder, losing(openStore(folder), nth))),
    count: async () => ({
      customers: await documents('customers'),
      salesOrders: await documents('sales-orders'),
      invoices: await documents('invoices'),
      payments: await documents('payments'),
      creditNotes: await documents('credit-notes'),
    }),
    ship: async id => {
      const file = join(folder, 'deliveries', `${id}.json`);
      await writeFile(file, (await readFile(file, 'utf8')).replace('"reserved"', '"shipped"'));
    },
    promised: (item, warehouse) => promisedIn(folder, item, warehouse),
    goods: sampleGoods(folder),
    ...sampleFacts(folder),
    currency: 'GBP',
    foreignCurrency: 'EUR',
    items: ['MUG-SLT-350', 'TEA-BRK-125', 'DRF-EXC-080'],
    sharedCode: 'TWICE-01',
    roundingItem: 'ROUNDING',
    tax: (rate, included) =>
      taxes.find(tax => tax.country === 'GB' && tax.rate === rate && tax.pricesIncludeTax === included)?.code ?? 'none',
    paymentMethod: 'CARD',
    waysToPay: [
      { method: 'CARD', debit: '1210 Shopify Payments clearing', credit: '1100 Debtors' },
      { method: 'GIFT', debit: '2109 Gift cards', credit: '1100 Debtors' },
    ],
    warehouse: 'LEEDS-SHOP',
    randomOrders: 200,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function twice(file: unknown): unknown {
  const { items: all } = items.parse(file);
  return {
    items: [...all, ...all.filter(item => item.code === 'TWICE-01').map(item => ({ ...item, id: 'ITEM-AGAIN' }))],
  };
}

/** The disk did it, and the caller never hears of it: what a power cut after the nth change looks like. */
function losing(store: Store, nth: number): Store {
  let left = nth;
  const then = async <T>(effect: Promise<T>): Promise<T> => {
    const result = await effect;
    left -= 1;
    if (left === 0) throw new SyncError('transient', 'lost', 'The answer was lost.', { system: 'erp' });
    return result;
  };
  return {
    ...store,
    create: (path, value) => then(store.create(path, value)),
    replace: (path, value) => then(store.replace(path, value)),
    remove: path => then(store.remove(path)),
    claimNumber: prefix => then(store.claimNumber(prefix)),
  };
}

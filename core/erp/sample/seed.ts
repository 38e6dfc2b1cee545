import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JSONFile } from 'lowdb/node';
import type { z } from 'zod';
import type { Mappings } from '../../model/mappings.ts';
import { openStore } from './client.ts';
import { company, items, paymentMethods, stock, taxes, warehouses } from './masters.ts';
import { COUNTRIES, CURRENCIES, METHODS, RATES, SPECIALS, taxCode, WALK_IN, warehouseCode } from './seed-data.ts';

/** What the shop sells, with pieces on hand by the name of the place. */
export type SeedItem = {
  readonly sku: string;
  readonly title: string;
  readonly stock: Readonly<Record<string, number>>;
};

export type SeedOptions = {
  readonly taxAmounts?: 'as-given' | 'computed';
  readonly taxRounding?: 'line' | 'document';
};

/** Fills an empty folder once. Files that are there already stay as they are. */
export async function seedSampleErp(
  folder: string,
  catalogue: readonly SeedItem[],
  { taxAmounts = 'as-given', taxRounding = 'line' }: SeedOptions = {},
): Promise<void> {
  const places = [...new Set(catalogue.flatMap(item => Object.keys(item.stock)))];
  const codes = places.length === 0 ? ['Stock room'] : places;
  const [first = 'Stock room'] = codes;
  const both = [true, false];
  await mkdir(folder, { recursive: true });
  const write = async <T>(name: string, schema: z.ZodType<T>, value: z.input<z.ZodType<T>>): Promise<void> => {
    const file = new JSONFile<T>(join(folder, name));
    if ((await file.read()) === null) await file.write(schema.parse(value));
  };

  await write('company.json', company, {
    name: 'Wharfe & Oat Ltd',
    currency: 'GBP',
    currencies: [...CURRENCIES],
    taxAmounts,
    taxRounding,
    defaultWarehouse: warehouseCode(first),
    accounts: { receivable: '1100 Debtors', sales: '4000 Sales', tax: '2200 VAT' },
  });
  await write('warehouses.json', warehouses, {
    warehouses: codes.map(label => ({ code: warehouseCode(label), label })),
  });
  await write('taxes.json', taxes, {
    taxes: RATES.flatMap(rate =>
      both.map(included => ({
        code: taxCode(rate, included),
        label: `${rate.label}, ${included ? 'included in' : 'on top of'} the price`,
        rate: rate.rate,
        included,
      })),
    ),
  });
  await write('payment-methods.json', paymentMethods, {
    paymentMethods: [...new Map(METHODS.map(({ code, label, account }) => [code, { code, label, account }])).values()],
  });
  await write('items.json', items, {
    items: [
      ...catalogue.map(({ sku, title }, at) => ({ id: itemId(at), code: sku, name: title })),
      ...SPECIALS.map(({ code, name, account }) => ({ id: `ITEM-${code}`, code, name, account, stocked: false })),
    ],
  });
  await write('stock.json', stock, {
    levels: catalogue.flatMap(({ sku, stock: levels }) =>
      Object.entries(levels).map(([place, onHand]) => ({ item: sku, warehouse: warehouseCode(place), onHand })),
    ),
  });
  await openStore(folder).create(`customers/${WALK_IN.id}.json`, { number: 'CUST-WALK-IN', name: WALK_IN.name });
}

const itemId = (at: number): string => `ITEM-${String(at + 1).padStart(4, '0')}`;

/** The mappings that fit a seeded ERP. `locations`: Shopify location id -> the name of the place in the catalogue. */
export const sampleMappings = (locations: Readonly<Record<string, string>> = {}): Mappings => ({
  items: {},
  specialItems: Object.fromEntries(SPECIALS.map(({ role, code }) => [role, code])),
  taxes: RATES.flatMap(({ country, rate }) =>
    [true, false].map(pricesIncludeTax => ({
      country,
      rate,
      pricesIncludeTax,
      code: taxCode({ country, rate }, pricesIncludeTax),
    })),
  ),
  countries: Object.fromEntries(COUNTRIES.map(code => [code, code])),
  paymentMethods: Object.fromEntries(METHODS.map(({ gateway, code }) => [gateway, code])),
  warehouses: Object.fromEntries(Object.entries(locations).map(([id, name]) => [id, warehouseCode(name)])),
  customers: {},
  walkInCustomer: WALK_IN.id,
});

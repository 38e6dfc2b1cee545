import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JSONFile } from 'lowdb/node';
import type { z } from 'zod';
import type { Mappings } from '../../model/mappings.ts';
import { money, rounded, times } from '../../model/money.ts';
import { openStore } from './client.ts';
import { DEMO_ITEMS } from './demo-items.ts';
import { company, items, paymentMethods, priceLists, stock, taxes, warehouses } from './masters.ts';
import { COUNTRIES, CURRENCIES, METHODS, RATES, SPECIALS, taxCode, WALK_IN, warehouseCode } from './seed-data.ts';

/** What the shop sells, with pieces on hand by the name of the place. */
export type SeedItem = {
  readonly sku: string;
  readonly title: string;
  readonly stock: Readonly<Record<string, number>>;
  readonly kind?: 'stocked' | 'not-counted' | 'kit';
  readonly barcode?: string;
  readonly price?: string;
  readonly cost?: string;
  readonly weightGrams?: number;
  /** What its variants share, by this title. */
  readonly product?: string;
  readonly type?: string;
  readonly vendor?: string;
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
  const families = [...new Map(catalogue.flatMap(one => (one.product === undefined ? [] : [[one.product, one]])))];
  await write('items.json', items, {
    items: [
      ...catalogue.map((item, at) =>
        itemRecord(
          item,
          at,
          families.findIndex(([title]) => title === item.product),
        ),
      ),
      ...SPECIALS.map(({ code, name, account }) => ({ id: `ITEM-${code}`, code, name, account, stocked: false })),
    ],
    families: families.map(([title, { type, vendor }], at) => ({
      id: familyId(at),
      title,
      ...(vendor === undefined ? {} : { vendor }),
      ...(type === undefined ? {} : { type, tags: [type.toLowerCase()] }),
    })),
  });
  await write('price-lists.json', priceLists, { priceLists: [tradePrices(catalogue)] });
  await write('stock.json', stock, {
    levels: catalogue.flatMap(({ sku, stock: levels }) =>
      Object.entries(levels).map(([place, onHand]) => ({ item: sku, warehouse: warehouseCode(place), onHand })),
    ),
  });
  await openStore(folder).create(`customers/${WALK_IN.id}.json`, { number: 'CUST-WALK-IN', name: WALK_IN.name });
}

/** The books of the sample shop, with differences worth looking at. */
export const seedDemoErp = (folder: string): Promise<void> => seedSampleErp(folder, DEMO_ITEMS);

const familyId = (at: number): string => `FAMILY-${String(at + 1).padStart(3, '0')}`;

const itemRecord = (
  { sku, title, kind = 'stocked', barcode, price, cost, weightGrams }: SeedItem,
  at: number,
  family: number,
): z.input<typeof items>['items'][number] => ({
  id: itemId(at),
  code: sku,
  name: title,
  ...(kind === 'not-counted' ? { stocked: false } : {}),
  ...(kind === 'kit' ? { kit: true } : {}),
  ...(barcode === undefined ? {} : { barcode }),
  ...(price === undefined ? {} : { price }),
  ...(cost === undefined ? {} : { cost }),
  ...(weightGrams === undefined ? {} : { weight: String(weightGrams) }),
  ...(family < 0 ? {} : { family: familyId(family) }),
});

/** What other shops pay: three fifths. */
const tradePrices = (catalogue: readonly SeedItem[]): z.input<typeof priceLists>['priceLists'][number] => ({
  code: 'TRADE',
  label: 'Trade prices',
  currency: 'GBP',
  prices: Object.fromEntries(
    catalogue.flatMap(({ sku, price }) =>
      price === undefined ? [] : [[sku, rounded(times(money(price, 'GBP'), '0.6')).amount]],
    ),
  ),
});

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

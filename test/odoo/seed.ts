import { create } from 'axios';
import { z } from 'zod';
import type { Mappings, TaxMapping } from '../../core/model/mappings.ts';
import type { SpecialItem } from '../../core/model/problem.ts';

/** Fills a database made by up.sh with what a small British shop's books need. Running it again changes nothing but prices and names. */

export type OdooServer = { readonly url: string; readonly database: string; readonly apiKey: string };

export type CatalogueItem = {
  readonly sku: string;
  readonly title: string;
  /** Gross, GBP. */
  readonly price: string;
  /** Decimal fraction: "0.2". One of 0.2, 0.05 and 0. */
  readonly vatRate: string;
  readonly barcode?: string;
  /** Net, GBP. */
  readonly cost?: string;
  readonly weightGrams?: number;
};

/** The mappings by hand that fit the seeded books: taxes by name, journals and warehouses by code, items by default_code. */
export type SeededOdoo = {
  readonly mappings: Pick<Mappings, 'specialItems' | 'taxes' | 'paymentMethods'>;
  /** Database ids. */
  readonly walkInCustomer: number;
  readonly itemIds: Readonly<Record<string, number>>;
  readonly taxIds: Readonly<Record<string, number>>;
};

/** External ids of everything made here; apart from the product's own, so that its questions never meet them. */
const MODULE = 'seed';

type Tax = TaxMapping & { readonly percent: number; readonly copyOf: string };

/** The UK chart brings its taxes without the price ("20%"); the rest are copies, which keep their accounts. */
const TAXES: readonly Tax[] = [
  ...both('GB', '0.2', '20%', '20%'),
  ...both('GB', '0.05', '5%', '5%'),
  ...both('GB', '0', '0%', '0%'),
  ...both('DE', '0.19', 'DE 19%', '20%'),
  ...both('DE', '0.07', 'DE 7%', '20%'),
  ...both('IE', '0.23', 'IE 23%', '20%'),
  ...both('IE', '0.135', 'IE 13.5%', '20%'),
  ...both('FR', '0.2', 'FR 20%', '20%'),
  ...both('NL', '0.21', 'NL 21%', '20%'),
  ...both('*', '0', '0% EX', '0% EX'),
];

function both(country: string, rate: string, name: string, copyOf: string): readonly Tax[] {
  const tax = { country, rate, percent: Math.round(Number(rate) * 1000) / 10, copyOf };
  return [
    { ...tax, code: name, pricesIncludeTax: false },
    { ...tax, code: `${name} incl`, pricesIncludeTax: true },
  ];
}

const ACCOUNTS = {
  postage: ['420100', 'Postage charged', 'income'],
  duties: ['420200', 'Duties charged', 'income'],
  fees: ['420300', 'Fees charged', 'income'],
  rounding: ['999100', 'Rounding differences', 'income_other'],
  tips: ['229100', 'Tips held for staff', 'liability_current'],
  giftCards: ['229200', 'Gift cards outstanding', 'liability_current'],
  marketplaceTax: ['229300', 'Tax paid by a marketplace', 'liability_current'],
} as const;

type Special = readonly [role: SpecialItem, sku: string, name: string, account: keyof typeof ACCOUNTS | undefined];

const SPECIALS: readonly Special[] = [
  ['shipping', 'SHIPPING', 'Postage and packing', 'postage'],
  ['tip', 'TIP', 'Tip', 'tips'],
  ['gift-card', 'GIFT-CARD', 'Gift card sold', 'giftCards'],
  ['duties', 'DUTIES', 'Import duties charged', 'duties'],
  ['fee', 'FEE', 'Additional fee', 'fees'],
  ['custom-line', 'CUSTOM', 'Custom line', undefined],
  ['marketplace-tax', 'MARKETPLACE-TAX', 'Tax paid by a marketplace', 'marketplaceTax'],
  ['rounding', 'ROUNDING', 'Rounding difference', 'rounding'],
];

/** The chart brings BNK1. */
const JOURNALS = [
  ['SHOPP', 'Shopify Payments', 'bank'],
  ['PAYPL', 'PayPal', 'bank'],
  ['CASH', 'Cash till', 'cash'],
  ['GIFT', 'Gift cards redeemed', 'cash'],
] as const;

const PAYMENT_METHODS: Mappings['paymentMethods'] = {
  shopify_payments: 'SHOPP',
  paypal: 'PAYPL',
  bank_deposit: 'BNK1',
  manual: 'BNK1',
  cash: 'CASH',
  gift_card: 'GIFT',
};

const Ids = z.array(z.number());
const Loaded = z.object({
  ids: z.union([Ids, z.literal(false)]),
  messages: z.array(z.object({ message: z.string() })),
});
const Named = z.array(z.object({ id: z.number(), name: z.string() }));

export async function seedOdoo(server: OdooServer, catalogue: readonly CatalogueItem[]): Promise<SeededOdoo> {
  const odoo = connect(server);

  await odoo.load('res.currency', ['id', 'active'], [['base.EUR', '1']]);
  const rate = ['id', 'currency_id/id', 'name', 'company_rate'];
  await odoo.load('res.currency.rate', rate, [[external('rate:EUR'), 'base.EUR', '2024-01-01', '1.17']]);
  const pricelist = ['id', 'name', 'currency_id/id'];
  await odoo.load('product.pricelist', pricelist, [[external('pricelist:EUR'), 'Shopify EUR', 'base.EUR']]);

  const taxIds = await seedTaxes(odoo);

  const accounts = Object.entries(ACCOUNTS).map(([key, account]) => [external(`account:${key}`), ...account]);
  await odoo.load('account.account', ['id', 'code', 'name', 'account_type'], accounts);
  await seedJournals(odoo);

  const special = ['id', 'default_code', 'name', 'type', 'invoice_policy', 'list_price', 'taxes_id/.id'];
  await odoo.load(
    'product.product',
    [...special, 'property_account_income_id/id'],
    SPECIALS.map(([, sku, name, account]) => [
      external(`item:${sku}`),
      sku,
      name,
      'service',
      'order',
      '0',
      '',
      account === undefined ? '' : external(`account:${account}`),
    ]),
  );

  const items = await odoo.load(
    'product.product',
    [...special, 'is_storable', 'barcode', 'standard_price', 'weight'],
    catalogue.map(({ sku, title, price, vatRate, barcode = '', cost = '0', weightGrams = 0 }) => {
      const tax = TAXES.find(({ country, rate: each, pricesIncludeTax }) => {
        return country === 'GB' && Number(each) === Number(vatRate) && pricesIncludeTax;
      });
      if (tax === undefined) throw new Error(`No tax of ${vatRate} for ${sku}.`);
      const weight = (weightGrams / 1000).toFixed(3);
      const own = [external(`item:${sku}`), sku, title, 'consu', 'order', price, String(taxIds[tax.code])];
      return [...own, '1', barcode, cost, weight];
    }),
  );

  const [walkInCustomer] = await odoo.load('res.partner', ['id', 'name'], [[external('walk-in'), 'Shop counter']]);
  if (walkInCustomer === undefined) throw new Error('No walk-in customer.');

  return {
    mappings: {
      specialItems: Object.fromEntries(SPECIALS.map(([role, sku]) => [role, sku])),
      taxes: TAXES.map(({ country, rate: each, pricesIncludeTax, code }) => {
        return { country, rate: each, pricesIncludeTax, code };
      }),
      paymentMethods: PAYMENT_METHODS,
    },
    walkInCustomer,
    itemIds: Object.fromEntries(catalogue.map(({ sku }, index) => [sku, items[index] ?? 0])),
    taxIds,
  };
}

/** One copy a missing tax: `copy` takes one set of changes. A name is unique among a company's sales taxes. */
async function seedTaxes(odoo: Odoo): Promise<Readonly<Record<string, number>>> {
  const domain = [['type_tax_use', '=', 'sale']];
  const found = Named.parse(await odoo.call('account.tax', 'search_read', { domain, fields: ['name'] }));
  const ids = Object.fromEntries(found.map(({ name, id }) => [name, id]));
  for (const { code, copyOf, percent, pricesIncludeTax } of TAXES) {
    if (ids[code] !== undefined) continue;
    const changes = {
      name: code,
      invoice_label: code,
      amount: percent,
      price_include_override: pricesIncludeTax ? 'tax_included' : 'tax_excluded',
    };
    const [id] = Ids.parse(await odoo.call('account.tax', 'copy', { ids: [ids[copyOf]], default: changes }));
    if (id === undefined) throw new Error(`No tax ${code}.`);
    ids[code] = id;
  }
  return ids;
}

/** A redeemed gift card takes money from what is owed to card holders; the others go to Odoo's own outstanding account. */
async function seedJournals(odoo: Odoo): Promise<void> {
  const rows = JOURNALS.map(([code, name, type]) => [external(`journal:${code}`), code, name, type]);
  await odoo.load('account.journal', ['id', 'code', 'name', 'type'], rows, { mode: 'update' });
  const domain = [
    ['journal_id.code', '=', 'GIFT'],
    ['payment_type', '=', 'inbound'],
  ];
  const lines = Ids.parse(await odoo.call('account.payment.method.line', 'search', { domain }));
  await odoo.load(
    'account.payment.method.line',
    ['.id', 'payment_account_id/id'],
    lines.map(id => [String(id), external('account:giftCards')]),
  );
}

const external = (name: string): string => `${MODULE}.${name}`;

type Odoo = ReturnType<typeof connect>;

export function connect({ url, database, apiKey }: OdooServer) {
  const client = create({
    baseURL: `${url}/json/2`,
    headers: { Authorization: `bearer ${apiKey}`, 'X-Odoo-Database': database },
    validateStatus: () => true,
    timeout: 120_000,
  });

  async function call(model: string, method: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { status, data } = await client.post<unknown>(`/${model}/${method}`, body);
    if (status === 200) return data;
    const refusal = z.object({ message: z.string() }).safeParse(data);
    throw new Error(`Odoo answered ${status} to ${model}.${method}: ${refusal.data?.message ?? 'no reason'}`);
  }

  /** Creates or updates by external id. With mode "update" a record that is there stays as it is. */
  async function load(
    model: string,
    fields: readonly string[],
    data: readonly (readonly string[])[],
    { mode = 'init' }: { readonly mode?: 'init' | 'update' } = {},
  ): Promise<readonly number[]> {
    if (data.length === 0) return [];
    const context = { mode, noupdate: true, tz: 'UTC', tracking_disable: true };
    const { ids, messages } = Loaded.parse(await call(model, 'load', { fields, data, context }));
    if (ids === false) throw new Error(`Odoo refused ${model}: ${messages.map(({ message }) => message).join('; ')}`);
    return ids;
  }

  return { call, load };
}

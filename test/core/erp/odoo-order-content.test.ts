import { expect, test } from 'vitest';
import type { Client } from '../../../core/erp/odoo/client.ts';
import { openItems } from '../../../core/erp/odoo/items.ts';
import { openMasterData } from '../../../core/erp/odoo/master-data.ts';
import { contentOf } from '../../../core/erp/odoo/order-content.ts';
import { money } from '../../../core/model/money.ts';
import type { SalesOrderDraft } from '../../../core/model/sales-order.ts';

const live = () => new AbortController().signal;

/** An Odoo of a company in pounds, as far as an order's content asks for it. */
function odooWith(pricelists: readonly unknown[]): Client {
  const answers: Readonly<Record<string, unknown>> = {
    'product.pricelist/search_read': pricelists,
    'res.users/context_get': { uid: 2, tz: 'Europe/London' },
    'res.users/read': [{ company_id: [1, 'Shop'] }],
    'res.company/read': [
      {
        id: 1,
        currency_id: [144, 'GBP'],
        fiscalyear_lock_date: false,
        tax_lock_date: false,
        sale_lock_date: false,
        hard_lock_date: false,
      },
    ],
    'product.product/search_read': [{ id: 7, default_code: 'MUG', name: 'Mug', active: true }],
    'account.tax/search_read': [{ id: 22, name: '20% incl', price_include: true, amount: 20, amount_type: 'percent' }],
  };
  const unused = () => Promise.reject(new Error('not asked here'));
  return {
    call: async (_doing, method, _body, schema) => schema.parse(answers[method]),
    load: unused,
    version: unused,
  };
}

const draft = (currency: string): SalesOrderDraft => {
  const zero = money('0', currency);
  const gross = money('12', currency);
  const tax = money('2', currency);
  return {
    key: 'shopify:order:1',
    reference: '#1',
    orderedAt: '2026-11-23T10:00:00Z',
    orderDay: '2026-11-23',
    currency,
    pricesIncludeTax: true,
    customerId: '6',
    deliveryAddressId: undefined,
    warehouse: undefined,
    lines: [
      {
        key: '1',
        item: 'MUG',
        description: 'Mug',
        quantity: 1,
        unitPrice: gross,
        discount: zero,
        amount: gross,
        taxes: [{ code: '20% incl', rate: '0.2', amount: tax }],
      },
    ],
    totals: { net: money('10', currency), tax, gross },
  };
};

const contentIn = (currency: string, pricelists: readonly unknown[]) => {
  const client = odooWith(pricelists);
  return contentOf(draft(currency), undefined, openItems(client), openMasterData(client), live());
};

test('the price list in the currency of the order is named', async () => {
  const { values } = await contentIn('EUR', [
    { id: 1, name: 'List', currency_id: [144, 'GBP'] },
    { id: 2, name: 'List', currency_id: [125, 'EUR'] },
  ]);
  expect(values).toMatchObject({ pricelist_id: 2 });
});

test('an Odoo that uses no price lists takes orders in the currency of its company, and no others', async () => {
  const { fields, values, rows } = await contentIn('GBP', []);
  expect(fields).not.toContain('pricelist_id/.id');
  expect(values).not.toHaveProperty('pricelist_id');
  expect(JSON.stringify(rows)).toContain('currency_id\\":144');
  await expect(contentIn('EUR', [])).rejects.toMatchObject({ code: 'unknown-currency' });
});

test('without a price list in its currency an order is refused where Odoo would choose another', async () => {
  const lists = [{ id: 2, name: 'List', currency_id: [125, 'EUR'] }];
  await expect(contentIn('GBP', lists)).rejects.toMatchObject({ code: 'unknown-currency' });
});

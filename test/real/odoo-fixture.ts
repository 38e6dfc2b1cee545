import { create } from 'axios';
import { z } from 'zod';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import type { Erp, Secrets } from '../../core/ports.ts';
import type { ErpFixture } from '../contract/erp/fixture.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { openLosingProxy, type LosingProxy } from './losing-proxy.ts';

const TAXES = [
  { rate: '0.2', name: '20%' },
  { rate: '0.05', name: '5%' },
  { rate: '0', name: '0%' },
];

/** Asks Odoo past the adapter. */
export async function ask<T>(odoo: OdooServer, method: string, body: object, schema: z.ZodType<T>): Promise<T> {
  const headers = { Authorization: `bearer ${odoo.apiKey}`, 'X-Odoo-Database': odoo.database };
  const answer = await create().post<unknown>(`${odoo.url}/json/2/${method}`, body, { headers });
  return schema.parse(answer.data);
}

export const secretsOf = (odoo: OdooServer): Secrets => ({ get: () => Promise.resolve(odoo.apiKey) });

export async function openOdooFixture(odoo: OdooServer): Promise<ErpFixture> {
  const proxies: LosingProxy[] = [];
  const open = (url: string): Erp => openOdooErp({ url, database: odoo.database }, secretsOf(odoo));
  const count = (model: string, domain: readonly unknown[] = []): Promise<number> =>
    ask(odoo, `${model}/search_count`, { domain }, z.number());
  const ids = z.array(z.number());
  const shared = { default_code: 'TWICE-01', name: 'Two of a kind' };
  if ((await count('product.product', [['default_code', '=', 'TWICE-01']])) === 0)
    await ask(odoo, 'product.product/create', { vals_list: [shared, shared] }, ids);
  return {
    erp: open(odoo.url),
    async losing(nth) {
      const proxy = await openLosingProxy(odoo.url, nth);
      proxies.push(proxy);
      return open(proxy.url);
    },
    count: async () => ({
      customers: await count('res.partner'),
      salesOrders: await count('sale.order'),
      invoices: await count('account.move', [['move_type', '=', 'out_invoice']]),
      payments: await count('account.payment'),
    }),
    promised: async (item, warehouse) => {
      const domain = [
        ['product_id.default_code', '=', item],
        ['picking_id.picking_type_id.warehouse_id.code', '=', warehouse],
        ['state', 'not in', ['draft', 'cancel', 'done']],
      ];
      const moves = z.array(z.object({ product_uom_qty: z.number() }));
      const found = await ask(odoo, 'stock.move/search_read', { domain, fields: ['product_uom_qty'] }, moves);
      return found.reduce((sum, move) => sum + move.product_uom_qty, 0);
    },
    invoiceFacts: async id => {
      const fields = ['date', 'invoice_date', 'amount_residual'];
      const moves = z.array(z.object({ date: z.string(), invoice_date: z.string(), amount_residual: z.number() }));
      const [move] = await ask(odoo, 'account.move/read', { ids: [Number(id)], fields }, moves);
      const day = move?.date === move?.invoice_date ? move?.date : `${move?.date} and ${move?.invoice_date}`;
      return { day: day ?? 'none', open: move?.amount_residual.toFixed(2) ?? 'none' };
    },
    currency: 'GBP',
    foreignCurrency: 'EUR',
    items: ['MUG-SLT-350', 'TEA-BRK-125', 'DRF-EXC-080'],
    sharedCode: 'TWICE-01',
    roundingItem: 'ROUNDING',
    tax: (rate, included) => {
      const tax = TAXES.find(one => one.rate === rate)?.name ?? 'none';
      return included ? `${tax} incl` : tax;
    },
    paymentMethod: 'SHOPP',
    warehouse: 'LEEDS',
    randomOrders: 40,
    close: async () => {
      await Promise.all(proxies.map(proxy => proxy.close()));
    },
  };
}

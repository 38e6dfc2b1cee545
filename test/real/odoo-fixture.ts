import { z } from 'zod';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import type { ErpGoods } from '../../core/goods-ports.ts';
import type { Erp } from '../../core/ports.ts';
import type { ErpFixture } from '../contract/erp/fixture.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { ask } from './ask.ts';
import { openLosingProxy, type LosingProxy } from './losing-proxy.ts';
import { odooFacts } from './odoo-facts.ts';
import { odooGoods } from './odoo-goods.ts';
import { secretsOf } from './odoo-secrets.ts';
import { shipOrder } from './odoo-ship.ts';

const TAXES = [
  { rate: '0.2', name: '20%' },
  { rate: '0.05', name: '5%' },
  { rate: '0', name: '0%' },
];

export async function openOdooFixture(odoo: OdooServer): Promise<ErpFixture> {
  const proxies: LosingProxy[] = [];
  const open = (url: string): Erp & ErpGoods => openOdooErp({ url, database: odoo.database }, secretsOf(odoo));
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
      creditNotes: await count('account.move', [['move_type', '=', 'out_refund']]),
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
    ship: id => shipOrder(odoo, Number(id)),
    goods: await odooGoods(odoo, proxies),
    ...odooFacts(odoo),
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
    waysToPay: [
      { method: 'SHOPP', debit: 'Outstanding Receipts', credit: 'Debtors Control Account' },
      { method: 'GIFT', debit: 'Gift cards outstanding', credit: 'Debtors Control Account' },
    ],
    warehouse: 'LEEDS',
    randomOrders: 40,
    close: async () => {
      await Promise.all(proxies.map(proxy => proxy.close()));
    },
  };
}

import { afterEach, expect, test } from 'vitest';
import { createClient } from '../../../core/erp/odoo/client.ts';
import { openInvoices } from '../../../core/erp/odoo/invoices.ts';
import { openKeys } from '../../../core/erp/odoo/keys.ts';
import { openMasterData } from '../../../core/erp/odoo/master-data.ts';
import { openMoveDrafts } from '../../../core/erp/odoo/move-drafts.ts';
import { openMoves } from '../../../core/erp/odoo/moves.ts';
import { answer, fault, openOdooDouble, type OdooDouble, type Reply } from './odoo-double.ts';

let double: OdooDouble;
afterEach(() => double.close());

const gbp = [143, 'GBP'];
const order = {
  name: 'S00042',
  state: 'sale',
  order_line: [7],
  invoice_ids: [],
  partner_invoice_id: [3, 'Ann'],
  partner_shipping_id: [3, 'Ann'],
  amount_untaxed: 32.48,
  amount_tax: 6.5,
  amount_total: 38.98,
  currency_id: gbp,
};
const line = {
  id: 7,
  product_id: [5, 'Mug'],
  display_type: false,
  name: 'Mug',
  product_uom_qty: 1,
  price_unit: 38.98,
  discount: 0,
  tax_ids: [],
};
const draft = {
  id: 9,
  name: false,
  ref: '#1042',
  move_type: 'out_invoice',
  state: 'draft',
  partner_id: [3, 'Ann'],
  amount_untaxed: 32.5,
  amount_tax: 6.5,
  amount_total: 39,
  currency_id: gbp,
};

/** An Odoo that makes another total of the invoice than of its order. */
async function invoiceOfOther(unlink: Reply) {
  const replies: Readonly<Record<string, Reply>> = {
    'sale.order/read': answer([order]),
    'sale.order.line/read': answer([{ ...line, extra_tax_data: false }]),
    'account.move/load': answer({ ids: [9], messages: [] }),
    'account.move/read': answer([draft]),
    'account.move/unlink': unlink,
  };
  double = await openOdooDouble(path => replies[path] ?? fault(500, 'builtins.ValueError', `not asked for: ${path}`));
  const client = createClient({ url: double.url, database: 'shop' }, { get: () => Promise.resolve('key') });
  const moves = openMoves(client);
  const drafts = openMoveDrafts(client, openMasterData(client), moves);
  const invoices = openInvoices(client, openKeys(client), drafts, moves);
  const { signal } = new AbortController();
  return invoices.create({ id: '4', key: 'shopify:order:1', reference: '#1042' }, '2026-11-23', signal);
}

test('an invoice that would come to other totals than its order is not posted, and its draft is removed', async () => {
  await expect(invoiceOfOther(answer(true))).rejects.toMatchObject({
    category: 'safety',
    code: 'invoice-differs',
    message: expect.stringMatching(/GBP 39\.00 .*GBP 38\.98 .*No invoice was posted/),
  });
  const paths = double.asked.map(({ path }) => path);
  expect(paths).toContain('account.move/unlink');
  expect(paths).not.toContain('account.move/action_post');
});

test('a draft that may not be removed is said to stay', async () => {
  const refusal = fault(403, 'odoo.exceptions.AccessError', 'You are not allowed to delete');
  await expect(invoiceOfOther(refusal)).rejects.toMatchObject({
    code: 'invoice-differs',
    nextStep: expect.stringContaining('delete the draft invoice'),
  });
});

import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import { sameTotals, type Invoice, type Totals } from '../../model/sales-order.ts';
import type { Client } from './client.ts';
import { refused } from './failures.ts';
import type { Keys } from './keys.ts';
import { inWords, type MoveDrafts } from './move-drafts.ts';
import { invoiceOf, type Moves } from './moves.ts';
import { amounts, ids, link, recordId, totalsOf } from './parse.ts';

const invoiceable = z.array(
  z.object({
    name: z.string(),
    state: z.string(),
    order_line: ids,
    invoice_ids: ids,
    partner_invoice_id: link,
    partner_shipping_id: link,
    ...amounts,
  }),
);
const ORDER_FIELDS = Object.keys(invoiceable.element.shape);

const orderLines = z.array(
  z.object({
    id: z.number(),
    product_id: z.union([link, z.literal(false)]),
    /** Set for sections and notes, which are no lines to be paid. */
    display_type: z.union([z.string(), z.literal(false)]),
    name: z.string(),
    product_uom_qty: z.number(),
    price_unit: z.number(),
    discount: z.number(),
    tax_ids: ids,
    extra_tax_data: z.unknown(),
  }),
);
const LINE_FIELDS = Object.keys(orderLines.element.shape);
const doing = 'the invoice';

export function openInvoices(client: Client, keys: Keys, drafts: MoveDrafts, moves: Moves) {
  /** Draft, compare, post: what Odoo makes of the lines becomes binding only when it is what the order says. */
  async function postAgreed(
    id: number,
    order: z.output<typeof invoiceable>[number],
    day: string,
    signal: AbortSignal,
  ): Promise<Invoice> {
    const draft = await drafts.read(doing, id, signal);
    const [asked, made] = [totalsOf(order), draft.totals];
    if (draft.state !== 'draft' || sameTotals(asked, made)) return drafts.post(doing, id, day, signal);
    throw differs(order.name, asked, made, await drafts.discard(doing, id, signal));
  }

  async function load(
    order: z.output<typeof invoiceable>[number],
    key: string,
    reference: string,
    day: string,
    signal: AbortSignal,
  ): Promise<number> {
    const body = { ids: order.order_line, fields: LINE_FIELDS };
    const all = await client.call("the order's lines", 'sale.order.line/read', body, orderLines, signal);
    const head = {
      key,
      type: 'out_invoice',
      partner: order.partner_invoice_id[0],
      shipping: order.partner_shipping_id[0],
      currency: order.currency_id[0],
      day,
      reference,
      origin: order.name,
    } as const;
    const lines = all
      .filter(line => line.display_type === false)
      .map(line => ({
        product: line.product_id === false ? undefined : line.product_id[0],
        name: line.name,
        quantity: line.product_uom_qty,
        price: line.price_unit,
        discount: line.discount,
        taxes: line.tax_ids,
        extraTaxData: line.extra_tax_data,
        saleLines: [line.id],
      }));
    return drafts.load(doing, head, lines, signal);
  }

  return {
    async create(
      salesOrder: { readonly id: string; readonly key: string; readonly reference: string },
      day: string,
      signal: AbortSignal,
    ): Promise<Invoice> {
      signal.throwIfAborted();
      const id = recordId(salesOrder.id);
      const body = { ids: [id], fields: ORDER_FIELDS };
      const [order] =
        id === undefined ? [] : await client.call('the sales order', 'sale.order/read', body, invoiceable, signal);
      if (order === undefined)
        throw refused('unknown-order', `Odoo has no sales order for ${salesOrder.reference}.`, 'Post the order first.');
      if (order.state !== 'sale')
        throw refused(
          'order-not-posted',
          `${order.name} is not confirmed and cannot be invoiced.`,
          'Confirm it in Odoo first.',
        );
      const key = `${salesOrder.key}:invoice`;
      const there = (await moves.read(order.invoice_ids, signal)).filter(
        move => move.move_type === 'out_invoice' && move.state !== 'cancel',
      );
      const posted = there.find(move => move.state === 'posted');
      if (posted !== undefined) return invoiceOf(posted);
      const [draft] = there;
      if (draft === undefined)
        return postAgreed(await load(order, key, salesOrder.reference, day, signal), order, day, signal);
      if ((await keys.of('account.move', [draft.id], signal)).get(draft.id) === key)
        return postAgreed(draft.id, order, day, signal);
      throw refused(
        'draft-invoice-by-hand',
        `${order.name} has a draft invoice that was made in Odoo.`,
        'Post it or delete it in Odoo.',
      );
    },
  };
}

const differs = (order: string, asked: Totals, made: Totals, hasDraft: boolean): SyncError =>
  new SyncError(
    'safety',
    'invoice-differs',
    `Odoo makes the invoice for ${order} ${inWords(made)}, but the order is ${inWords(asked)}. No invoice was posted.`,
    {
      system: 'erp',
      nextStep: `Compare the lines of ${order} in Odoo with the order in Shopify and put them right${hasDraft ? ', delete the draft invoice' : ''}, then retry.`,
      details: { 'sales order': inWords(asked), invoice: inWords(made) },
    },
  );

import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import { equals } from '../../model/money.ts';
import type { Invoice, Totals } from '../../model/sales-order.ts';
import type { Client } from './client.ts';
import { periodLocked, refused, unexpectedAnswer } from './failures.ts';
import { externalId, type Keys } from './keys.ts';
import type { MasterData } from './master-data.ts';
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
const nothing = z.union([z.literal(false), z.literal(true), z.null()]);

export function openInvoices(client: Client, keys: Keys, masters: MasterData, moves: Moves) {
  async function post(id: number, day: string, signal: AbortSignal): Promise<Invoice> {
    const { lockedTo } = await masters.company(signal);
    // Odoo would quietly date it today instead.
    if (day <= lockedTo) throw periodLocked('invoice', lockedTo, day);
    try {
      await client.call('the invoice', 'account.move/action_post', { ids: [id] }, nothing, signal);
    } catch (error) {
      if (!(error instanceof SyncError) || error.category !== 'rejected') throw error;
      const [move] = await moves.read([id], signal);
      if (move?.state !== 'posted') throw error;
      return invoiceOf(move);
    }
    const [move] = await moves.read([id], signal);
    if (move === undefined) throw unexpectedAnswer('the invoice', 'not there after posting');
    return invoiceOf(move);
  }

  /** Draft, compare, post: what Odoo makes of the lines becomes binding only when it is what the order says. */
  async function postAgreed(
    id: number,
    order: z.output<typeof invoiceable>[number],
    day: string,
    signal: AbortSignal,
  ): Promise<Invoice> {
    const [draft] = await moves.read([id], signal);
    if (draft === undefined) throw unexpectedAnswer('the invoice', 'not there after its creation');
    const [asked, made] = [totalsOf(order), invoiceOf(draft).totals];
    if (draft.state !== 'draft' || isSame(asked, made)) return post(id, day, signal);
    throw differs(order.name, asked, made, await discard(id, signal));
  }

  /** @returns whether the draft had to stay, because this user may not delete it */
  async function discard(id: number, signal: AbortSignal): Promise<boolean> {
    try {
      await client.call('the draft invoice', 'account.move/unlink', { ids: [id] }, z.literal(true), signal);
      return false;
    } catch (error) {
      if (error instanceof SyncError && (error.code === 'erp-not-allowed' || error.category === 'rejected'))
        return true;
      throw error;
    }
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
    const lines = all.filter(line => line.display_type === false);
    const [partner, shipping, currency] = [order.partner_invoice_id, order.partner_shipping_id, order.currency_id].map(
      ([id]) => String(id),
    );
    const head = {
      id: externalId(key),
      move_type: 'out_invoice',
      'partner_id/.id': partner ?? '',
      'partner_shipping_id/.id': shipping ?? '',
      'currency_id/.id': currency ?? '',
      invoice_date: day,
      ref: reference,
      payment_reference: reference,
      invoice_origin: order.name,
    };
    const fields = [
      ...Object.keys(head),
      ...[
        'product_id/.id',
        'name',
        'quantity',
        'price_unit',
        'discount',
        'tax_ids/.id',
        'extra_tax_data',
        'sale_line_ids/.id',
      ].map(field => `invoice_line_ids/${field}`),
    ];
    const rows = lines.map((line, at) => [
      ...Object.values(head).map(cell => (at === 0 ? cell : '')),
      line.product_id === false ? '' : String(line.product_id[0]),
      line.name,
      String(line.product_uom_qty),
      String(line.price_unit),
      String(line.discount),
      line.tax_ids.join(','),
      isFilled(line.extra_tax_data) ? JSON.stringify(line.extra_tax_data) : '',
      String(line.id),
    ]);
    return client.load('the invoice', 'account.move', fields, rows, signal);
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

const PARTS = ['net', 'tax', 'gross'] as const;
const isSame = (a: Totals, b: Totals): boolean =>
  PARTS.every(part => a[part].currency === b[part].currency && equals(a[part], b[part]));

const inWords = ({ net, tax, gross }: Totals): string =>
  `${gross.currency} ${gross.amount} (net ${net.amount}, tax ${tax.amount})`;

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

const isFilled = (value: unknown): boolean => value !== false && value !== null && value !== undefined;

import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import {
  reversalFrom,
  type Reversal,
  type ReversalFacts,
  type ReversalWish,
  type Reversed,
} from '../../model/reversal.ts';
import { sameTotals, type ErpRef } from '../../model/sales-order.ts';
import type { Client } from './client.ts';
import { periodLocked, refused, unexpectedAnswer } from './failures.ts';
import type { Keys } from './keys.ts';
import type { MasterData } from './master-data.ts';
import { inWords, type MoveDrafts } from './move-drafts.ts';
import { invoiceOf, type Moves } from './moves.ts';
import { amounts, ids, link, recordId, text, totalsOf } from './parse.ts';

const orders = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
    locked: z.boolean(),
    delivery_status: text,
    invoice_ids: ids,
    ...amounts,
  }),
);
const ORDER_FIELDS = Object.keys(orders.element.shape);

const maybe = z.union([link, z.literal(false)]);
const invoiceHeads = z.array(z.object({ partner_id: link, partner_shipping_id: maybe, currency_id: link, ref: text }));
const invoiceLines = z.array(
  z.object({
    product_id: maybe,
    display_type: z.string(),
    name: text,
    quantity: z.number(),
    price_unit: z.number(),
    discount: z.number(),
    tax_ids: ids,
    extra_tax_data: z.unknown(),
    sale_line_ids: ids,
  }),
);
const found = z.array(z.object({ id: z.number() }));

const noteKey = (key: string): string => `${key}:credit-note`;
const doing = 'the credit note';

/** Goods that are picked have left their shelf, though not the house. */
const out: ReadonlySet<string | undefined> = new Set(['started', 'partial', 'full']);

/** Taking confirmed orders back: a credit note under our own key, so that there is one, then the order is cancelled. */
export function openReversals(client: Client, keys: Keys, drafts: MoveDrafts, masters: MasterData, moves: Moves) {
  async function factsOf({ key, day }: ReversalWish, signal: AbortSignal): Promise<ReversalFacts | undefined> {
    const id = (await keys.find('sale.order', [key], signal)).get(key);
    const body = { ids: id === undefined ? [] : [id], fields: ORDER_FIELDS };
    const [order] =
      id === undefined ? [] : await client.call('the sales order', 'sale.order/read', body, orders, signal);
    if (order === undefined) return undefined;
    const ours = (await keys.find('account.move', [noteKey(key)], signal)).get(noteKey(key));
    const domain = [['reversed_entry_id', 'in', order.invoice_ids]];
    const notes = await client.call(doing, 'account.move/search_read', { domain, fields: ['id'] }, found, signal);
    const all = await moves.read([...new Set([...order.invoice_ids, ...notes.map(note => note.id)])], signal);
    const standing = all.filter(move => move.state !== 'cancel');
    const { lockedTo } = await masters.company(signal);
    return {
      order: {
        id: String(order.id),
        name: order.name,
        state:
          order.state === 'cancel'
            ? 'cancelled'
            : order.state === 'draft' || order.state === 'sent'
              ? 'draft'
              : 'posted',
        totals: totalsOf(order),
      },
      isOut: out.has(order.delivery_status),
      invoices: standing.filter(move => move.move_type === 'out_invoice' && move.state === 'posted').map(invoiceOf),
      creditNote: standing.filter(move => move.id === ours && move.state === 'posted').map(invoiceOf)[0],
      otherCreditNotes: standing.filter(move => move.move_type === 'out_refund' && move.id !== ours).map(invoiceOf),
      bars: [
        ...(order.locked
          ? [{ why: `${order.name} is locked in Odoo: unlock it there first.`, creditNote: false }]
          : []),
        ...(day <= lockedTo ? [{ why: periodLocked('credit note', lockedTo, day).message, creditNote: true }] : []),
      ],
    };
  }

  const look = async (wish: ReversalWish, signal: AbortSignal): Promise<Reversal> =>
    reversalFrom(await factsOf(wish, signal), wish, 'Odoo');

  /** Draft, compare, post, as every entry in the books. */
  async function credit(order: ErpRef, invoice: ErpRef, wish: ReversalWish, signal: AbortSignal): Promise<ErpRef> {
    const id = await load(order, invoice, wish, signal);
    const draft = await drafts.read(doing, id, signal);
    if (draft.state === 'draft' && !sameTotals(draft.totals, wish.totals)) {
      const stays = await drafts.discard(doing, id, signal);
      throw refused(
        'not-reversed',
        `Odoo makes the credit note for ${invoice.name} ${inWords(draft.totals)}, but the invoice is ${inWords(wish.totals)}. Nothing was posted.`,
        `Make the credit note in Odoo${stays ? ' from the draft that is there' : ''}.`,
      );
    }
    const { id: noteId, name } = await drafts.post(doing, id, wish.day, signal);
    return { id: noteId, name };
  }

  async function load(
    order: ErpRef,
    invoice: ErpRef,
    { key, day }: ReversalWish,
    signal: AbortSignal,
  ): Promise<number> {
    const invoiceId = recordId(invoice.id) ?? 0;
    const fields = Object.keys(invoiceHeads.element.shape);
    const asked = { ids: [invoiceId], fields };
    const [head] = await client.call('the invoice', 'account.move/read', asked, invoiceHeads, signal);
    if (head === undefined) throw unexpectedAnswer('the invoice', 'not there any more');
    const domain = [
      ['move_id', '=', invoiceId],
      ['display_type', '=', 'product'],
    ];
    const body = { domain, fields: Object.keys(invoiceLines.element.shape), order: 'id' };
    const lines = await client.call("the invoice's lines", 'account.move.line/search_read', body, invoiceLines, signal);
    return drafts.load(
      doing,
      {
        key: noteKey(key),
        type: 'out_refund',
        partner: head.partner_id[0],
        shipping: (head.partner_shipping_id === false ? head.partner_id : head.partner_shipping_id)[0],
        currency: head.currency_id[0],
        day,
        reference: head.ref ?? '',
        origin: order.name,
        reverses: invoiceId,
      },
      lines.map(line => ({
        product: line.product_id === false ? undefined : line.product_id[0],
        name: line.name ?? '',
        quantity: line.quantity,
        price: line.price_unit,
        discount: line.discount,
        taxes: line.tax_ids,
        extraTaxData: line.extra_tax_data,
        saleLines: line.sale_line_ids,
      })),
      signal,
    );
  }

  async function cancel({ id, name }: ErpRef, wish: ReversalWish, signal: AbortSignal): Promise<void> {
    const context = { tracking_disable: true, disable_cancel_warning: true };
    const body = { ids: [recordId(id) ?? 0], context };
    try {
      // Any other answer is a question to a person: nothing was done.
      await client.call(`the cancellation of ${name}`, 'sale.order/action_cancel', body, z.literal(true), signal);
    } catch (error) {
      if (!(error instanceof SyncError) || error.category !== 'rejected') throw error;
      if ((await look(wish, signal)).kind !== 'reversed') throw error;
    }
  }

  return {
    look,

    async reverse(wish: ReversalWish, signal: AbortSignal): Promise<Reversed> {
      const now = await look(wish, signal);
      if (now.kind === 'refused') throw refused('not-reversed', now.why, 'Look at it in Odoo.');
      const { order, invoice } = now;
      if (now.kind === 'reversed') return { order, invoice, creditNote: now.creditNote };
      const creditNote = now.creditNote ?? (invoice && (await credit(order, invoice, wish, signal)));
      await cancel(order, wish, signal);
      return { order, invoice, creditNote };
    },
  };
}

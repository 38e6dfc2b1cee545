import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import type { Invoice, Totals } from '../../model/sales-order.ts';
import type { Client } from './client.ts';
import { periodLocked, unexpectedAnswer } from './failures.ts';
import { externalId } from './keys.ts';
import type { MasterData } from './master-data.ts';
import { invoiceOf, type Moves } from './moves.ts';

/** A line to be booked, with the cells that Odoo's import takes. */
export type MoveLine = {
  readonly product: number | undefined;
  readonly name: string;
  readonly quantity: number;
  readonly price: number;
  readonly discount: number;
  readonly taxes: readonly number[];
  readonly extraTaxData: unknown;
  readonly saleLines: readonly number[];
};

export type MoveHead = {
  readonly key: string;
  readonly type: 'out_invoice' | 'out_refund';
  readonly partner: number;
  readonly shipping: number;
  readonly currency: number;
  readonly day: string;
  readonly reference: string;
  readonly origin: string;
  /** The invoice that a credit note takes back. */
  readonly reverses?: number;
};

const nothing = z.union([z.literal(false), z.literal(true), z.null()]);

/** Entries in the books from draft to posted, each under a key of its own. */
export function openMoveDrafts(client: Client, masters: MasterData, moves: Moves) {
  return {
    async load(doing: string, head: MoveHead, lines: readonly MoveLine[], signal: AbortSignal): Promise<number> {
      const cells = {
        id: externalId(head.key),
        move_type: head.type,
        'partner_id/.id': String(head.partner),
        'partner_shipping_id/.id': String(head.shipping),
        'currency_id/.id': String(head.currency),
        invoice_date: head.day,
        ref: head.reference,
        payment_reference: head.reference,
        invoice_origin: head.origin,
        ...(head.reverses === undefined ? {} : { 'reversed_entry_id/.id': String(head.reverses) }),
      };
      const fields = [
        ...Object.keys(cells),
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
        ...Object.values(cells).map(cell => (at === 0 ? cell : '')),
        line.product === undefined ? '' : String(line.product),
        line.name,
        String(line.quantity),
        String(line.price),
        String(line.discount),
        line.taxes.join(','),
        isFilled(line.extraTaxData) ? JSON.stringify(line.extraTaxData) : '',
        line.saleLines.join(','),
      ]);
      return client.load(doing, 'account.move', fields, rows, signal);
    },

    async read(doing: string, id: number, signal: AbortSignal): Promise<Invoice> {
      const [move] = await moves.read([id], signal);
      if (move === undefined) throw unexpectedAnswer(doing, 'not there any more');
      return invoiceOf(move);
    },

    async post(doing: string, id: number, day: string, signal: AbortSignal): Promise<Invoice> {
      const { lockedTo } = await masters.company(signal);
      // Odoo would quietly date it today instead.
      if (day <= lockedTo) throw periodLocked(doing.replace(/^the /, ''), lockedTo, day);
      try {
        await client.call(doing, 'account.move/action_post', { ids: [id] }, nothing, signal);
      } catch (error) {
        if (!(error instanceof SyncError) || error.category !== 'rejected') throw error;
        const move = await this.read(doing, id, signal);
        if (move.state !== 'posted') throw error;
        return move;
      }
      return this.read(doing, id, signal);
    },

    /** @returns whether the draft had to stay, because this user may not delete it */
    async discard(doing: string, id: number, signal: AbortSignal): Promise<boolean> {
      try {
        await client.call(`the draft of ${doing}`, 'account.move/unlink', { ids: [id] }, z.literal(true), signal);
        return false;
      } catch (error) {
        if (error instanceof SyncError && (error.code === 'erp-not-allowed' || error.category === 'rejected'))
          return true;
        throw error;
      }
    },
  };
}
export type MoveDrafts = ReturnType<typeof openMoveDrafts>;

export const inWords = ({ net, tax, gross }: Totals): string =>
  `${gross.currency} ${gross.amount} (net ${net.amount}, tax ${tax.amount})`;

const isFilled = (value: unknown): boolean => value !== false && value !== null && value !== undefined;

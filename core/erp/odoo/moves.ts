import { z } from 'zod';
import type { Invoice } from '../../model/sales-order.ts';
import type { Client } from './client.ts';
import { AMOUNT_FIELDS, amounts, link, text, totalsOf } from './parse.ts';

/** Odoo's word for an invoice, among other entries in the books. */

const moves = z.array(
  z.object({
    id: z.number(),
    name: text,
    ref: text,
    move_type: z.string(),
    state: z.enum(['draft', 'posted', 'cancel']),
    partner_id: z.union([link, z.literal(false)]),
    ...amounts,
  }),
);
export type MoveRecord = z.output<typeof moves>[number];
const FIELDS = ['name', 'ref', 'move_type', 'state', 'partner_id', ...AMOUNT_FIELDS];

export type Moves = ReturnType<typeof openMoves>;

export function openMoves(client: Client) {
  const read = async (wanted: readonly number[], signal: AbortSignal): Promise<readonly MoveRecord[]> =>
    wanted.length === 0
      ? []
      : client.call('invoices', 'account.move/read', { ids: wanted, fields: FIELDS }, moves, signal);

  return {
    read,
    async readInvoices(wanted: readonly number[], signal: AbortSignal): Promise<ReadonlyMap<number, Invoice>> {
      const found = await read([...new Set(wanted)], signal);
      return new Map(found.filter(move => move.move_type === 'out_invoice').map(move => [move.id, invoiceOf(move)]));
    },
  };
}

const STATES = { draft: 'draft', posted: 'posted', cancel: 'cancelled' } as const;

export const invoiceOf = (move: MoveRecord): Invoice => ({
  id: String(move.id),
  name: move.name ?? 'Draft invoice',
  state: STATES[move.state],
  totals: totalsOf(move),
});

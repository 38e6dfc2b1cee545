import { z } from 'zod';
import type { Invoice, SalesOrder } from '../../model/sales-order.ts';
import { dayOf } from '../../model/time.ts';
import { plannedDate } from './order-origin.ts';
import { AMOUNT_FIELDS, amounts, ids, instantOfOdoo, text, totalsOf } from './parse.ts';

export const orders = z.array(
  z.object({
    id: z.number(),
    name: z.string(),
    state: z.enum(['draft', 'sent', 'sale', 'done', 'cancel']),
    client_order_ref: text,
    origin: text,
    date_order: z.string(),
    write_date: z.string(),
    invoice_ids: ids,
    delivery_status: text,
    ...amounts,
  }),
);
export type OrderRecord = z.output<typeof orders>[number];
export const ORDER_FIELDS: readonly string[] = [
  'name',
  'state',
  'client_order_ref',
  'origin',
  'date_order',
  'write_date',
  'invoice_ids',
  'delivery_status',
  ...AMOUNT_FIELDS,
];

export const isDraft = ({ state }: OrderRecord): boolean => state === 'draft' || state === 'sent';

/** A slow confirmation stamps the order somewhat later than its transaction began. */
const SAME_MOMENT_MS = 120_000;

/** Confirmed, and nothing written since: it still bears the moment of its confirmation, not its own date. */
export function isHalfMade({ state, origin, date_order, write_date }: OrderRecord): boolean {
  const planned = plannedDate(origin);
  if (state !== 'sale' || planned === undefined || planned === date_order) return false;
  const apart = Date.parse(instantOfOdoo(write_date)) - Date.parse(instantOfOdoo(date_order));
  return Math.abs(apart) <= SAME_MOMENT_MS;
}

function stateOf(order: OrderRecord): SalesOrder['state'] {
  if (order.state === 'cancel') return 'cancelled';
  return isDraft(order) || isHalfMade(order) ? 'draft' : 'posted';
}

const RANK = { posted: 0, draft: 1, cancelled: 2 };
const bestOf = (invoices: readonly Invoice[]): Invoice | undefined =>
  invoices.toSorted((a, b) => RANK[a.state] - RANK[b.state])[0];

export const salesOrderOf = (
  order: OrderRecord,
  key: string,
  zone: string,
  invoices: ReadonlyMap<number, Invoice>,
): SalesOrder => ({
  id: String(order.id),
  name: order.name,
  key,
  reference: order.client_order_ref ?? '',
  state: stateOf(order),
  orderDay: dayOf(instantOfOdoo(order.date_order), zone),
  totals: totalsOf(order),
  delivered: order.delivery_status === 'partial' || order.delivery_status === 'full',
  invoice: bestOf(order.invoice_ids.flatMap(id => invoices.get(id) ?? [])),
});

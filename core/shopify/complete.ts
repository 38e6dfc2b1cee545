import { z } from 'zod';
import { SyncError } from '../errors.ts';
import type { Order } from '../model/order.ts';
import type { ShopOrder, UnreadableOrder } from '../ports.ts';
import type { Client } from './client.ts';
import type { Operation, PartVariables } from './operation.ts';
import { orderById, orderLines, orderShipping } from './operations.ts';
import { further } from './pages.ts';
import { line, shippingLine } from './parse-line.ts';
import { parseOrder, type PartialOrder } from './parse-order.ts';
import { page, parsed, unreadable, type Page } from './parse-page.ts';
import { instant } from './parse-time.ts';
import { changing, refundedUnits } from './refunds.ts';

/** An order that changes while its parts are read is read anew this often. */
const ATTEMPTS = 3;

/** Reads what one answer had no room for or does not say: further lines, and what became of the units taken off. */
export async function complete(partial: PartialOrder, client: Client, signal: AbortSignal): Promise<ShopOrder> {
  const { id, name, updatedAt, request } = partial.order;
  let current = partial;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await completed(current, client, signal);
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      if (error.code === 'unreadable-order') return { id, name, updatedAt, unreadable: error, request };
      if (error.code !== 'order-changing' || attempt === ATTEMPTS) throw error;
    }
    const again = await readPartial(id, client, signal);
    if (again === undefined) throw changing(name);
    if ('unreadable' in again) return again;
    current = again;
  }
}

/** Undefined when there is none. */
export async function readPartial(
  id: string,
  client: Client,
  signal: AbortSignal,
): Promise<PartialOrder | UnreadableOrder | undefined> {
  const { data, requestId } = await client.run(orderById, { id }, signal);
  const { order } = parsed(z.object({ order: z.unknown().optional() }), orderById.name, data);
  return order === null || order === undefined
    ? undefined
    : parseOrder(order, { operation: orderById.name, at: ['order'], request: requestId });
}

async function completed(partial: PartialOrder, client: Client, signal: AbortSignal): Promise<Order> {
  const { order, moreLines, moreShipping } = partial;
  const lines = await rest(orderLines, lineParts, order, moreLines, client, signal);
  const shipping = await rest(orderShipping, shippingParts, order, moreShipping, client, signal);
  const whole: Order = { ...order, lines: [...order.lines, ...lines], shipping: [...order.shipping, ...shipping] };
  if (!unitsMayBeRemoved(whole)) return whole;
  const refunded = await refundedUnits(whole, client, signal);
  return {
    ...whole,
    lines: whole.lines.map(one => ({
      ...one,
      refundedQuantity: Math.min(refunded.get(one.id) ?? 0, one.quantity - one.currentQuantity),
    })),
  };
}

/** Only an edit or a cancellation takes units off without a refund. */
const unitsMayBeRemoved = ({ edited, cancelledAt, lines }: Order): boolean =>
  (edited || cancelledAt !== undefined) && lines.some(one => one.currentQuantity < one.quantity);

const lineParts = z
  .object({ order: z.object({ updatedAt: instant, lineItems: page(line) }).nullable() })
  .transform(({ order }) => order && { updatedAt: order.updatedAt, page: order.lineItems });
const shippingParts = z
  .object({ order: z.object({ updatedAt: instant, shippingLines: page(shippingLine) }).nullable() })
  .transform(({ order }) => order && { updatedAt: order.updatedAt, page: order.shippingLines });

async function rest<T>(
  operation: Operation<PartVariables>,
  schema: z.ZodType<{ readonly updatedAt: string; readonly page: Page<T> } | null>,
  { id, name, updatedAt }: Order,
  cursor: string | undefined,
  client: Client,
  signal: AbortSignal,
): Promise<readonly T[]> {
  if (cursor === undefined) return [];
  const found: T[] = [];
  const read = (data: unknown): Page<T> => {
    const result = schema.safeParse(data);
    if (!result.success) throw unreadable(operation.name, result.error, [], 'an order');
    if (result.data?.updatedAt !== updatedAt) throw changing(name);
    return result.data.page;
  };
  for await (const nodes of further({ client, operation, read }, { id, after: cursor }, signal)) found.push(...nodes);
  return found;
}

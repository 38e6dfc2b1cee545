import { z } from 'zod';
import { SyncError } from '../errors.ts';
import type { Order } from '../model/order.ts';
import type { Client } from './client.ts';
import { orderRefunds, refundLines } from './operations.ts';
import { further, runPage } from './pages.ts';
import { page, unreadable, type Page } from './parse-page.ts';
import { instant } from './parse-time.ts';

export const changing = (name: string): SyncError =>
  new SyncError('transient', 'order-changing', `Order ${name} is being changed in Shopify right now.`, {
    system: 'shop',
    nextStep: 'Nothing to do: Counterfoil reads it again.',
  });

const refundedLine = z
  .object({ quantity: z.int().nonnegative(), lineItem: z.object({ id: z.string() }) })
  .transform(({ quantity, lineItem: { id } }) => ({ id, quantity }));
type RefundedLine = z.infer<typeof refundedLine>;

const refundsOf = z.object({
  order: z
    .object({
      updatedAt: instant,
      refunds: z.array(z.object({ id: z.string(), refundLineItems: page(refundedLine) })),
    })
    .nullable(),
});
const linesOf = z.object({ refund: z.object({ refundLineItems: page(refundedLine) }).nullable() });

/** Units that came back through refunds, by order line id. */
export async function refundedUnits(
  order: Order,
  client: Client,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { id } = order;
  const { data } = await runPage(client, orderRefunds, first => ({ id, first }), signal);
  const answer = refundsOf.safeParse(data);
  if (!answer.success) throw unreadable(orderRefunds.name, answer.error, [], 'an order');
  if (answer.data.order?.updatedAt !== order.updatedAt) throw changing(order.name);
  const units = new Map<string, number>();
  const count = (lines: readonly RefundedLine[]): void => {
    for (const { id: lineId, quantity } of lines) units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  };
  for (const refund of answer.data.order.refunds) {
    count(refund.refundLineItems.nodes);
    if (refund.refundLineItems.next === undefined) continue;
    const rest = { id: refund.id, after: refund.refundLineItems.next };
    const read = (more: unknown): Page<RefundedLine> => moreLines(more, order.name);
    for await (const lines of further({ client, operation: refundLines, read }, rest, signal)) count(lines);
  }
  return units;
}

function moreLines(data: unknown, orderName: string): Page<RefundedLine> {
  const answer = linesOf.safeParse(data);
  if (!answer.success) throw unreadable(refundLines.name, answer.error, [], 'an order');
  if (answer.data.refund === null) throw changing(orderName);
  return answer.data.refund.refundLineItems;
}

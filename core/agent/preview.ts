import { previewFlow, type Preview } from '../engine/preview.ts';
import { isEarlierStart } from '../engine/since.ts';
import { importOrders } from '../flows/import-orders/flow.ts';
import type { ImportWrite } from '../flows/import-orders/writes.ts';
import type { JournalView } from '../journal/view.ts';
import type { Order } from '../model/order.ts';
import type { Connection } from './connect.ts';
import { importPolicy } from './policy.ts';
import type { Sides } from './ports.ts';
import { unfinished } from './unfinished.ts';

export type OrderPreview = Preview<Order, ImportWrite>;

/** What a sync would do now, order by order, or one order by id or name. Nothing is sent to either side. */
export async function* previewOrders(
  sides: Sides,
  { shop, erp }: Connection,
  view: JournalView,
  order: string | undefined,
  signal: AbortSignal,
): AsyncIterable<OrderPreview> {
  const flow = importOrders({ shop: sides.shop, erp: sides.erp, policy: importPolicy(sides, shop, erp) });
  const met = new Set<string>();
  for await (const one of previewFlow(flow, view, order, signal)) {
    met.add(one.ref.id);
    yield one;
  }
  if (order !== undefined) return;
  // A sync looks again at what was cut short or mapped since, although the order has not changed.
  const policy = { orders: sides.settings.orders, isEarlier: isEarlierStart(flow, view) };
  for (const id of unfinished(view, sides.mappings.current(), policy, true).filter(one => !met.has(one)))
    yield* previewFlow(flow, view, id, signal);
}

import { previewFlow, type Preview } from '../engine/preview.ts';
import { retryPolicies } from '../engine/retry.ts';
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
export function previewOrders(
  sides: Sides,
  { shop, erp }: Connection,
  view: JournalView,
  order: string | undefined,
  signal: AbortSignal,
): AsyncIterable<OrderPreview> {
  const { clock, mappings, settings, policies = retryPolicies } = sides;
  const flow = importOrders({ shop: sides.shop, erp: sides.erp, policy: importPolicy(sides, shop, erp) });
  // A sync looks again at what was cut short or mapped since, although the order has not changed.
  const policy = { orders: settings.orders, isEarlier: isEarlierStart(flow, view) };
  const request = order === undefined ? { also: unfinished(view, mappings.current(), policy, true) } : { only: order };
  return previewFlow(flow, { view, clock, policies }, request, signal);
}

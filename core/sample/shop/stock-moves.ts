import type { Line, Order } from './order-records.ts';
import type { StockName } from './records.ts';
import type { Store } from './store.ts';

/** Where the goods of a line come from. */
export function locationOfLine(order: Order, lineId: number): number | undefined {
  return order.fulfilmentOrders.find(one => one.lines.some(line => line.lineId === lineId))?.locationId;
}

export function moveLineStock(
  store: Store,
  line: Line,
  locationId: number | undefined,
  changes: Partial<Record<StockName, number>>,
): void {
  const variant = line.variantId === null ? undefined : store.variants.get(line.variantId);
  if (!variant?.tracked || locationId === undefined) return;
  store.moveStock(variant.inventoryItemId, locationId, changes);
}

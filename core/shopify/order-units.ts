import { z } from 'zod';
import type { OrderUnits } from '../model/stock.ts';
import type { Client } from './client.ts';
import {
  fulfillmentLines,
  fulfillmentOrderLines,
  orderFulfillmentOrders,
  orderUnits,
} from './order-units-operations.ts';
import { byIds, further } from './pages.ts';
import { nodesOf, page, parsed, type Page } from './parse-page.ts';

const reference = z.object({ id: z.string() });
const count = z.int().nonnegative();

const lineToSend = z.object({
  remainingQuantity: count,
  inventoryItemId: z.string().nullable(),
  lineItem: reference,
});
const fulfillmentOrder = z.object({
  id: z.string(),
  status: z.string(),
  assignedLocation: z.object({ location: reference.nullable() }),
  lineItems: page(lineToSend),
});
const lineSent = z.object({
  quantity: count.nullable(),
  lineItem: z.object({ id: z.string(), variant: z.object({ inventoryItem: reference }).nullable() }),
});
const fulfillment = z.object({
  id: z.string(),
  status: z.string(),
  location: reference.nullable(),
  fulfillmentLineItems: page(lineSent),
});
const order = z.object({
  id: z.string(),
  cancelledAt: z.string().nullable(),
  fulfillments: z.array(fulfillment),
  fulfillmentOrders: page(fulfillmentOrder),
});
type OrderNode = z.infer<typeof order>;

/** Left the shelf after all: not. */
const notSent = new Set(['CANCELLED', 'ERROR', 'FAILURE']);
/** Nothing is left to send of these, whatever their lines still say. */
const closed = new Set(['CLOSED', 'CANCELLED']);

const nothing: Page<never> = { nodes: [], next: undefined };
const moreOrders = z.object({ order: z.object({ fulfillmentOrders: page(fulfillmentOrder) }).nullable() });
const moreToSend = z.object({ fulfillmentOrder: z.object({ lineItems: page(lineToSend) }).nullable() });
const moreSent = z.object({ fulfillment: z.object({ fulfillmentLineItems: page(lineSent) }).nullable() });

export async function unitsOf(
  orderIds: readonly string[],
  client: Client,
  signal: AbortSignal,
): Promise<readonly OrderUnits[]> {
  const found: OrderUnits[] = [];
  for await (const data of byIds({ client, operation: orderUnits, at: ids => ({ ids }) }, orderIds, signal))
    for (const one of parsed(nodesOf(order), orderUnits.name, data))
      if (one.cancelledAt === null) found.push(...(await unitsOfOrder(one, client, signal)));
  return found;
}

async function unitsOfOrder(
  { id, fulfillments, fulfillmentOrders }: OrderNode,
  client: Client,
  signal: AbortSignal,
): Promise<readonly OrderUnits[]> {
  const units = new Map<string, OrderUnits>();
  const take = (itemId: string | undefined, locationId: string | undefined, open: number, fulfilled: number): void => {
    if (itemId === undefined || locationId === undefined || (open === 0 && fulfilled === 0)) return;
    const at = `${itemId} ${locationId}`;
    const before = units.get(at) ?? { orderId: id, itemId, locationId, open: 0, fulfilled: 0 };
    units.set(at, { ...before, open: before.open + open, fulfilled: before.fulfilled + fulfilled });
  };
  /** By order line: where a fulfillment does not say itself. */
  const assigned = new Map<string, { readonly itemId: string | undefined; readonly locationId: string | undefined }>();

  for (const one of await whole(fulfillmentOrders, orderFulfillmentOrders, id, readOrders, client, signal)) {
    const locationId = one.assignedLocation.location?.id;
    for (const line of await whole(one.lineItems, fulfillmentOrderLines, one.id, readToSend, client, signal)) {
      const itemId = line.inventoryItemId ?? undefined;
      assigned.set(line.lineItem.id, { itemId, locationId });
      take(itemId, locationId, closed.has(one.status) ? 0 : line.remainingQuantity, 0);
    }
  }
  for (const one of fulfillments) {
    if (notSent.has(one.status)) continue;
    for (const line of await whole(one.fulfillmentLineItems, fulfillmentLines, one.id, readSent, client, signal)) {
      const known = assigned.get(line.lineItem.id);
      const itemId = line.lineItem.variant?.inventoryItem.id ?? known?.itemId;
      take(itemId, one.location?.id ?? known?.locationId, 0, line.quantity ?? 0);
    }
  }
  return [...units.values()];
}

const readOrders = (data: unknown) =>
  parsed(moreOrders, orderFulfillmentOrders.name, data).order?.fulfillmentOrders ?? nothing;
const readToSend = (data: unknown) =>
  parsed(moreToSend, fulfillmentOrderLines.name, data).fulfillmentOrder?.lineItems ?? nothing;
const readSent = (data: unknown) =>
  parsed(moreSent, fulfillmentLines.name, data).fulfillment?.fulfillmentLineItems ?? nothing;

async function whole<Node>(
  { nodes, next }: Page<Node>,
  operation: typeof fulfillmentLines,
  id: string,
  read: (data: unknown) => Page<Node>,
  client: Client,
  signal: AbortSignal,
): Promise<readonly Node[]> {
  if (next === undefined) return nodes;
  const all = [...nodes];
  for await (const more of further({ client, operation, read }, { id, after: next }, signal)) all.push(...more);
  return all;
}

import { listConnection, type PageArguments } from '../connection.ts';
import { EVERY, lineAmounts, unitAmounts } from '../figures.ts';
import type { Fulfilment, FulfilmentOrder, FulfilmentOrderLine, Order } from '../order-records.ts';
import { lineView } from './line-view.ts';
import { locationView } from './stock-view.ts';
import { variantView } from './product-view.ts';
import { bagView, gid, time, type Looking, type View } from './view.ts';

export function fulfilmentView(look: Looking, order: Order, one: Fulfilment): View {
  const location = look.store.locations.get(one.locationId);
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', one.id),
    legacyResourceId: String(one.id),
    name: one.name,
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    createdAt: time(one.at),
    updatedAt: time(one.at),
    deliveredAt: null,
    inTransitAt: null,
    estimatedDeliveryAt: null,
    requiresShipping: true,
    totalQuantity: one.lines.reduce((sum, line) => sum + line.quantity, 0),
    location: () => (location ? locationView(look, location) : null),
    service: { handle: 'manual', serviceName: 'Manual' },
    order: () => look.show.order(look, order),
    trackingInfo: (args: { first?: number | null }) => one.tracking.slice(0, args.first ?? one.tracking.length),
    fulfillmentLineItems: (args: PageArguments) =>
      listConnection(one.lines, args, sent => fulfilmentLineView(look, order, sent)),
    fulfillmentOrders: (args: PageArguments) =>
      listConnection(
        order.fulfilmentOrders.filter(each => one.fulfilmentOrderIds.includes(each.id)),
        args,
        each => fulfilmentOrderView(look, order, each),
      ),
  };
}

function fulfilmentLineView(look: Looking, order: Order, sent: Fulfilment['lines'][number]): View {
  const line = order.lines.find(each => each.id === sent.lineId);
  const amounts = () => {
    if (!line) return null;
    return sent.quantity === line.units.length
      ? lineAmounts(line, EVERY)
      : unitAmounts(
          line,
          line.units.map((_unit, i) => i < sent.quantity),
        );
  };
  return {
    __typename: 'FulfillmentLineItem',
    id: gid('FulfillmentLineItem', sent.id),
    quantity: sent.quantity,
    lineItem: () => (line ? lineView(look, order, line) : null),
    discountedTotalSet: () => bagView(order, amounts()?.net ?? { shop: 0, presentment: 0 }),
    originalTotalSet: () => bagView(order, amounts()?.original ?? { shop: 0, presentment: 0 }),
  };
}

export function fulfilmentOrderView(look: Looking, order: Order, one: FulfilmentOrder): View {
  const location = look.store.locations.get(one.locationId);
  const open = one.status === 'OPEN' || one.status === 'IN_PROGRESS';
  return {
    __typename: 'FulfillmentOrder',
    id: gid('FulfillmentOrder', one.id),
    orderId: gid('Order', order.id),
    orderName: order.name,
    orderProcessedAt: time(order.processedAt),
    order: () => look.show.order(look, order),
    status: one.status,
    requestStatus: 'UNSUBMITTED',
    createdAt: time(one.createdAt),
    updatedAt: time(one.updatedAt),
    fulfillAt: time(one.createdAt),
    fulfillBy: null,
    assignedLocation: () => ({
      name: location?.name ?? '',
      address1: location?.address1 ?? null,
      city: location?.city ?? null,
      zip: location?.zip ?? null,
      countryCode: look.store.settings.countryCode,
      location: location ? locationView(look, location) : null,
    }),
    deliveryMethod: () => ({
      id: gid('DeliveryMethod', one.id),
      methodType: one.method,
      presentedName: order.shipping[0]?.title ?? null,
    }),
    supportedActions: open ? [{ action: 'CREATE_FULFILLMENT', externalUrl: null }] : [],
    fulfillmentHolds: [],
    lineItems: (args: PageArguments) =>
      listConnection(one.lines, args, line => fulfilmentOrderLineView(look, order, line)),
    fulfillments: (args: PageArguments) =>
      listConnection(
        order.fulfilments.filter(each => each.fulfilmentOrderIds.includes(one.id)),
        args,
        each => fulfilmentView(look, order, each),
      ),
  };
}

function fulfilmentOrderLineView(look: Looking, order: Order, part: FulfilmentOrderLine): View {
  const line = order.lines.find(each => each.id === part.lineId);
  const variant = line?.variantId == null ? undefined : look.store.variants.get(line.variantId);
  return {
    __typename: 'FulfillmentOrderLineItem',
    id: gid('FulfillmentOrderLineItem', part.id),
    totalQuantity: part.total,
    remainingQuantity: part.remaining,
    sku: line?.sku ?? null,
    productTitle: line?.title ?? '',
    variantTitle: line?.variantTitle ?? null,
    vendor: line?.vendor ?? null,
    requiresShipping: line?.requiresShipping ?? false,
    inventoryItemId: variant ? gid('InventoryItem', variant.inventoryItemId) : null,
    lineItem: () => (line ? lineView(look, order, line) : null),
    variant: () => (variant ? variantView(look, variant) : null),
    warnings: [],
  };
}

import { fulfil, type Parcel } from '../fulfil-order.ts';
import type { FulfilmentOrder, Order, Tracking } from '../order-records.ts';
import type { ApiRequest } from '../request.ts';
import { fulfilmentView } from '../views/fulfilment-view.ts';
import { idOf } from '../views/view.ts';
import { problem } from './payload.ts';

interface FulfillmentArguments {
  readonly fulfillment: {
    readonly lineItemsByFulfillmentOrder: readonly {
      readonly fulfillmentOrderId: string;
      readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null;
    }[];
    readonly trackingInfo?: {
      readonly company?: string | null;
      readonly number?: string | null;
      readonly numbers?: readonly string[] | null;
      readonly url?: string | null;
      readonly urls?: readonly string[] | null;
    } | null;
  };
}

type Found = { readonly order: Order; readonly fulfilmentOrder: FulfilmentOrder };

/** One order and one location a call, as Shopify demands. There is no idempotency key: a repeat fulfils again or fails. */
export function fulfillmentCreate(request: ApiRequest, args: FulfillmentArguments) {
  const found: Found[] = [];
  const parcels: Parcel[] = [];
  for (const wanted of args.fulfillment.lineItemsByFulfillmentOrder) {
    const one = find(request, wanted.fulfillmentOrderId);
    if (!one) return refused('Fulfillment order does not exist.');
    const { fulfilmentOrder } = one;
    if (fulfilmentOrder.status !== 'OPEN' && fulfilmentOrder.status !== 'IN_PROGRESS') {
      const status = fulfilmentOrder.status.toLowerCase();
      return refused(`Fulfillment order ${fulfilmentOrder.id} has an unfulfillable status= ${status}.`);
    }
    const parcel = parcelOf(fulfilmentOrder, wanted.fulfillmentOrderLineItems ?? []);
    if (!parcel) return refused('Invalid fulfillment order line item quantity requested.');
    found.push(one);
    parcels.push(parcel);
  }
  const first = found[0];
  if (!first) return refused('At least one fulfillment order is required.');
  if (found.some(one => one.order.id !== first.order.id)) {
    return refused('All fulfillment orders must be in the same order.');
  }
  if (found.some(one => one.fulfilmentOrder.locationId !== first.fulfilmentOrder.locationId)) {
    return refused('All fulfillment orders must be assigned to a single location.');
  }
  const { order, fulfilment } = fulfil(request.store, first.order, parcels, trackingOf(args.fulfillment.trackingInfo));
  return { fulfillment: fulfilmentView(request, order, fulfilment), userErrors: [] };
}

const refused = (message: string) => ({ fulfillment: null, userErrors: [problem(['fulfillment'], message)] });

function find(request: ApiRequest, global: string): Found | undefined {
  const id = idOf('FulfillmentOrder', global);
  for (const order of request.store.allOrders()) {
    const fulfilmentOrder = order.fulfilmentOrders.find(one => one.id === id);
    if (fulfilmentOrder && request.visible(order)) return { order, fulfilmentOrder };
  }
  return undefined;
}

function parcelOf(
  one: FulfilmentOrder,
  wanted: readonly { readonly id: string; readonly quantity: number }[],
): Parcel | null {
  if (wanted.length === 0) {
    const rest = one.lines.filter(line => line.remaining > 0);
    return { fulfilmentOrderId: one.id, lines: rest.map(line => ({ lineId: line.lineId, quantity: line.remaining })) };
  }
  const lines = [];
  for (const each of wanted) {
    const line = one.lines.find(own => own.id === idOf('FulfillmentOrderLineItem', each.id));
    if (!line || each.quantity < 1 || each.quantity > line.remaining) return null;
    lines.push({ lineId: line.lineId, quantity: each.quantity });
  }
  return { fulfilmentOrderId: one.id, lines };
}

function trackingOf(said: FulfillmentArguments['fulfillment']['trackingInfo']): Tracking[] {
  if (!said) return [];
  const numbers = said.numbers ?? [said.number ?? null];
  return numbers.map((number, i) => ({
    company: said.company ?? null,
    number,
    url: said.urls?.[i] ?? said.url ?? null,
  }));
}

import { unfulfilled } from './figures.ts';
import type { Fulfilment, FulfilmentOrder, Order, Tracking } from './order-records.ts';
import { moveLineStock } from './stock-moves.ts';
import type { Store } from './store.ts';

export interface Parcel {
  readonly fulfilmentOrderId: number;
  readonly lines: readonly { readonly lineId: number; readonly quantity: number }[];
}

/** One fulfilment of parts of an order's fulfilment orders at one location; the caller has checked the quantities. */
export function fulfil(
  store: Store,
  order: Order,
  parcels: readonly Parcel[],
  tracking: readonly Tracking[],
): { order: Order; fulfilment: Fulfilment } {
  const at = store.second();
  const shipped = parcels.flatMap(parcel => parcel.lines);
  const locationId = order.fulfilmentOrders.find(one => one.id === parcels[0]?.fulfilmentOrderId)?.locationId ?? 0;
  const fulfilment: Fulfilment = {
    id: store.nextId(),
    name: `${order.name}-F${order.fulfilments.length + 1}`,
    at,
    locationId,
    fulfilmentOrderIds: parcels.map(parcel => parcel.fulfilmentOrderId),
    tracking,
    lines: shipped.map(one => ({ id: store.nextId(), ...one })),
  };
  for (const one of shipped) {
    const line = order.lines.find(each => each.id === one.lineId);
    if (line) moveLineStock(store, line, locationId, { committed: -one.quantity });
  }
  const next: Order = {
    ...order,
    updatedAt: at,
    lines: order.lines.map(line => {
      const quantity = shipped.filter(one => one.lineId === line.id).reduce((sum, one) => sum + one.quantity, 0);
      return quantity === 0 ? line : { ...line, fulfilled: line.fulfilled + quantity };
    }),
    fulfilmentOrders: order.fulfilmentOrders.map(one => {
      const parcel = parcels.find(each => each.fulfilmentOrderId === one.id);
      return parcel ? afterParcel(one, parcel, at) : one;
    }),
    fulfilments: [...order.fulfilments, fulfilment],
  };
  return { order: store.putOrder(next), fulfilment };
}

function afterParcel(one: FulfilmentOrder, parcel: Parcel, at: number): FulfilmentOrder {
  const lines = one.lines.map(line => {
    const sent = parcel.lines.filter(each => each.lineId === line.lineId).reduce((sum, each) => sum + each.quantity, 0);
    return { ...line, remaining: line.remaining - sent };
  });
  const open = lines.some(line => line.remaining > 0);
  return { ...one, lines, status: open ? 'IN_PROGRESS' : 'CLOSED', updatedAt: at };
}

/** Everything still to be sent, one parcel a fulfilment order. */
export function allOpen(order: Order): Parcel[] {
  return order.fulfilmentOrders
    .filter(one => one.status === 'OPEN' || one.status === 'IN_PROGRESS')
    .map(one => ({
      fulfilmentOrderId: one.id,
      lines: one.lines
        .filter(line => line.remaining > 0)
        .map(line => ({ lineId: line.lineId, quantity: line.remaining })),
    }))
    .filter(parcel => parcel.lines.length > 0);
}

/** Takes units that leave the order out of what is still to be sent; an emptied fulfilment order is closed. */
export function withdraw(order: Order, taken: ReadonlyMap<number, number>, at: number): FulfilmentOrder[] {
  const left = new Map(taken);
  return order.fulfilmentOrders.map(one => {
    if (!one.lines.some(line => (left.get(line.lineId) ?? 0) > 0 && line.remaining > 0)) return one;
    const lines = one.lines.map(line => {
      const off = Math.min(left.get(line.lineId) ?? 0, line.remaining);
      left.set(line.lineId, (left.get(line.lineId) ?? 0) - off);
      return { ...line, total: line.total - off, remaining: line.remaining - off };
    });
    const open = lines.some(line => line.remaining > 0);
    const sent = lines.some(line => line.total > 0);
    return { ...one, lines, status: open ? one.status : sent ? 'CLOSED' : 'CANCELLED', updatedAt: at };
  });
}

export const isOpen = (order: Order): boolean => order.lines.some(line => unfulfilled(line) > 0);

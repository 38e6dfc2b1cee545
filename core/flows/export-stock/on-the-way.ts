import type { ShopStock } from '../../goods-ports.ts';
import { instantOf } from '../../model/time.ts';
import { noUnits, type UnitsOnTheWay } from './pair.ts';
import type { JournaledOrders, UnpostedOrder } from './policy.ts';

const keyOf = (itemId: string, locationId: string): string => `${itemId} ${locationId}`;

export type OnTheWay = (itemId: string, locationId: string) => UnitsOnTheWay;

/**
 * What orders take of which level while the ERP does not know of them: those that the journal has as not posted, and those that Shopify
 * tells of and the journal does not know yet.
 * @param before what the journal knew before the ERP was read: what was posted since, the ERP did not count either
 */
export async function readOnTheWay(
  shop: Pick<ShopStock, 'orderIdsSince' | 'unitsOf'>,
  before: JournaledOrders,
  now: JournaledOrders,
  signal: AbortSignal,
): Promise<OnTheWay> {
  const orders = new Map<string, UnpostedOrder>();
  for (const order of [...before.unposted, ...now.unposted]) orders.set(order.id, order);
  for (const id of await shop.orderIdsSince(now.since ?? instantOf(0), signal))
    if (!orders.has(id) && !now.isSettled(id)) orders.set(id, { id, name: 'a new order', leftOut: false });
  const units = new Map<string, UnitsOnTheWay>();
  const taken = orders.size === 0 ? [] : await shop.unitsOf([...orders.keys()], signal);
  for (const { orderId, itemId, locationId, open, fulfilled } of taken) {
    const order = orders.get(orderId);
    if (order === undefined || (open === 0 && fulfilled === 0)) continue;
    const key = keyOf(itemId, locationId);
    const so = units.get(key) ?? noUnits;
    units.set(
      key,
      order.leftOut
        ? { ...so, leftOut: so.leftOut + open }
        : {
            ...so,
            open: so.open + open,
            fulfilled: so.fulfilled + fulfilled,
            orders: so.orders.includes(order.name) ? so.orders : [...so.orders, order.name],
          },
    );
  }
  return (itemId, locationId) => units.get(keyOf(itemId, locationId)) ?? noUnits;
}

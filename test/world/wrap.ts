import { SyncError } from '../../core/errors.ts';
import type { Order } from '../../core/model/order.ts';
import type { SalesOrder } from '../../core/model/sales-order.ts';
import type { AgentDeps } from '../../core/agent/ports.ts';
import type { ShopOrder } from '../../core/ports.ts';

export type WholeShop = AgentDeps['shop'];
export type WholeErp = AgentDeps['erp'];

/** The same port with some verbs replaced; the rest, getters too, stay the port's own. */
export function withVerbs<T extends object>(port: T, verbs: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const own: unknown = Reflect.get(verbs, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** A shop that shows each order as `change` makes it, undefined: not at all. */
export function showing(shop: WholeShop, change: (order: Order) => ShopOrder | undefined): WholeShop {
  const shown = (order: ShopOrder): ShopOrder | undefined => ('unreadable' in order ? order : change(order));
  return withVerbs(shop, {
    ordersUpdatedSince: async function* (since, signal) {
      for await (const page of shop.ordersUpdatedSince(since, signal)) yield page.flatMap(order => shown(order) ?? []);
    },
    order: async (ref, signal) => {
      const order = await shop.order(ref, signal);
      return order && shown(order);
    },
  });
}

/** An ERP that shows each sales order as `change` makes it. */
export const holding = (erp: WholeErp, change: (held: SalesOrder) => SalesOrder): WholeErp =>
  withVerbs(erp, {
    findSalesOrders: async (...args) => (await erp.findSalesOrders(...args)).map(change),
  });

/** What an ERP that is away throws. */
export const noAnswer = () =>
  new SyncError('transient', 'erp-unreachable', 'The ERP does not answer.', { system: 'erp' });

/** An ERP that never answers for the sales orders in this set. */
export const silentFor = (names: ReadonlySet<string>) => (erp: WholeErp) =>
  withVerbs(erp, {
    draftSalesOrder: (draft, signal) =>
      names.has(draft.reference) ? Promise.reject(noAnswer()) : erp.draftSalesOrder(draft, signal),
  });

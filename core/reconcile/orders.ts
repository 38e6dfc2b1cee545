import { chargedLines } from '../flows/import-orders/lines.ts';
import { ownTaxTotal } from '../flows/import-orders/totals.ts';
import { orderKey } from '../flows/import-orders/keys.ts';
import { add, subtract, zero } from '../model/money.ts';
import type { MoneySide, Order } from '../model/order.ts';
import { sameTotals, type SalesOrder, type Totals } from '../model/sales-order.ts';
import { dayOf, type Day } from '../model/time.ts';

export type DaySide = Totals & { readonly count: number };

/** One day in one currency, both sides read fresh, independent of what the journal believes. */
export type DayComparison = {
  readonly day: Day;
  readonly currency: string;
  readonly shop: DaySide;
  readonly erp: DaySide;
  readonly agrees: boolean;
};

export type Difference =
  | { readonly kind: 'absent'; readonly order: string; readonly shop: Totals }
  /** The ERP's is cancelled, the shop's is not. */
  | { readonly kind: 'cancelled'; readonly order: string; readonly document: string; readonly shop: Totals }
  /** A second document for one order. */
  | { readonly kind: 'doubled'; readonly order: string; readonly document: string; readonly erp: Totals }
  | { readonly kind: 'unknown'; readonly document: string; readonly erp: Totals }
  | {
      readonly kind: 'other-totals';
      readonly order: string;
      readonly document: string;
      readonly shop: Totals;
      readonly erp: Totals;
    }
  | {
      readonly kind: 'other-day';
      readonly order: string;
      readonly document: string;
      readonly shop: Day;
      readonly erp: Day;
    };

export type OrdersComparison = { readonly days: readonly DayComparison[]; readonly differences: readonly Difference[] };

type Reading = { readonly day: Day; readonly totals: Totals };

const bookedTotals = (order: Order, side: MoneySide): Totals => {
  const tax = ownTaxTotal(order, chargedLines(order, side), side);
  return { net: subtract(order.total[side], tax), tax, gross: order.total[side] };
};

function sumUp(readings: readonly Reading[], currency: string): DaySide {
  const start: DaySide = { count: 0, net: zero(currency), tax: zero(currency), gross: zero(currency) };
  return readings.reduce(
    ({ count, net, tax, gross }, { totals }) => ({
      count: count + 1,
      net: add(net, totals.net),
      tax: add(tax, totals.tax),
      gross: add(gross, totals.gross),
    }),
    start,
  );
}

function byDay(shop: readonly Reading[], erp: readonly Reading[]): readonly DayComparison[] {
  const slots = [...new Set([...shop, ...erp].map(({ day, totals }) => `${day} ${totals.gross.currency}`))].toSorted();
  return slots.map(slot => {
    const [day = '', currency = ''] = slot.split(' ');
    const inSlot = (one: Reading): boolean => one.day === day && one.totals.gross.currency === currency;
    const sides = { shop: sumUp(shop.filter(inSlot), currency), erp: sumUp(erp.filter(inSlot), currency) };
    return {
      day,
      currency,
      ...sides,
      agrees: sides.shop.count === sides.erp.count && sameTotals(sides.shop, sides.erp),
    };
  });
}

/**
 * Compares orders of both sides by reference. Archived and cancelled orders count like all others (ORD-10); leave out of
 * `orders` what is not for the books. Every difference names its record.
 */
export function compareOrders(
  orders: readonly Order[],
  documents: readonly SalesOrder[],
  zone: string,
  side: MoneySide,
): OrdersComparison {
  const byKey = new Map<string, readonly SalesOrder[]>();
  for (const document of documents) byKey.set(document.key, [...(byKey.get(document.key) ?? []), document]);
  const byId = new Map(orders.map(order => [orderKey(order.id), order]));
  /** A document cancelled for an order that still stands is no sale. */
  const isUndone = ({ key, state }: SalesOrder): boolean =>
    state === 'cancelled' && byId.get(key)?.cancelledAt === undefined;
  const differences = orders.flatMap((order): readonly Difference[] => {
    const shop = bookedTotals(order, side);
    const [document, ...others] = byKey.get(orderKey(order.id)) ?? [];
    if (document === undefined) return [{ kind: 'absent', order: order.name, shop }];
    const names = { order: order.name, document: document.name };
    if (isUndone(document)) return [{ kind: 'cancelled', ...names, shop }];
    const day = dayOf(order.processedAt, zone);
    return [
      ...(sameTotals(shop, document.totals)
        ? []
        : [{ kind: 'other-totals', ...names, shop, erp: document.totals } as const]),
      ...(day === document.orderDay
        ? []
        : [{ kind: 'other-day', ...names, shop: day, erp: document.orderDay } as const]),
      ...others.map(
        other => ({ kind: 'doubled', order: order.name, document: other.name, erp: other.totals }) as const,
      ),
    ];
  });
  const unknown = documents
    .filter(document => !byId.has(document.key))
    .map(document => ({ kind: 'unknown', document: document.name, erp: document.totals }) as const);
  return {
    days: byDay(
      orders.map(order => ({ day: dayOf(order.processedAt, zone), totals: bookedTotals(order, side) })),
      documents
        .filter(document => !isUndone(document))
        .map(document => ({ day: document.orderDay, totals: document.totals })),
    ),
    differences: [...differences, ...unknown],
  };
}

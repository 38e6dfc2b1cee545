import { figures, financialStatus, fulfilmentStatus } from './figures.ts';
import { fault } from './graphql-fault.ts';
import type { Place } from './connection.ts';
import type { Order } from './order-records.ts';
import { flagFilter, idFilter, textFilter, timeFilter, tokenFilter } from './filters.ts';
import type { Filters } from './search.ts';

const SHIPPED: Readonly<Record<string, string>> = {
  shipped: 'FULFILLED',
  unshipped: 'UNFULFILLED',
  partial: 'PARTIALLY_FULFILLED',
};

/** The `query` filters of orders. Nothing is left out unless it is filtered: closed and cancelled orders come too. */
export function orderFilters(timeZone: string, now: () => number): Filters<Order> {
  return {
    default: tokenFilter(order => [order.name, order.email, ...order.lines.map(line => line.sku)]),
    id: idFilter(order => order.id),
    name: textFilter(order => [order.name, order.name.replace('#', '')]),
    updated_at: timeFilter(order => order.updatedAt, timeZone, now),
    created_at: timeFilter(order => order.createdAt, timeZone, now),
    processed_at: timeFilter(order => order.processedAt, timeZone, now),
    customer_id: idFilter(order => order.customerId ?? -1),
    email: textFilter(order => [order.email]),
    source_name: textFilter(order => [order.sourceName]),
    discount_code: textFilter(order => order.discounts.filter(one => one.kind === 'code').map(one => one.name)),
    tag: textFilter(order => order.tags),
    sku: tokenFilter(order => order.lines.map(line => line.sku)),
    test: flagFilter(order => order.test),
    financial_status: (order, _comparator, value) => value === 'any' || financialStatus(order).toLowerCase() === value,
    fulfillment_status: (order, _comparator, value) => {
      const status = fulfilmentStatus(order);
      return value === 'any' || status === (SHIPPED[value] ?? value.toUpperCase());
    },
    status: (order, _comparator, value) => {
      if (value === 'open') return order.closedAt === null && order.cancelledAt === null;
      if (value === 'closed') return order.closedAt !== null && order.cancelledAt === null;
      if (value === 'cancelled') return order.cancelledAt !== null;
      return value === 'not_closed' ? order.closedAt === null : true;
    },
  };
}

const PLACES: Readonly<Record<string, (order: Order) => number | string>> = {
  ID: order => order.id,
  RELEVANCE: order => order.id,
  UPDATED_AT: order => order.updatedAt,
  CREATED_AT: order => order.createdAt,
  PROCESSED_AT: order => order.processedAt,
  ORDER_NUMBER: order => order.number,
  TOTAL_PRICE: order => figures(order).sold.total.shop,
  CURRENT_TOTAL_PRICE: order => figures(order).current.total.shop,
  FINANCIAL_STATUS: financialStatus,
  FULFILLMENT_STATUS: fulfilmentStatus,
  PO_NUMBER: order => order.poNumber ?? '',
};

export function orderPlace(sortKey: string): (order: Order) => Place {
  const value = PLACES[sortKey];
  if (!value) throw fault('NOT_IMPLEMENTED', `The sample shop cannot sort orders by ${sortKey}.`);
  return order => ({ value: value(order), id: order.id });
}

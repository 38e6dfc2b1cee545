import { listConnection, type PageArguments } from '../connection.ts';
import { bag, plus, type Bag } from '../money.ts';
import type { Order, Refund, RefundLine } from '../order-records.ts';
import { lineView } from './line-view.ts';
import { transactionView } from './payment-view.ts';
import { shippingView } from './shipping-view.ts';
import { locationView } from './stock-view.ts';
import { bagView, gid, time, type Looking, type View } from './view.ts';

export function refundView(look: Looking, order: Order, refund: Refund): View {
  const transactions = order.transactions.filter(one => refund.transactionIds.includes(one.id));
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: String(refund.id),
    createdAt: time(refund.at),
    processedAt: time(refund.at),
    updatedAt: time(refund.at),
    note: refund.note,
    return: null,
    duties: [],
    order: () => look.show.order(look, order),
    totalRefundedSet: () => bagView(order, plus(...transactions.map(one => one.amount))),
    refundLineItems: (args: PageArguments) =>
      listConnection(refund.lines, args, one => refundLineView(look, order, one)),
    refundShippingLines: (args: PageArguments) =>
      listConnection(refund.shipping, args, one => {
        const shipping = order.shipping.find(each => each.id === one.shippingId);
        return {
          id: gid('RefundShippingLine', one.id),
          shippingLine: shipping && shippingView(order, shipping),
          subtotalAmountSet: bagView(order, one.subtotal),
          taxAmountSet: bagView(order, one.tax),
        };
      }),
    orderAdjustments: (args: PageArguments) =>
      listConnection(refund.adjustments, args, one => ({
        id: gid('OrderAdjustment', one.id),
        reason: one.reason,
        amountSet: bagView(order, one.amount),
        taxAmountSet: bagView(order, { shop: 0, presentment: 0 }),
      })),
    transactions: (args: PageArguments) => listConnection(transactions, args, one => transactionView(look, order, one)),
  };
}

function refundLineView(look: Looking, order: Order, one: RefundLine): View {
  const line = order.lines.find(each => each.id === one.lineId);
  const location = one.locationId === null ? undefined : look.store.locations.get(one.locationId);
  const price = (): Bag => bag(side => (one.quantity === 0 ? 0 : Math.round(one.subtotal[side] / one.quantity)));
  return {
    __typename: 'RefundLineItem',
    id: gid('RefundLineItem', one.id),
    quantity: one.quantity,
    restockType: one.restockType,
    restocked: one.restockType !== 'NO_RESTOCK',
    location: () => (location ? locationView(look, location) : null),
    lineItem: () => (line ? lineView(look, order, line) : null),
    priceSet: () => bagView(order, price()),
    subtotalSet: () => bagView(order, one.subtotal),
    totalTaxSet: () => bagView(order, plus(...one.taxes.map(tax => tax.amount))),
  };
}

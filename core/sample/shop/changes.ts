import { cancelInput, editInput, fulfilInput, refundInput } from './change-input.ts';
import type { CancelOrderInput, EditOrderInput, FulfilOrderInput, RefundOrderInput } from './change-input.ts';
import { edit } from './edit-order.ts';
import { locationNamed } from './find-goods.ts';
import { findLine, type Which } from './find-line.ts';
import { CURRENT, financialStatus, payments, quantity, unfulfilled } from './figures.ts';
import { allOpen, fulfil, isOpen, type Parcel } from './fulfil-order.ts';
import { isZero } from './money.ts';
import { bagOf } from './order-price.ts';
import { placeInput, type PlaceOrderInput } from './place-input.ts';
import { InputProblem } from './input-problem.ts';
import { composeOrder } from './place-order.ts';
import type { Order, Transaction } from './order-records.ts';
import { refund, type RefundPlan } from './refund-order.ts';
import { moveLineStock, locationOfLine } from './stock-moves.ts';
import type { Store } from './store.ts';

/** What happens in the shop, said by a person or a test. Each parses its input, changes the store and returns the order. */

export function placeOrder(store: Store, input: PlaceOrderInput): Order {
  const said = placeInput.parse(input);
  const order = composeOrder(store, said);
  for (const line of order.lines) {
    const count = line.units.length;
    moveLineStock(store, line, locationOfLine(order, line.id), { available: -count, committed: count });
  }
  store.putOrder(order);
  return said.walkIn || said.fulfilled ? fulfil(store, order, allOpen(order), []).order : order;
}

export function editOrder(store: Store, order: Order, input: EditOrderInput): Order {
  return edit(store, order, editInput.parse(input));
}

export function refundOrder(store: Store, order: Order, input: RefundOrderInput): Order {
  const said = refundInput.parse(input);
  const currencies = { shop: order.currency, presentment: order.presentmentCurrency, rate: order.rate };
  const lines: RefundPlan['lines'] = said.all
    ? order.lines
        .map(line => ({ lineId: line.id, quantity: quantity(line, CURRENT), restockType: null, locationId: null }))
        .filter(line => line.quantity > 0)
    : said.lines.map((one, i) => ({
        lineId: findLine(order, one, `lines.${i}`).id,
        quantity: one.quantity,
        restockType: one.restock ?? null,
        locationId: one.location === undefined ? null : locationNamed(store, one.location, `lines.${i}.location`).id,
      }));
  const shipping: RefundPlan['shipping'] =
    said.all || said.shipping === true ? 'all' : said.shipping === false ? null : bagOf(said.shipping, currencies);
  const paid = said.amount === undefined ? null : bagOf(said.amount, currencies);
  const { received, refunded } = payments(order);
  if (paid && paid.shop > received.shop - refunded.shop) {
    throw new InputProblem('amount', 'is more than was received and not yet paid back');
  }
  if (lines.length === 0 && shipping === null && paid === null)
    throw new InputProblem('lines', 'or shipping, amount or all is needed');
  const plan = { lines, shipping, paid, reason: said.reason, note: said.note ?? null };
  return refund(store, order, plan).order;
}

export function cancelOrder(store: Store, order: Order, input: CancelOrderInput = {}): Order {
  const said = cancelInput.parse(input);
  if (order.cancelledAt !== null) throw new InputProblem('order', 'is already cancelled');
  if (order.lines.some(line => line.fulfilled > 0))
    throw new InputProblem('order', 'is fulfilled and cannot be cancelled');
  const plan: RefundPlan = {
    lines: order.lines.map(line => ({
      lineId: line.id,
      quantity: quantity(line, CURRENT),
      restockType: said.restock ? 'CANCEL' : 'NO_RESTOCK',
      locationId: null,
    })),
    shipping: 'all',
    paid: said.refund ? null : { shop: 0, presentment: 0 },
    reason: 'REFUND_DISCREPANCY',
    note: said.note ?? null,
  };
  const refunded = refund(store, order, plan).order;
  const at = store.second();
  const { authorized } = payments(refunded);
  const held = refunded.transactions.find(one => one.kind === 'AUTHORIZATION');
  const voided: Transaction[] =
    isZero(authorized) || !held
      ? []
      : [{ ...held, id: store.nextId(), kind: 'VOID', parentId: held.id, amount: authorized, at }];
  return store.putOrder({
    ...refunded,
    transactions: [...refunded.transactions, ...voided],
    cancelledAt: at,
    closedAt: at,
    cancelReason: said.reason,
    staffNote: said.note ?? null,
    updatedAt: at,
  });
}

export function fulfilOrder(store: Store, order: Order, input: FulfilOrderInput = {}): Order {
  const said = fulfilInput.parse(input);
  const tracking = said.tracking
    ? [{ company: said.tracking.company ?? null, number: said.tracking.number ?? null, url: said.tracking.url ?? null }]
    : [];
  const parcels = said.lines.length === 0 ? allOpen(order) : chosenParcels(order, said.lines);
  if (parcels.length === 0) throw new InputProblem('order', 'has nothing left to fulfil');
  let next = order;
  for (const parcel of parcels) next = fulfil(store, next, [parcel], tracking).order;
  return said.archive ? archiveOrder(store, next) : next;
}

/** Shopify does this by itself once an order is paid and fulfilled; the order stays readable. */
export function archiveOrder(store: Store, order: Order): Order {
  const at = store.second();
  return store.putOrder({ ...order, closedAt: at, updatedAt: at });
}

/** The money of a pending or authorized order arrives. */
export function payOrder(store: Store, order: Order): Order {
  const { outstanding } = payments(order);
  if (isZero(outstanding)) throw new InputProblem('order', 'has nothing left to pay');
  const at = store.second();
  const held = order.transactions.find(one => one.kind === 'AUTHORIZATION' || one.status === 'PENDING');
  const captured = held?.kind === 'AUTHORIZATION';
  const payment: Transaction = {
    id: store.nextId(),
    kind: captured ? 'CAPTURE' : 'SALE',
    status: 'SUCCESS',
    gateway: held?.gateway ?? 'shopify_payments',
    amount: outstanding,
    parentId: held?.id ?? null,
    test: order.test,
    locationId: null,
    at,
  };
  return store.putOrder({ ...order, transactions: [...order.transactions, payment], updatedAt: at });
}

export const isSettled = (order: Order): boolean => !isOpen(order) && financialStatus(order) === 'PAID';

function chosenParcels(order: Order, lines: readonly Which[]): Parcel[] {
  const parcels = new Map<number, { lineId: number; quantity: number }[]>();
  for (const [i, which] of lines.entries()) {
    const line = findLine(order, which, `lines.${i}`);
    if (which.quantity > unfulfilled(line))
      throw new InputProblem(`lines.${i}.quantity`, 'is more than is left to fulfil');
    const holder = order.fulfilmentOrders.find(one =>
      one.lines.some(each => each.lineId === line.id && each.remaining >= which.quantity),
    );
    if (!holder) throw new InputProblem(`lines.${i}`, 'has no open fulfilment order');
    parcels.set(holder.id, [...(parcels.get(holder.id) ?? []), { lineId: line.id, quantity: which.quantity }]);
  }
  return [...parcels].map(([fulfilmentOrderId, own]) => ({ fulfilmentOrderId, lines: own }));
}

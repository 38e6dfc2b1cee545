import { CURRENT, quantity } from '../figures.ts';
import { bag, exchange, toMinor, type Bag } from '../money.ts';
import { bagOf } from '../order-price.ts';
import type { AdjustmentReason, Order, RefundLine } from '../order-records.ts';
import { refund, type RefundPlan } from '../refund-order.ts';
import type { ApiRequest } from '../request.ts';
import { orderView } from '../views/order-view.ts';
import { refundView } from '../views/refund-view.ts';
import { idOf } from '../views/view.ts';
import { findOrder, problem } from './payload.ts';

interface RefundInput {
  readonly orderId: string;
  readonly currency?: string | null;
  readonly note?: string | null;
  readonly discrepancyReason?: 'CUSTOMER' | 'DAMAGE' | 'OTHER' | 'RESTOCK' | null;
  readonly refundLineItems?:
    | readonly {
        readonly lineItemId: string;
        readonly quantity: number;
        readonly restockType?: RefundLine['restockType'] | null;
        readonly locationId?: string | null;
      }[]
    | null;
  readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null;
  readonly transactions?: readonly { readonly amount: string; readonly parentId?: string | null }[] | null;
}

/** Money goes back only through `transactions`; without them the goods are refunded and nothing is paid. */
export function refundCreate(request: ApiRequest, args: { readonly input: RefundInput }) {
  const { input } = args;
  const order = findOrder(request, input.orderId);
  if (!order) return refused(['orderId'], 'Order does not exist');
  if (order.presentmentCurrency !== order.currency && input.currency == null) {
    return refused(['currency'], 'Currency is required when the presentment currency differs from the shop currency.');
  }
  if (input.currency != null && input.currency !== order.presentmentCurrency) {
    return refused(['currency'], `Currency must be the presentment currency ${order.presentmentCurrency}.`);
  }
  const lines = (input.refundLineItems ?? []).map(one => ({
    lineId: idOf('LineItem', one.lineItemId) ?? -1,
    quantity: one.quantity,
    restockType: one.restockType ?? 'NO_RESTOCK',
    locationId: idOf('Location', one.locationId),
  }));
  for (const [i, one] of lines.entries()) {
    const line = order.lines.find(each => each.id === one.lineId);
    if (!line) return refused(['refundLineItems', String(i), 'lineItemId'], 'Line item does not exist');
    if (one.quantity > quantity(line, CURRENT)) {
      return refused(
        ['refundLineItems', String(i), 'quantity'],
        'Quantity cannot refund more items than were purchased',
      );
    }
  }
  const payments = input.transactions ?? [];
  const paid = payments.reduce((sum, one) => sum + toMinor(one.amount, order.presentmentCurrency), 0);
  const parentId = idOf('OrderTransaction', payments[0]?.parentId);
  if (payments.length > 0 && parentId === null)
    return refused(['transactions', '0', 'parentId'], 'Parent transaction is required');
  if (paid > refundable(order, parentId)) {
    return refused(['transactions'], 'Refund amount cannot be greater than the amount that is available to refund');
  }
  const plan: RefundPlan = {
    lines,
    shipping: shippingOf(order, input),
    paid: inBothCurrencies(order, paid),
    parentId,
    reason: reasonOf(input.discrepancyReason),
    note: input.note ?? null,
  };
  const made = refund(request.store, order, plan);
  return {
    refund: refundView(request, made.order, made.refund),
    order: orderView(request, made.order),
    userErrors: [],
  };
}

function refundable(order: Order, parentId: number | null): number {
  const parent = order.transactions.find(one => one.id === parentId && one.status === 'SUCCESS');
  if (!parent || (parent.kind !== 'SALE' && parent.kind !== 'CAPTURE')) return 0;
  const before = order.transactions.filter(one => one.parentId === parent.id && one.kind === 'REFUND');
  return before.reduce((left, one) => left - one.amount.presentment, parent.amount.presentment);
}

/** Refunds are said in the customer's currency; the shop's side follows at the order's own rate. */
function inBothCurrencies(order: Order, presentment: number): Bag {
  if (order.currency === order.presentmentCurrency) return bag(() => presentment);
  const inverse = exchange(
    presentment,
    order.presentmentCurrency,
    order.currency,
    (1 / Number(order.rate)).toFixed(12),
  );
  return { shop: inverse, presentment };
}

function shippingOf(order: Order, input: RefundInput): RefundPlan['shipping'] {
  if (!input.shipping) return null;
  if (input.shipping.fullRefund === true) return 'all';
  if (input.shipping.amount == null) return null;
  const currencies = { shop: order.currency, presentment: order.presentmentCurrency, rate: order.rate };
  return order.currency === order.presentmentCurrency
    ? bagOf(input.shipping.amount, currencies)
    : inBothCurrencies(order, toMinor(input.shipping.amount, order.presentmentCurrency));
}

function reasonOf(reason: RefundInput['discrepancyReason']): AdjustmentReason {
  return reason == null || reason === 'OTHER' ? 'REFUND_DISCREPANCY' : reason;
}

const refused = (field: readonly string[], message: string) => ({
  refund: null,
  order: null,
  userErrors: [problem(field, message)],
});

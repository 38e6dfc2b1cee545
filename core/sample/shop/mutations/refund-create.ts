import { CURRENT, quantity } from '../figures.ts';
import { bag, exchange, toMinor, type Bag } from '../money.ts';
import { bagOf } from '../order-price.ts';
import type { AdjustmentReason, Order, RefundLine } from '../order-records.ts';
import { refund, refundable, type PaidBack, type RefundPlan } from '../refund-order.ts';
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
  const paid: PaidBack[] = [];
  for (const [i, one] of (input.transactions ?? []).entries()) {
    const payment = order.transactions.find(each => each.id === idOf('OrderTransaction', one.parentId));
    if (!payment) return refused(['transactions', String(i), 'parentId'], 'Parent transaction is required');
    const amount = toMinor(one.amount, order.presentmentCurrency);
    const before = paid.filter(each => each.parentId === payment.id).map(each => each.amount.presentment);
    const rest = refundable(order, payment);
    const free = rest.presentment - before.reduce((a, b) => a + b, 0);
    if (amount > free) {
      return refused(['transactions'], 'Refund amount cannot be greater than the amount that is available to refund');
    }
    // All that is left of a payment is all of both its sides, whatever the rate rounds to.
    const whole = amount === rest.presentment;
    paid.push({ parentId: payment.id, amount: whole ? rest : inBothCurrencies(order, amount) });
  }
  const plan: RefundPlan = {
    lines,
    shipping: shippingOf(order, input),
    paid,
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

import { payments, shippingAmounts, unfulfilled, unitAmounts } from './figures.ts';
import { withdraw } from './fulfil-order.ts';
import { lineSale, refundAgreement } from './ledger.ts';
import { bag, isZero, minus, NO_MONEY, plus, rounded, type Bag } from './money.ts';
import type {
  AdjustmentReason,
  Line,
  Order,
  Refund,
  RefundLine,
  Sale,
  Shipping,
  Transaction,
} from './order-records.ts';
import { Big } from 'big.js';
import { locationOfLine, moveLineStock } from './stock-moves.ts';
import type { Store } from './store.ts';

export interface RefundPlan {
  readonly lines: readonly {
    readonly lineId: number;
    readonly quantity: number;
    readonly restockType: RefundLine['restockType'] | null;
    readonly locationId: number | null;
  }[];
  /** What of the shipping goes back (with its tax when prices include tax); 'all' is what is left of it. */
  readonly shipping: Bag | 'all' | null;
  /** What is really paid back: of each payment named, or a sum from the payments in turn; null: what Shopify suggests. */
  readonly paid: Bag | readonly PaidBack[] | null;
  readonly reason: AdjustmentReason;
  readonly note: string | null;
}

export interface PaidBack {
  readonly parentId: number;
  readonly amount: Bag;
}

/** Refunds units and shipping, pays back, and books the difference between both as an order adjustment. */
export function refund(store: Store, order: Order, plan: RefundPlan): { order: Order; refund: Refund } {
  const at = store.second();
  const lines: Line[] = [...order.lines];
  const refundLines: RefundLine[] = [];
  const sales: Sale[] = [];
  const withdrawn = new Map<number, number>();
  for (const one of plan.lines) {
    const index = lines.findIndex(line => line.id === one.lineId);
    const line = lines[index];
    if (!line) continue;
    const chosen = lastKept(line, one.quantity);
    const count = chosen.filter(Boolean).length;
    if (count === 0) continue;
    const amounts = unitAmounts(line, chosen);
    const unsent = Math.min(unfulfilled(line), count);
    const restockType = one.restockType ?? (unsent > 0 ? 'CANCEL' : 'NO_RESTOCK');
    const locationId = restockType === 'NO_RESTOCK' ? null : (one.locationId ?? locationOfLine(order, line.id) ?? null);
    lines[index] = {
      ...line,
      units: line.units.map((unit, i) => (chosen[i] ? 'refunded' : unit)),
      unfulfillable: line.unfulfillable + unsent,
    };
    withdrawn.set(line.id, unsent);
    moveLineStock(store, line, locationOfLine(order, line.id), { committed: -unsent });
    if (locationId !== null) moveLineStock(store, line, locationId, { available: count });
    refundLines.push({
      id: store.nextId(),
      lineId: line.id,
      quantity: count,
      restockType,
      locationId,
      subtotal: amounts.net,
      taxes: amounts.taxes,
      discount: amounts.discount,
    });
    sales.push(lineSale(order, store.nextId, line, 'RETURN', amounts, -count));
  }
  const shipped = refundShipping(store, order, plan.shipping);
  const suggested = suggestedFor(order, refundLines, shipped.lines);
  const transactions = payBack(store, order, plan.paid ?? suggested, at);
  const returned = plus(...transactions.map(one => one.amount));
  const difference = minus(suggested, returned);
  const made: Refund = {
    id: store.nextId(),
    at,
    note: plan.note,
    lines: refundLines,
    shipping: shipped.lines,
    adjustments: isZero(difference) ? [] : [{ id: store.nextId(), reason: plan.reason, amount: difference }],
    transactionIds: transactions.map(one => one.id),
  };
  const next: Order = {
    ...order,
    updatedAt: at,
    lines,
    shipping: shipped.shipping,
    transactions: [...order.transactions, ...transactions],
    refunds: [...order.refunds, made],
    fulfilmentOrders: withdraw(order, withdrawn, at),
    agreements: [...order.agreements, refundAgreement(order, made, sales, store.nextId)],
  };
  return { order: store.putOrder(next), refund: made };
}

/** The last units still kept go first, so that what remains keeps the odd pennies. */
export function lastKept(line: Line, count: number): boolean[] {
  let left = count;
  return line.units
    .map((unit, i) => ({ unit, i }))
    .toReversed()
    .map(({ unit }) => {
      if (unit !== 'kept' || left === 0) return false;
      left -= 1;
      return true;
    })
    .toReversed();
}

/** Never more than what was received and not yet paid back: a refund of an unpaid order pays nothing. */
function suggestedFor(order: Order, lines: readonly RefundLine[], shipping: Refund['shipping']): Bag {
  const goods = plus(...lines.map(line => line.subtotal), ...shipping.map(one => one.subtotal));
  const tax = plus(...lines.flatMap(line => line.taxes.map(one => one.amount)), ...shipping.map(one => one.tax));
  const whole = order.taxesIncluded ? goods : plus(goods, tax);
  const { received, refunded } = payments(order);
  return bag(side => Math.max(0, Math.min(whole[side], received[side] - refunded[side])));
}

function refundShipping(
  store: Store,
  order: Order,
  wanted: RefundPlan['shipping'],
): { shipping: readonly Shipping[]; lines: Refund['shipping'] } {
  const [first, ...rest] = order.shipping;
  if (wanted === null || !first) return { shipping: order.shipping, lines: [] };
  const left = shippingAmounts(first, true);
  const subtotal = wanted === 'all' ? left.price : bag(side => Math.min(wanted[side], left.price[side]));
  if (isZero(subtotal)) return { shipping: order.shipping, lines: [] };
  const leftTax = plus(...left.taxes.map(tax => tax.amount));
  const tax = bag(side =>
    subtotal[side] === left.price[side]
      ? leftTax[side]
      : rounded(new Big(leftTax[side]).times(subtotal[side]).div(left.price[side])),
  );
  const after = { ...first, refunded: plus(first.refunded, subtotal), refundedTax: plus(first.refundedTax, tax) };
  return { shipping: [after, ...rest], lines: [{ id: store.nextId(), shippingId: first.id, subtotal, tax }] };
}

function payBack(store: Store, order: Order, paid: Bag | readonly PaidBack[], at: number): Transaction[] {
  const shares = 'shop' in paid ? inTurn(order, paid) : paid;
  return shares.flatMap(({ parentId, amount }) => {
    const payment = order.transactions.find(one => one.id === parentId);
    if (!payment || isZero(amount)) return [];
    return [{ ...payment, id: store.nextId(), kind: 'REFUND' as const, parentId, amount, at }];
  });
}

function inTurn(order: Order, paid: Bag): PaidBack[] {
  let left = paid;
  return order.transactions.map(payment => {
    const free = refundable(order, payment);
    const amount = bag(side => Math.min(left[side], free[side]));
    left = minus(left, amount);
    return { parentId: payment.id, amount };
  });
}

/** What of a payment was received and has not gone back. */
export function refundable(order: Order, payment: Transaction): Bag {
  if (payment.status !== 'SUCCESS' || (payment.kind !== 'SALE' && payment.kind !== 'CAPTURE')) return NO_MONEY;
  const before = order.transactions.filter(one => one.parentId === payment.id && one.kind === 'REFUND');
  return minus(payment.amount, plus(...before.map(one => one.amount)));
}

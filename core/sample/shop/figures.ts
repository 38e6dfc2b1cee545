import { bag, isZero, minus, NO_MONEY, plus, unitShare, type Bag } from './money.ts';
import type { Line, Order, Shipping, TaxLine, Unit } from './order-records.ts';

/** Sums over an order's parts. Nothing here rounds: every part was rounded once, when it was priced or split by unit. */

export type Counts = (unit: Unit) => boolean;
export const EVERY: Counts = () => true;
/** After edits, before returns. */
export const SOLD: Counts = unit => unit !== 'removed';
/** After edits and returns. */
export const CURRENT: Counts = unit => unit === 'kept';

export interface LineAmounts {
  readonly original: Bag;
  readonly discount: Bag;
  /** After all discounts; includes tax when the order's prices do. */
  readonly net: Bag;
  readonly taxes: readonly TaxLine[];
}

/** What the chosen units of a line bear. */
export function lineAmounts(line: Line, counts: Counts): LineAmounts {
  return unitAmounts(line, line.units.map(counts));
}

export function unitAmounts(line: Line, chosen: readonly boolean[]): LineAmounts {
  const count = chosen.filter(Boolean).length;
  const original = bag(side => line.unitPrice[side] * count);
  const share = (whole: Bag): Bag => shareOf(whole, chosen, count);
  const discount = plus(...line.allocations.map(one => share(one.amount)));
  const taxes = line.taxes.map(tax => ({ ...tax, amount: share(tax.amount) }));
  return { original, discount, net: minus(original, discount), taxes };
}

function shareOf(whole: Bag, chosen: readonly boolean[], count: number): Bag {
  if (count === 0) return NO_MONEY;
  if (count === chosen.length) return whole;
  return bag(side =>
    chosen.reduce((sum, take, unit) => (take ? sum + unitShare(whole[side], chosen.length, unit) : sum), 0),
  );
}

export const quantity = (line: Line, counts: Counts): number => line.units.filter(counts).length;

export function shippingAmounts(shipping: Shipping, current: boolean): { price: Bag; taxes: readonly TaxLine[] } {
  const price = minus(shipping.price, plus(...shipping.allocations.map(one => one.amount)));
  if (!current || isZero(shipping.refunded)) return { price, taxes: shipping.taxes };
  const [first, ...rest] = shipping.taxes;
  const taxes = first ? [{ ...first, amount: minus(first.amount, shipping.refundedTax) }, ...rest] : [];
  return { price: minus(price, shipping.refunded), taxes };
}

export interface Figures {
  readonly subtotal: Bag;
  readonly discounts: Bag;
  readonly shipping: Bag;
  readonly tax: Bag;
  readonly total: Bag;
  readonly taxLines: readonly TaxLine[];
}

const remembered = new WeakMap<Order, { sold: Figures; current: Figures }>();

/** `sold` is after edits and before returns; `current` is after both. */
export function figures(order: Order): { sold: Figures; current: Figures } {
  const known = remembered.get(order);
  if (known) return known;
  const both = { sold: figuresOf(order, SOLD, false), current: figuresOf(order, CURRENT, true) };
  remembered.set(order, both);
  return both;
}

function figuresOf(order: Order, counts: Counts, current: boolean): Figures {
  const lines = order.lines.filter(line => line.kind !== 'tip').map(line => lineAmounts(line, counts));
  const shippings = order.shipping.map(one => shippingAmounts(one, current));
  const taxLines = mergeTaxes([
    ...lines.flatMap(line => line.taxes),
    ...shippings.flatMap(one => one.taxes),
    ...order.fees.flatMap(fee => fee.taxes),
  ]);
  const subtotal = plus(...lines.map(line => line.net));
  const shipping = plus(...shippings.map(one => one.price));
  const fees = plus(...order.fees.map(fee => fee.price));
  const tax = plus(...taxLines.map(line => line.amount));
  const discounts = plus(
    ...lines.map(line => line.discount),
    ...order.shipping.flatMap(one => one.allocations.map(allocation => allocation.amount)),
  );
  const total = plus(subtotal, shipping, fees, tips(order, counts), order.taxesIncluded ? NO_MONEY : tax);
  return { subtotal, discounts, shipping, tax, total, taxLines };
}

export function tips(order: Order, counts: Counts): Bag {
  return plus(...order.lines.filter(line => line.kind === 'tip').map(line => lineAmounts(line, counts).net));
}

/** One tax line for each title and rate, as on an order. */
function mergeTaxes(taxes: readonly TaxLine[]): TaxLine[] {
  const merged = new Map<string, TaxLine>();
  for (const tax of taxes) {
    const key = `${tax.title} ${tax.rate} ${tax.channelLiable}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, amount: plus(known.amount, tax.amount) } : tax);
  }
  return [...merged.values()];
}

export interface Payments {
  readonly received: Bag;
  readonly refunded: Bag;
  readonly authorized: Bag;
  readonly outstanding: Bag;
  readonly discrepancy: Bag;
}

export function payments(order: Order): Payments {
  const sum = (...kinds: readonly string[]): Bag =>
    plus(
      ...order.transactions.filter(one => one.status === 'SUCCESS' && kinds.includes(one.kind)).map(one => one.amount),
    );
  const received = sum('SALE', 'CAPTURE');
  const refunded = sum('REFUND');
  const discrepancy = plus(...order.refunds.flatMap(refund => refund.adjustments.map(one => one.amount)));
  const authorized = minus(sum('AUTHORIZATION'), plus(sum('CAPTURE'), sum('VOID')));
  const due = figures(order).current.total;
  // Goodwill is not owed back by the customer, a kept part is not owed to them.
  const outstanding = order.cancelledAt ? NO_MONEY : plus(minus(due, minus(received, refunded)), discrepancy);
  return { received, refunded, authorized, outstanding, discrepancy };
}

export function financialStatus(order: Order): string {
  const { received, refunded, authorized } = payments(order);
  const total = figures(order).sold.total.shop;
  if (refunded.shop > 0) return refunded.shop >= received.shop ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  if (received.shop === 0 && order.transactions.some(one => one.kind === 'VOID')) return 'VOIDED';
  if (authorized.shop > 0) return 'AUTHORIZED';
  if (received.shop >= total) return 'PAID';
  return received.shop > 0 ? 'PARTIALLY_PAID' : order.cancelledAt ? 'VOIDED' : 'PENDING';
}

export const unfulfilled = (line: Line): number =>
  line.kind === 'tip' ? 0 : line.units.length - line.fulfilled - line.unfulfillable;

export function fulfilmentStatus(order: Order): string {
  const lines = order.lines.filter(line => line.kind !== 'tip');
  const open = lines.reduce((sum, line) => sum + unfulfilled(line), 0);
  const done = lines.reduce((sum, line) => sum + line.fulfilled, 0);
  if (open > 0) return done > 0 ? 'PARTIALLY_FULFILLED' : 'UNFULFILLED';
  if (done > 0) return 'FULFILLED';
  return order.refunds.some(refund => refund.lines.some(line => line.restockType !== 'NO_RESTOCK'))
    ? 'RESTOCKED'
    : 'UNFULFILLED';
}

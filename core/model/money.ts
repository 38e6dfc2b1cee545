import { Big } from 'big.js';

/** An exact decimal with its currency (ISO 4217). `amount` is canonical: at least the currency's own digits, "14.90". */
export type Money = { readonly amount: string; readonly currency: string };

const digitsByCurrency = new Map<string, number>();

/** Digits of the currency's smallest unit, from the platform's CLDR: GBP 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  digitsByCurrency.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

function of(value: Big, currency: string): Money {
  const digits = minorDigits(currency);
  const exact = value.toFixed();
  const point = exact.indexOf('.');
  const decimals = point < 0 ? 0 : exact.length - point - 1;
  if (decimals >= digits) return { amount: exact, currency };
  const padding = '0'.repeat(digits - decimals);
  return { amount: point < 0 ? `${exact}.${padding}` : `${exact}${padding}`, currency };
}

/** @throws when `amount` is no decimal number. Numbers must be whole: a binary float is not money. */
export function money(amount: string | bigint, currency: string): Money {
  return of(new Big(amount.toString()), currency);
}

export const zero = (currency: string): Money => money('0', currency);

function same(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new RangeError(`Cannot mix ${a.currency} and ${b.currency}`);
  return a.currency;
}

export const add = (a: Money, b: Money): Money => of(new Big(a.amount).plus(b.amount), same(a, b));
export const subtract = (a: Money, b: Money): Money => of(new Big(a.amount).minus(b.amount), same(a, b));
export const negate = (a: Money): Money => of(new Big(a.amount).times(-1), a.currency);
export const absolute = (a: Money): Money => of(new Big(a.amount).abs(), a.currency);
export const times = (a: Money, factor: number | string): Money => of(new Big(a.amount).times(factor), a.currency);
export const sum = (items: readonly Money[], currency: string): Money => items.reduce(add, zero(currency));

/** Exact to `decimals` digits (half up), for an ERP that wants a unit price rather than a line total. */
export const dividedBy = (a: Money, divisor: number, decimals: number): string =>
  new Big(a.amount).div(divisor).round(decimals, Big.roundHalfUp).toFixed();

/** Half away from zero to the currency's smallest unit, as Shopify and most ERPs round. */
export const rounded = (a: Money): Money =>
  of(new Big(a.amount).round(minorDigits(a.currency), Big.roundHalfUp), a.currency);

export const compare = (a: Money, b: Money): -1 | 0 | 1 => (same(a, b), new Big(a.amount).cmp(b.amount));
export const equals = (a: Money, b: Money): boolean => compare(a, b) === 0;
export const isZero = (a: Money): boolean => !/[1-9]/.test(a.amount);
export const isNegative = (a: Money): boolean => new Big(a.amount).lt(0);

/**
 * Splits `total` by `weights` so that the parts add up exactly: every part is rounded down to the smallest unit and the
 * indivisible units go one at a time from the first part with a weight on, as Shopify spreads its discounts.
 */
export function allocate(total: Money, weights: readonly (number | string)[]): readonly Money[] {
  const { currency } = total;
  const digits = minorDigits(currency);
  const unit = new Big(10).pow(-digits);
  const sign = isNegative(total) ? -1 : 1;
  const whole = new Big(total.amount).abs();
  const weightSum = weights.reduce<Big>((at, weight) => at.plus(weight), new Big(0));
  if (weightSum.eq(0)) return weights.map((_, index) => (index === 0 ? total : zero(currency)));
  const shares = weights.map(weight => whole.times(weight).div(weightSum).round(digits, Big.roundDown));
  let rest = shares.reduce((at, share) => at.minus(share), whole);
  const parts = shares.map((share, index) => {
    if (rest.lt(unit) || new Big(weights[index] ?? 0).eq(0)) return share;
    rest = rest.minus(unit);
    return share.plus(unit);
  });
  const bearer = weights.findIndex(weight => !new Big(weight).eq(0));
  return parts.map((part, index) => money((index === bearer ? part.plus(rest) : part).times(sign).toFixed(), currency));
}

import { Big } from 'big.js';

/** An amount in both of an order's currencies, in minor units (pence, cents, whole yen). */
export interface Bag {
  readonly shop: number;
  readonly presentment: number;
}

export const NO_MONEY: Bag = { shop: 0, presentment: 0 };

const digitsOf = new Map<string, number>();

/** How many decimals a currency has: GBP 2, JPY and ISK 0, KWD 3. */
function currencyDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

/** Minor units of a decimal amount, rounded half up. */
export function toMinor(amount: string | number | Big, currency: string): number {
  return rounded(new Big(amount).times(new Big(10).pow(currencyDigits(currency))));
}

/** Shopify's Decimal: no trailing zeros, but at least one digit after the point ("55.0", "14.9"). */
export function decimalText(minor: number, currency: string): string {
  const [whole, fraction] = parts(minor, currencyDigits(currency));
  return `${whole}.${fraction.replace(/0+$/, '') || '0'}`;
}

/** Shopify's older Money scalar keeps two digits ("14.90"). */
export function moneyText(minor: number, currency: string): string {
  const [whole, fraction] = parts(minor, currencyDigits(currency));
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

function parts(minor: number, digits: number): [whole: string, fraction: string] {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const cut = text.length - digits;
  return [(minor < 0 ? '-' : '') + text.slice(0, cut), text.slice(cut)];
}

export function rounded(amount: Big): number {
  return Number(amount.round(0, Big.roundHalfUp).toString());
}

export function portion(minor: number, rate: string): number {
  return rounded(new Big(minor).times(rate));
}

/** The tax on an amount: inside it when prices include tax, on top of it when not. Rounded to the penny. */
export function taxOn(minor: number, rate: string, included: boolean): number {
  if (minor === 0) return 0;
  const share = new Big(minor).times(rate);
  return rounded(included ? share.div(new Big(rate).plus(1)) : share);
}

export function exchange(minor: number, from: string, to: string, rate: string): number {
  return toMinor(new Big(minor).div(new Big(10).pow(currencyDigits(from))).times(rate), to);
}

/** Splits an amount over weights; the indivisible pennies go one each from the first. Never more than a weight. */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const amount = Math.min(total, sum);
  const shares = weights.map(weight =>
    Number(new Big(amount).times(weight).div(sum).round(0, Big.roundDown).toString()),
  );
  let left = amount - shares.reduce((a, b) => a + b, 0);
  while (left > 0) {
    for (let i = 0; i < shares.length && left > 0; i += 1) {
      if ((shares[i] ?? 0) >= (weights[i] ?? 0)) continue;
      shares[i] = (shares[i] ?? 0) + 1;
      left -= 1;
    }
  }
  return shares;
}

/** What one unit of a line bears of a line's amount; the first units bear the odd pennies. */
export function unitShare(total: number, quantity: number, unit: number): number {
  const base = Math.trunc(total / quantity);
  const odd = Math.abs(total - base * quantity);
  return base + (unit < odd ? Math.sign(total) : 0);
}

export const bag = (side: (side: 'shop' | 'presentment') => number): Bag => ({
  shop: side('shop'),
  presentment: side('presentment'),
});

export const plus = (...bags: readonly Bag[]): Bag => bag(side => bags.reduce((sum, one) => sum + one[side], 0));
export const minus = (a: Bag, b: Bag): Bag => bag(side => a[side] - b[side]);
export const negative = (a: Bag): Bag => bag(side => 0 - a[side]);
export const isZero = (a: Bag): boolean => a.shop === 0 && a.presentment === 0;

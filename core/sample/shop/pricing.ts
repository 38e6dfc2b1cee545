import { allocate, portion, taxOn } from './money.ts';

/** Shopify's rules for one side of the money (shop or presentment), in minor units: discounts first, then tax by line. */

export interface PricedLine {
  readonly unit: number;
  readonly quantity: number;
  /** An automatic discount of the line itself, as a rate ("0.15"). */
  readonly discountRate: string | null;
  readonly taxRates: readonly string[];
  /** Tips bear no discount. */
  readonly discountable: boolean;
}

export interface OrderDiscount {
  readonly rate: string | null;
  readonly amount: number;
}

export interface LineFigures {
  readonly lineDiscount: number;
  readonly orderDiscount: number;
  readonly taxes: readonly number[];
}

export function priceLines(
  lines: readonly PricedLine[],
  discount: OrderDiscount | null,
  taxesIncluded: boolean,
): LineFigures[] {
  const own = lines.map(line =>
    line.discountRate === null ? 0 : portion(line.unit * line.quantity, line.discountRate),
  );
  const left = lines.map((line, i) => (line.discountable ? line.unit * line.quantity - (own[i] ?? 0) : 0));
  const shared = discount === null ? lines.map(() => 0) : allocate(wholeDiscount(discount, left), left);
  return lines.map((line, i) => {
    const net = line.unit * line.quantity - (own[i] ?? 0) - (shared[i] ?? 0);
    return {
      lineDiscount: own[i] ?? 0,
      orderDiscount: shared[i] ?? 0,
      taxes: line.taxRates.map(rate => taxOn(net, rate, taxesIncluded)),
    };
  });
}

function wholeDiscount(discount: OrderDiscount, left: readonly number[]): number {
  if (discount.rate === null) return discount.amount;
  return portion(
    left.reduce((a, b) => a + b, 0),
    discount.rate,
  );
}

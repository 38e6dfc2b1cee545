import { bag, exchange, toMinor, type Bag } from './money.ts';
import { priceLines, type LineFigures, type OrderDiscount, type PricedLine } from './pricing.ts';
import type { Allocation, TaxLine } from './order-records.ts';

/** Both sides of an order's money. Each side is priced by the same rules on its own, so that each adds up to the penny. */
export interface Currencies {
  readonly shop: string;
  readonly presentment: string;
  readonly rate: string;
}

export function bagOf(shopDecimal: string, currencies: Currencies): Bag {
  return bagFrom(toMinor(shopDecimal, currencies.shop), currencies);
}

export function bagFrom(shopMinor: number, currencies: Currencies): Bag {
  if (currencies.shop === currencies.presentment) return { shop: shopMinor, presentment: shopMinor };
  return {
    shop: shopMinor,
    presentment: exchange(shopMinor, currencies.shop, currencies.presentment, currencies.rate),
  };
}

export interface LineToPrice extends Omit<PricedLine, 'unit' | 'taxRates'> {
  readonly unit: Bag;
  readonly taxes: readonly { readonly title: string; readonly rate: string }[];
  readonly channelLiable: boolean;
  /** The index of the line's own discount among the order's discounts. */
  readonly application: number | null;
}

export interface PricedOrderLine {
  readonly allocations: readonly Allocation[];
  readonly taxes: readonly TaxLine[];
}

export function priceBothSides(
  lines: readonly LineToPrice[],
  discount: { readonly application: number; readonly rate: string | null; readonly amount: Bag } | null,
  taxesIncluded: boolean,
): PricedOrderLine[] {
  const priced = (side: 'shop' | 'presentment'): LineFigures[] => {
    const shared: OrderDiscount | null = discount && { rate: discount.rate, amount: discount.amount[side] };
    const own = lines.map(line => ({ ...line, unit: line.unit[side], taxRates: line.taxes.map(tax => tax.rate) }));
    return priceLines(own, shared, taxesIncluded);
  };
  const sides = { shop: priced('shop'), presentment: priced('presentment') };
  const figure = (i: number, pick: (figures: LineFigures) => number): Bag =>
    bag(side => {
      const figures = sides[side][i];
      return figures ? pick(figures) : 0;
    });
  return lines.map((line, i) => {
    const own = figure(i, one => one.lineDiscount);
    const shared = figure(i, one => one.orderDiscount);
    const allocations: Allocation[] = [];
    if (line.application !== null) allocations.push({ application: line.application, amount: own });
    if (discount && (shared.shop !== 0 || shared.presentment !== 0)) {
      allocations.push({ application: discount.application, amount: shared });
    }
    return {
      allocations,
      taxes: line.taxes.map((tax, t) => ({
        ...tax,
        channelLiable: line.channelLiable,
        amount: figure(i, one => one.taxes[t] ?? 0),
      })),
    };
  });
}

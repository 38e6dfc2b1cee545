import { absolute, add, compare, isZero, money, subtract, sum, type Money } from '../../model/money.ts';
import type { MoneySide, Order } from '../../model/order.ts';
import type { Totals } from '../../model/sales-order.ts';
import type { OrderSettings } from '../../model/settings.ts';
import { balanceTax, chargedLines, type ChargedLine } from './lines.ts';

/** What the books must show for the order: Shopify's total, of which `tax` is the shop's own liability. */
export function chargedTotals(order: Order, lines: readonly ChargedLine[], side: MoneySide): Totals {
  const gross = order.total[side];
  const tax = sum(
    lines.flatMap(line => line.taxes.map(one => one.amount)),
    gross.currency,
  );
  return { net: subtract(gross, tax), tax, gross };
}

/** What the lines add up to by themselves. */
export function sumOfLines(lines: readonly ChargedLine[], taxesIncluded: boolean, currency: string): Totals {
  const amounts = sum(
    lines.map(line => line.amount),
    currency,
  );
  const tax = sum(
    lines.flatMap(line => line.taxes.map(one => one.amount)),
    currency,
  );
  const gross = taxesIncluded ? amounts : add(amounts, tax);
  return { net: subtract(gross, tax), tax, gross };
}

/** Shopify's own order-level tax less the marketplace's part; the lines' taxes must add up to it. */
export function ownTaxTotal(order: Order, lines: readonly ChargedLine[], side: MoneySide): Money {
  const channel = lines.filter(line => line.role === 'marketplace-tax').map(line => line.amount);
  return subtract(order.totalTax[side], sum(channel, order.totalTax[side].currency));
}

/** The order's lines as they are posted, and compared with what is posted. */
export function chargedLinesOf(
  order: Order,
  { moneySide, roundingTolerance }: Pick<OrderSettings, 'moneySide' | 'roundingTolerance'>,
): readonly ChargedLine[] {
  const lines = chargedLines(order, moneySide);
  return balanceTax(lines, ownTaxTotal(order, lines, moneySide), roundingTolerance);
}

export type Settlement =
  | { readonly kind: 'equal' }
  /** `amount` makes the other side's gross Shopify's. */
  | { readonly kind: 'adjust'; readonly amount: Money }
  | { readonly kind: 'refuse'; readonly difference: Money };

/**
 * The rounding rule (DESIGN rule 5): equal, or one adjustment up to the tolerance, or refused. Tax may differ by no more than
 * the tolerance either: a tax difference is never hidden behind an equal total.
 */
export function settle(expected: Totals, actual: Totals, tolerance: string): Settlement {
  const limit = money(tolerance, expected.gross.currency);
  const within = (a: Money, b: Money) => compare(absolute(subtract(a, b)), limit) <= 0;
  const difference = subtract(expected.gross, actual.gross);
  if (!within(expected.gross, actual.gross)) return { kind: 'refuse', difference };
  if (!within(expected.tax, actual.tax)) return { kind: 'refuse', difference: subtract(expected.tax, actual.tax) };
  return isZero(difference) ? { kind: 'equal' } : { kind: 'adjust', amount: difference };
}

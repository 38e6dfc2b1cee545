import { Big } from 'big.js';
import {
  add,
  dividedBy,
  equals,
  minorDigits,
  money,
  rounded,
  subtract,
  sum,
  times,
  type Money,
} from '../../model/money.ts';
import type { DraftLine, RoundingLine, SalesOrderDraft } from '../../model/sales-order.ts';
import type { OrderLineRecord, SalesOrderRecord } from './documents.ts';
import type { Company } from './masters.ts';
import { refuse } from './refuse.ts';

export type Figures = Pick<SalesOrderRecord, 'lines' | 'taxes' | 'totals'>;
type Mode = Pick<Company, 'taxAmounts' | 'taxRounding'>;
type TaxSum = { readonly code: string; readonly rate: string; readonly base: Money; readonly amount: Money };

/** The document's figures from its lines. The totals a draft asks for are not looked at. */
export function figuresOf(draft: SalesOrderDraft, rounding: RoundingLine | undefined, mode: Mode): Figures {
  const { currency, pricesIncludeTax } = draft;
  const held = draft.lines.map(line =>
    mode.taxAmounts === 'as-given' ? asGiven(line, pricesIncludeTax) : computed(line, pricesIncludeTax),
  );
  const lines = rounding === undefined ? held : [...held, roundingLine(rounding)];
  const perDocument = mode.taxAmounts === 'computed' && mode.taxRounding === 'document';
  const taxes = taxSums(lines, currency).map(tax =>
    perDocument ? { ...tax, amount: rounded(times(tax.base, tax.rate)) } : tax,
  );
  const net = sum(
    lines.map(line => money(line.net, currency)),
    currency,
  );
  const tax = sum(
    taxes.map(one => one.amount),
    currency,
  );
  return {
    lines,
    taxes: taxes.map(one => ({ ...one, base: one.base.amount, amount: one.amount.amount })),
    totals: { net: net.amount, tax: tax.amount, gross: add(net, tax).amount },
  };
}

function asGiven(line: DraftLine, pricesIncludeTax: boolean): OrderLineRecord {
  const { unitPrice, discount, amount, quantity, taxes } = line;
  if (!equals(subtract(times(unitPrice, quantity), discount), amount))
    throw refuse(
      'line-does-not-add-up',
      `The line "${line.description}" does not add up: ${quantity} x ${unitPrice.amount} - ${discount.amount} is not ${amount.amount}.`,
      'Report this; nothing was posted.',
    );
  const tax = sum(
    taxes.map(one => one.amount),
    amount.currency,
  );
  return {
    ...named(line),
    unitPrice: unitPrice.amount,
    discount: discount.amount,
    net: (pricesIncludeTax ? subtract(amount, tax) : amount).amount,
    taxes: taxes.map(one => ({ code: one.code, rate: one.rate, amount: one.amount.amount })),
  };
}

/** As the many ERPs do that hold a net unit price in pence: 14.90 gross at 10 % becomes 13.55 and 1.36, which is 14.91. */
function computed(line: DraftLine, pricesIncludeTax: boolean): OrderLineRecord {
  const { currency } = line.amount;
  const rate = line.taxes.reduce((at, tax) => at.plus(tax.rate), new Big(0));
  const factor = pricesIncludeTax ? rate.plus(1).toNumber() : 1;
  const without = (price: Money): Money => money(dividedBy(price, factor, minorDigits(currency)), currency);
  const unitPrice = without(line.unitPrice);
  const discount = without(line.discount);
  const net = subtract(times(unitPrice, line.quantity), discount);
  return {
    ...named(line),
    unitPrice: unitPrice.amount,
    discount: discount.amount,
    net: net.amount,
    taxes: line.taxes.map(tax => ({ code: tax.code, rate: tax.rate, amount: rounded(times(net, tax.rate)).amount })),
  };
}

const named = ({ key, item, description, quantity }: DraftLine) => ({ key, item, description, quantity });

const roundingLine = ({ item, amount }: RoundingLine): OrderLineRecord => ({
  key: 'rounding',
  item,
  description: 'Rounding difference',
  quantity: 1,
  unitPrice: amount.amount,
  discount: money('0', amount.currency).amount,
  net: amount.amount,
  taxes: [],
});

function taxSums(lines: readonly OrderLineRecord[], currency: string): readonly TaxSum[] {
  const sums = new Map<string, TaxSum>();
  for (const line of lines)
    for (const { code, rate, amount } of line.taxes) {
      const before = sums.get(code);
      const base = money(line.net, currency);
      const own = money(amount, currency);
      sums.set(code, {
        code,
        rate,
        base: before === undefined ? base : add(before.base, base),
        amount: before === undefined ? own : add(before.amount, own),
      });
    }
  return [...sums.values()];
}

import type { Bag } from './money.ts';
import { bagOf, type Currencies } from './order-price.ts';
import type { Placement } from './place-input.ts';
import type { Discount, Line } from './order-records.ts';

/** The code on the whole order, shared over its lines; it is added to the order's discounts. */
export function orderLevelDiscount(input: Placement, discounts: Discount[], currencies: Currencies) {
  const { discount } = input;
  if (!discount || (discount.percent === undefined && discount.amount === undefined)) return null;
  const amount = bagOf(discount.amount ?? '0', currencies);
  discounts.push({
    kind: 'code',
    name: discount.code,
    target: 'LINE_ITEM',
    method: 'ACROSS',
    selection: 'ALL',
    value: discount.percent === undefined ? { amount } : { percentage: discount.percent },
  });
  const rate = discount.percent === undefined ? null : String(discount.percent / 100);
  return { application: discounts.length - 1, rate, amount };
}

/** A tip is a line of the order that bears no tax, no discount and is never sent. */
export function tipLine(id: number, amount: Bag): Line {
  return {
    id,
    kind: 'tip',
    variantId: null,
    title: 'Tip',
    variantTitle: null,
    sku: null,
    vendor: null,
    unitPrice: amount,
    units: ['kept'],
    fulfilled: 0,
    unfulfillable: 1,
    allocations: [],
    taxes: [],
    taxable: false,
    requiresShipping: false,
    weightGrams: 0,
    attributes: [],
  };
}

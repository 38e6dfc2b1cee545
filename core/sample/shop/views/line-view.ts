import { Big } from 'big.js';
import { CURRENT, EVERY, lineAmounts, quantity, unfulfilled } from '../figures.ts';
import { bag, minus, plus, rounded, type Bag } from '../money.ts';
import type { Line, Order } from '../order-records.ts';
import { allocationView } from './discount-view.ts';
import { productView, variantView } from './product-view.ts';
import { bagView, gid, taxView, type Looking, type View } from './view.ts';

/** Amounts of a line cover every unit ordered, also the refunded and removed ones; only `current` and `refundable` do not. */
export function lineView(look: Looking, order: Order, line: Line): View {
  const variant = line.variantId === null ? undefined : look.store.variants.get(line.variantId);
  const product = variant && look.store.products.get(variant.productId);
  const count = line.units.length;
  const show = (amount: () => Bag) => () => bagView(order, amount());
  const whole = () => lineAmounts(line, EVERY);
  const afterOwn = (): Bag => minus(whole().original, ownDiscount(order, line, false));
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    title: line.title,
    variantTitle: line.variantTitle,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    sku: line.sku,
    vendor: line.vendor,
    quantity: count,
    currentQuantity: quantity(line, CURRENT),
    refundableQuantity: quantity(line, CURRENT),
    unfulfilledQuantity: unfulfilled(line),
    nonFulfillableQuantity: line.unfulfillable,
    isGiftCard: line.kind === 'gift-card',
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    restockable: variant !== undefined,
    product: () => (product ? productView(look, product) : null),
    variant: () => (variant ? variantView(look, variant) : null),
    originalUnitPriceSet: show(() => line.unitPrice),
    originalTotalSet: show(() => whole().original),
    discountedTotalSet: (args: { withCodeDiscounts?: boolean }) =>
      bagView(order, minus(whole().original, ownDiscount(order, line, args.withCodeDiscounts === true))),
    discountedUnitPriceSet: show(() => perUnit(afterOwn(), count)),
    discountedUnitPriceAfterAllDiscountsSet: show(() => perUnit(whole().net, count)),
    totalDiscountSet: show(() => ownDiscount(order, line, true)),
    priceAfterAllDiscountsBeforeTaxesSet: show(() => beforeTax(order, line)),
    discountAllocations: () => line.allocations.map(one => allocationView(order, one)),
    taxLines: (args: { first?: number | null }) =>
      line.taxes.slice(0, args.first ?? line.taxes.length).map(tax => taxView(order, tax)),
    duties: [],
    customAttributes: line.attributes,
    lineItemGroup: null,
  };
}

/** The line's own discounts: never those shared across the order, and those by code only when asked for. */
function ownDiscount(order: Order, line: Line, withCodes: boolean): Bag {
  const own = line.allocations.filter(one => {
    const discount = order.discounts[one.application];
    return discount !== undefined && discount.method === 'EACH' && (withCodes || discount.kind !== 'code');
  });
  return plus(...own.map(one => one.amount));
}

const perUnit = (total: Bag, count: number): Bag => bag(side => rounded(new Big(total[side]).div(count)));

function beforeTax(order: Order, line: Line): Bag {
  const current = lineAmounts(line, CURRENT);
  return order.taxesIncluded ? minus(current.net, plus(...current.taxes.map(tax => tax.amount))) : current.net;
}

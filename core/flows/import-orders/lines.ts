import {
  absolute,
  add,
  allocate,
  compare,
  equals,
  isZero,
  money,
  subtract,
  sum,
  times,
  zero,
  type Money,
} from '../../model/money.ts';
import type { MoneySide, Order, OrderLine, ShippingLine, TaxLine } from '../../model/order.ts';
import type { SpecialItem } from '../../model/problem.ts';

/** A tax as charged, for the whole line; `rate` a decimal fraction without trailing zeros. */
export type ChargedTax = { readonly rate: string; readonly title: string; readonly amount: Money };

/** One line as Shopify charged it, in the order's chosen currency and price mode. */
export type ChargedLine = {
  readonly key: string;
  /** `product`: booked on the SKU's item; else on the special item mapped for the role. */
  readonly role: 'product' | SpecialItem;
  readonly sku: string | undefined;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly discount: Money;
  /** quantity x unitPrice - discount. */
  readonly amount: Money;
  readonly taxes: readonly ChargedTax[];
};

const trimRate = (rate: string): string => (rate.includes('.') ? rate.replace(/0+$/, '').replace(/\.$/, '') : rate);

/** Units sold after edits and before returns: a refund books a credit note of its own, an edit changes the sale. */
export const soldQuantity = (line: OrderLine): number => line.currentQuantity + line.refundedQuantity;

/** What the charged lines with the role `product` will name, gift cards and lines without a SKU left out. */
export const soldSkus = (order: Order): readonly string[] =>
  order.lines.flatMap(line =>
    line.sku === undefined || line.isGiftCard || soldQuantity(line) === 0 ? [] : [line.sku],
  );

const ownTaxes = (
  taxLines: readonly TaxLine[],
  side: MoneySide,
  share: (amount: Money) => Money,
): readonly ChargedTax[] =>
  taxLines
    .filter(tax => !tax.channelLiable)
    .map(tax => ({ rate: trimRate(tax.rate), title: tax.title, amount: share(tax.amount[side]) }));

const channelTax = (
  taxLines: readonly TaxLine[],
  side: MoneySide,
  currency: string,
  share: (amount: Money) => Money,
): Money =>
  sum(
    taxLines.filter(tax => tax.channelLiable).map(tax => share(tax.amount[side])),
    currency,
  );

type Priced = { readonly line: ChargedLine; readonly marketplaceTax: Money };

/** A price that includes the marketplace's tax is lowered by it; the tax goes on a line of its own (TAX-08). */
function priced(
  order: Order,
  side: MoneySide,
  base: Omit<ChargedLine, 'amount' | 'taxes'>,
  taxLines: readonly TaxLine[],
  share: (amount: Money) => Money,
): Priced {
  const { currency } = base.unitPrice;
  const marketplaceTax = channelTax(taxLines, side, currency, share);
  const discount = order.taxesIncluded ? add(base.discount, marketplaceTax) : base.discount;
  const amount = subtract(times(base.unitPrice, base.quantity), discount);
  return { line: { ...base, discount, amount, taxes: ownTaxes(taxLines, side, share) }, marketplaceTax };
}

/**
 * Shopify shows a tip as a line too, with nothing that says so (a TipSale has a line item; facts on its sales ledger): it is
 * the untaxed line without a SKU over exactly the order's tip.
 */
const tipLine = (order: Order): OrderLine | undefined =>
  isZero(order.tip.shop)
    ? undefined
    : order.lines.find(
        line =>
          line.sku === undefined &&
          !line.isGiftCard &&
          line.taxLines.length === 0 &&
          equals(subtract(times(line.unitPrice.shop, line.quantity), line.discount.shop), order.tip.shop),
      );

const roleOf = (line: OrderLine, tip: OrderLine | undefined): ChargedLine['role'] => {
  if (line === tip) return 'tip';
  if (line.isGiftCard) return 'gift-card';
  return line.sku === undefined ? 'custom-line' : 'product';
};

const productLine = (order: Order, line: OrderLine, side: MoneySide): Priced | undefined => {
  const quantity = soldQuantity(line);
  if (quantity === 0) return undefined;
  // Shopify keeps the discount and tax of removed units on the line: take the sold units' share.
  const share = (amount: Money): Money =>
    quantity === line.quantity ? amount : (allocate(amount, [quantity, line.quantity - quantity])[0] ?? amount);
  const base = {
    key: line.id,
    role: roleOf(line, tipLine(order)),
    sku: line.sku,
    title: line.title,
    quantity,
    unitPrice: line.unitPrice[side],
    discount: share(line.discount[side]),
  } as const;
  return priced(order, side, base, line.taxLines, share);
};

const asCharged = (amount: Money): Money => amount;

const shippingLine = (order: Order, line: ShippingLine, side: MoneySide): Priced => {
  const base = {
    key: line.id,
    role: 'shipping',
    sku: undefined,
    title: line.title,
    quantity: 1,
    unitPrice: line.price[side],
    discount: line.discount[side],
  } as const;
  return priced(order, side, base, line.taxLines, asCharged);
};

const plainLine = (key: string, role: SpecialItem, title: string, amount: Money): ChargedLine => ({
  key,
  role,
  sku: undefined,
  title,
  quantity: 1,
  unitPrice: amount,
  discount: zero(amount.currency),
  amount,
  taxes: [],
});

/** Every line of the order as charged. Amounts add up to Shopify's total except for what Shopify itself rounds. */
export function chargedLines(order: Order, side: MoneySide): readonly ChargedLine[] {
  const { currency } = order.total[side];
  const fees = order.additionalFees.map((fee, index) =>
    priced(
      order,
      side,
      {
        key: `${order.id}/fee/${index}`,
        role: 'fee',
        sku: undefined,
        title: fee.name,
        quantity: 1,
        unitPrice: fee.price[side],
        discount: zero(currency),
      },
      fee.taxLines,
      asCharged,
    ),
  );
  const all = [
    ...order.lines.flatMap(line => productLine(order, line, side) ?? []),
    ...order.shipping.filter(line => !line.isRemoved).map(line => shippingLine(order, line, side)),
    ...fees,
  ];
  const tip = tipLine(order) === undefined ? order.tip[side] : zero(currency);
  const extras: readonly ChargedLine[] = [
    plainLine(`${order.id}/tip`, 'tip', 'Tip', tip),
    plainLine(`${order.id}/duties`, 'duties', 'Duties', order.duties[side]),
    plainLine(
      `${order.id}/marketplace-tax`,
      'marketplace-tax',
      'Tax collected by the marketplace',
      sum(
        all.map(one => one.marketplaceTax),
        currency,
      ),
    ),
  ].filter(line => !isZero(line.amount));
  return [...all.map(one => one.line), ...extras];
}

/** A penny between Shopify's order tax and its lines' taxes goes to the largest of them: the books show Shopify's figure. */
export function balanceTax(lines: readonly ChargedLine[], orderTax: Money, tolerance: string): readonly ChargedLine[] {
  const taxes = lines.flatMap(line => line.taxes);
  const gap = subtract(
    orderTax,
    sum(
      taxes.map(tax => tax.amount),
      orderTax.currency,
    ),
  );
  if (isZero(gap) || compare(absolute(gap), money(tolerance, gap.currency)) > 0) return lines;
  const largest = taxes.reduce<ChargedTax | undefined>(
    (best, tax) => (best === undefined || compare(tax.amount, best.amount) > 0 ? tax : best),
    undefined,
  );
  const balanced = (tax: ChargedTax): ChargedTax => (tax === largest ? { ...tax, amount: add(tax.amount, gap) } : tax);
  return lines.map(line => ({ ...line, taxes: line.taxes.map(balanced) }));
}

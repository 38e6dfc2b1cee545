import { EVERY, lineAmounts, type LineAmounts } from './figures.ts';
import { minus, negative, NO_MONEY, plus, type Bag } from './money.ts';
import type { Agreement, Fee, Line, Order, Refund, Sale, Shipping, TaxLine } from './order-records.ts';

/** Shopify's sales ledger: what each event sold or took back, after tax and discount. */

type NextId = () => number;

export function orderAgreement(order: Order, nextId: NextId, at: number): Agreement {
  const sales = [
    ...order.lines.map(line => lineSale(order, nextId, line, 'ORDER', lineAmounts(line, EVERY), line.units.length)),
    ...order.shipping.map(one => shippingSale(order, nextId, one)),
    ...order.fees.map(fee => feeSale(order, nextId, fee)),
  ];
  return { id: nextId(), reason: 'ORDER', refundId: null, at, sales };
}

export function lineSale(
  order: Order,
  nextId: NextId,
  line: Line,
  action: Sale['action'],
  amounts: LineAmounts,
  quantity: number,
): Sale {
  const taken = quantity < 0;
  const signed = (one: Bag): Bag => (taken ? negative(one) : one);
  return {
    id: nextId(),
    action,
    type: line.kind === 'tip' ? 'TIP' : line.kind === 'gift-card' ? 'GIFT_CARD' : 'PRODUCT',
    of: line.id,
    quantity,
    total: signed(withTax(order, amounts.net, amounts.taxes)),
    discount: signed(amounts.discount),
    taxes: amounts.taxes.map(tax => ({ ...tax, amount: signed(tax.amount) })),
  };
}

export function refundAgreement(order: Order, refund: Refund, sales: readonly Sale[], nextId: NextId): Agreement {
  const shipping = refund.shipping.map((one): Sale => {
    const tax = order.shipping.find(line => line.id === one.shippingId)?.taxes[0];
    return {
      id: nextId(),
      action: 'RETURN',
      type: 'SHIPPING',
      of: one.shippingId,
      quantity: null,
      total: negative(order.taxesIncluded ? one.subtotal : plus(one.subtotal, one.tax)),
      discount: NO_MONEY,
      taxes: tax ? [{ ...tax, amount: negative(one.tax) }] : [],
    };
  });
  const adjustments = refund.adjustments.map((one): Sale => ({
    id: nextId(),
    action: 'RETURN',
    type: 'ADJUSTMENT',
    of: null,
    quantity: null,
    total: one.amount,
    discount: NO_MONEY,
    taxes: [],
  }));
  const all = [...sales, ...shipping, ...adjustments];
  return { id: nextId(), reason: 'REFUND', refundId: refund.id, at: refund.at, sales: all };
}

function shippingSale(order: Order, nextId: NextId, one: Shipping): Sale {
  const discount = plus(...one.allocations.map(allocation => allocation.amount));
  return {
    id: nextId(),
    action: 'ORDER',
    type: 'SHIPPING',
    of: one.id,
    quantity: null,
    total: withTax(order, minus(one.price, discount), one.taxes),
    discount,
    taxes: one.taxes,
  };
}

function feeSale(order: Order, nextId: NextId, fee: Fee): Sale {
  return {
    id: nextId(),
    action: 'ORDER',
    type: 'ADDITIONAL_FEE',
    of: fee.id,
    quantity: null,
    total: withTax(order, fee.price, fee.taxes),
    discount: NO_MONEY,
    taxes: fee.taxes,
  };
}

function withTax(order: Order, net: Bag, taxes: readonly TaxLine[]): Bag {
  return order.taxesIncluded ? net : plus(net, ...taxes.map(tax => tax.amount));
}

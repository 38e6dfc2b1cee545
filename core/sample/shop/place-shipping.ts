import { isZero, minus, NO_MONEY, plus, toMinor } from './money.ts';
import { bagOf, type Currencies } from './order-price.ts';
import type { Placement } from './place-input.ts';
import { taxes, taxLine } from './place-tax.ts';
import type { Allocation, Discount, FulfilmentOrder, Line, Shipping } from './order-records.ts';
import type { Store } from './store.ts';

/** The delivery of an order being placed; a code for free delivery adds its discount to the list. */
export function shippingLines(
  store: Store,
  input: Placement,
  lines: readonly Line[],
  discounts: Discount[],
  currencies: Currencies,
  included: boolean,
): Shipping[] {
  if (input.shipping === null || (input.shipping === undefined && input.walkIn)) return [];
  const goods = plus(...lines.map(line => ({ ...line.unitPrice, shop: line.unitPrice.shop * line.units.length }))).shop;
  const free = goods >= toMinor('50', currencies.shop);
  const said = input.shipping ?? { title: free ? 'Free standard delivery' : 'Standard', price: free ? '0' : '3.95' };
  const price = bagOf(said.price, currencies);
  let net = price;
  const allocations: Allocation[] = [];
  if (input.discount?.freeShipping === true) {
    discounts.push({
      kind: 'code',
      name: input.discount.code,
      target: 'SHIPPING_LINE',
      method: 'EACH',
      selection: 'ALL',
      value: { percentage: 100 },
    });
    allocations.push({ application: discounts.length - 1, amount: price });
    net = minus(price, price);
  }
  const rate = ('taxRate' in said ? said.taxRate : undefined) ?? '0.2';
  return [
    {
      id: store.nextId(),
      title: said.title,
      code: said.title,
      price,
      allocations,
      taxes: isZero(price) ? [] : taxes(input, rate).map(tax => taxLine(input, tax, net, included)),
      refunded: NO_MONEY,
      refundedTax: NO_MONEY,
    },
  ];
}

export function fulfilmentOrders(
  store: Store,
  lines: readonly Line[],
  locationId: number,
  at: number,
  input: Placement,
): FulfilmentOrder[] {
  const goods = lines.filter(line => line.kind !== 'tip');
  if (goods.length === 0) return [];
  return [
    {
      id: store.nextId(),
      locationId,
      status: 'OPEN',
      method: input.walkIn ? 'RETAIL' : 'SHIPPING',
      createdAt: at,
      updatedAt: at,
      lines: goods.map(line => ({
        id: store.nextId(),
        lineId: line.id,
        total: line.units.length,
        remaining: line.units.length,
      })),
    },
  ];
}

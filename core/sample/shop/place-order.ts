import { figures } from './figures.ts';
import { InputProblem } from './input-problem.ts';
import { orderAgreement } from './ledger.ts';
import { isZero, minus, NO_MONEY, plus, taxOn, toMinor, type Bag } from './money.ts';
import { bagFrom, bagOf, priceBothSides, type Currencies, type LineToPrice } from './order-price.ts';
import { addressFor, findOrAddCustomer } from './order-people.ts';
import type { Placement } from './place-input.ts';
import type { Discount, FulfilmentOrder, Line, Order, Shipping, Transaction, Variant } from './records.ts';
import type { Store } from './store.ts';

/** Composes an order by Shopify's rules. Nothing is stored but a new customer; changes.ts does the rest. */
export function composeOrder(store: Store, input: Placement, number = store.nextOrderNumber()): Order {
  const at = input.createdAt === undefined ? store.second() : wholeSecond(input.createdAt);
  const currencies: Currencies = {
    shop: store.settings.currency,
    presentment: input.presentment?.currency ?? store.settings.currency,
    rate: input.presentment?.rate ?? '1',
  };
  const taxesIncluded = input.taxesIncluded ?? store.settings.taxesIncluded;
  const variants = input.lines.map(line => (line.sku === undefined ? undefined : store.bySku.get(line.sku)));
  const discounts: Discount[] = [];
  const toPrice = input.lines.map((line, i): LineToPrice => {
    if (line.discountPercent !== undefined) {
      discounts.push({
        kind: 'automatic',
        name: line.discountTitle,
        target: 'LINE_ITEM',
        method: 'EACH',
        selection: 'ENTITLED',
        value: { percentage: line.discountPercent },
      });
    }
    return {
      unit: unitPrice(input, i, variants[i], currencies),
      quantity: line.quantity,
      discountRate: line.discountPercent === undefined ? null : String(line.discountPercent / 100),
      application: line.discountPercent === undefined ? null : discounts.length - 1,
      discountable: !line.giftCard,
      taxes: line.giftCard ? [] : taxes(input, line.taxRate ?? variants[i]?.taxRate ?? '0.2'),
    };
  });
  const orderDiscount = orderLevelDiscount(input, discounts, currencies);
  const priced = priceBothSides(toPrice, orderDiscount, taxesIncluded, input.channelLiable);
  const lines = input.lines.map((line, i): Line => {
    const variant = variants[i];
    const product = variant && store.products.get(variant.productId);
    const variantTitle = variant === undefined || variant.title === 'Default Title' ? null : variant.title;
    return {
      id: store.nextId(),
      kind: line.giftCard ? 'gift-card' : 'product',
      variantId: variant?.id ?? null,
      title: line.title ?? product?.title ?? line.sku ?? 'Custom item',
      variantTitle,
      sku: line.sku ?? null,
      vendor: product?.vendor ?? null,
      unitPrice: toPrice[i]?.unit ?? NO_MONEY,
      units: Array.from({ length: line.quantity }, () => 'kept' as const),
      fulfilled: 0,
      unfulfillable: 0,
      allocations: priced[i]?.allocations ?? [],
      taxes: priced[i]?.taxes ?? [],
      taxable: (toPrice[i]?.taxes.length ?? 0) > 0,
      requiresShipping: line.requiresShipping ?? !line.giftCard,
      weightGrams: variant?.weightGrams ?? 0,
      attributes: Object.entries(line.attributes).map(([key, value]) => ({ key, value })),
    };
  });
  if (input.tip !== undefined) lines.push(tipLine(store.nextId(), bagOf(input.tip, currencies)));
  const shipping = shippingLines(store, input, lines, discounts, currencies, taxesIncluded);
  const customer = input.customer && findOrAddCustomer(store, input.customer, input.country, at);
  const address = input.walkIn ? null : addressFor(store, input, customer);
  const location = placeOf(store, input.walkIn);
  const order: Order = {
    id: store.nextId(),
    number,
    name: `#${number}`,
    confirmationNumber: confirmation(number),
    createdAt: at,
    processedAt: input.processedAt === undefined ? at : wholeSecond(input.processedAt),
    updatedAt: at,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    edited: false,
    test: input.test,
    currency: currencies.shop,
    presentmentCurrency: currencies.presentment,
    rate: currencies.rate,
    taxesIncluded,
    taxExempt: input.taxExempt,
    sourceName: input.walkIn ? 'pos' : 'web',
    retailLocationId: input.walkIn ? location : null,
    customerId: customer?.id ?? null,
    email: customer?.email ?? input.guestEmail ?? null,
    phone: null,
    poNumber: input.poNumber ?? null,
    note: input.note ?? null,
    tags: input.tags,
    attributes: Object.entries(input.attributes).map(([key, value]) => ({ key, value })),
    billingAddress: address && { ...address, id: store.nextId() },
    shippingAddress: address,
    risk: riskOf(input),
    discounts,
    lines,
    shipping,
    fees: input.fees.map(fee => {
      const price = bagOf(fee.price, currencies);
      const own = fee.taxRate === undefined ? [] : taxes(input, fee.taxRate);
      return {
        id: store.nextId(),
        name: fee.name,
        price,
        taxes: own.map(tax => taxLine(input, tax, price, taxesIncluded)),
      };
    }),
    transactions: [],
    refunds: [],
    fulfilments: [],
    fulfilmentOrders: fulfilmentOrders(store, lines, location, at, input),
    agreements: [],
    originalTotal: NO_MONEY,
  };
  return settled(store, order, input, currencies, at);
}

function settled(store: Store, order: Order, input: Placement, currencies: Currencies, at: number): Order {
  const total = figures(order).sold.total;
  const transactions = paymentsFor(store, input, total, currencies, at, order.retailLocationId);
  const priced = { ...order, originalTotal: total, transactions };
  return { ...priced, agreements: [orderAgreement(priced, store.nextId, at)] };
}

const wholeSecond = (iso: string): number => Math.floor(Date.parse(iso) / 1000) * 1000;

function unitPrice(input: Placement, i: number, variant: Variant | undefined, currencies: Currencies): Bag {
  const said = input.lines[i]?.unitPrice;
  if (said !== undefined) return bagOf(said, currencies);
  if (variant) return bagFrom(variant.price, currencies);
  throw new InputProblem(`lines.${i}.unitPrice`, 'is needed: the catalogue does not have this item');
}

function taxes(input: Placement, rate: string): { title: string; rate: string }[] {
  if (input.taxExempt) return [];
  const said = input.taxRate ?? rate;
  if (input.country !== 'GB' && Number(said) === 0) return [];
  return [{ title: input.taxTitle ?? (input.country === 'GB' ? 'GB VAT' : `${input.country} VAT`), rate: said }];
}

function taxLine(input: Placement, tax: { title: string; rate: string }, of: Bag, included: boolean) {
  const amount = { shop: taxOn(of.shop, tax.rate, included), presentment: taxOn(of.presentment, tax.rate, included) };
  return { ...tax, amount, channelLiable: input.channelLiable };
}

function orderLevelDiscount(input: Placement, discounts: Discount[], currencies: Currencies) {
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

function tipLine(id: number, amount: Bag): Line {
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

function shippingLines(
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
  const allocations = [];
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

function paymentsFor(
  store: Store,
  input: Placement,
  total: Bag,
  currencies: Currencies,
  at: number,
  locationId: number | null,
): Transaction[] {
  const gateway = input.gateway ?? (input.walkIn ? 'cash' : 'shopify_payments');
  const status = input.financialStatus ?? (gateway === 'bank_deposit' ? 'pending' : 'paid');
  const one = (amount: Bag, over: Partial<Transaction>): Transaction => ({
    id: store.nextId(),
    kind: 'SALE',
    status: 'SUCCESS',
    gateway,
    amount,
    parentId: null,
    test: input.test,
    locationId,
    at,
    ...over,
  });
  if (isZero(total)) return [];
  const card = input.giftCardPayment === undefined ? NO_MONEY : bagOf(input.giftCardPayment, currencies);
  const rest = minus(total, card);
  if (rest.shop < 0) throw new InputProblem('giftCardPayment', 'is more than the order comes to');
  const list = isZero(card) ? [] : [one(card, { gateway: 'gift_card' })];
  if (isZero(rest)) return list;
  if (status === 'partially_paid') {
    const half = { shop: Math.floor(rest.shop / 2), presentment: Math.floor(rest.presentment / 2) };
    return [...list, one(half, {})];
  }
  if (status === 'authorized') return [...list, one(rest, { kind: 'AUTHORIZATION' })];
  return [...list, one(rest, { status: status === 'pending' ? 'PENDING' : 'SUCCESS' })];
}

function fulfilmentOrders(
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

/** Online orders leave from the first location that ships; the counter is the one that does not. */
function placeOf(store: Store, walkIn: boolean): number {
  const locations = [...store.locations.values()].filter(one => one.isActive);
  const chosen = locations.find(one => one.fulfillsOnlineOrders !== walkIn) ?? locations[0];
  if (!chosen) throw new InputProblem('walkIn', 'the shop has no active location');
  return chosen.id;
}

function riskOf(input: Placement): Order['risk'] {
  if (input.walkIn) return 'NONE';
  return ({ none: 'NONE', low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const)[input.risk];
}

function confirmation(number: number): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  let rest = (number * 2_654_435_761) % 8_589_934_592;
  let text = '';
  for (let i = 0; i < 9; i += 1) {
    text += alphabet[rest % alphabet.length] ?? 'A';
    rest = Math.floor(rest / 7) + number * (i + 3);
  }
  return text;
}

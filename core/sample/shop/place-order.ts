import { figures } from './figures.ts';
import { InputProblem } from './input-problem.ts';
import { orderAgreement } from './ledger.ts';
import { NO_MONEY, type Bag } from './money.ts';
import { bagFrom, bagOf, priceBothSides, type Currencies, type LineToPrice } from './order-price.ts';
import { addressFor, findOrAddCustomer } from './order-people.ts';
import { orderLevelDiscount, tipLine } from './place-lines.ts';
import { paymentsFor } from './place-payment.ts';
import { fulfilmentOrders, shippingLines } from './place-shipping.ts';
import { taxes, taxLine } from './place-tax.ts';
import type { Placement } from './place-input.ts';
import type { Discount, Line, Order } from './order-records.ts';
import type { Variant } from './records.ts';
import type { Store } from './store.ts';

/** Composes an order by Shopify's rules. Nothing is stored but a new customer; changes.ts does the rest. */
export function composeOrder(store: Store, input: Placement, given = input.orderNumber): Order {
  const at = input.createdAt === undefined ? store.second() : wholeSecond(input.createdAt);
  const currencies: Currencies = {
    shop: store.settings.currency,
    presentment: input.presentment?.currency ?? store.settings.currency,
    rate: input.presentment?.rate ?? '1',
  };
  const taxesIncluded = input.taxesIncluded ?? store.settings.taxesIncluded;
  const variants = input.lines.map(line => (line.sku === undefined ? undefined : store.variants.withSku(line.sku)[0]));
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
      channelLiable: line.channelLiable ?? input.channelLiable,
      taxes: line.giftCard ? [] : taxes(input, line.taxRate ?? variants[i]?.taxRate ?? '0.2'),
    };
  });
  const orderDiscount = orderLevelDiscount(input, discounts, currencies);
  const priced = priceBothSides(toPrice, orderDiscount, taxesIncluded);
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
      weightGrams: Math.round(variant?.weightGrams ?? 0),
      attributes: Object.entries(line.attributes).map(([key, value]) => ({ key, value })),
    };
  });
  if (input.tip !== undefined) lines.push(tipLine(store.nextId(), bagOf(input.tip, currencies)));
  const shipping = shippingLines(store, input, lines, discounts, currencies, taxesIncluded);
  const customer = input.customer && findOrAddCustomer(store, input.customer, input.country, at);
  const address = input.walkIn ? null : addressFor(store, input, customer);
  const location = placeOf(store, input.walkIn);
  const number = given ?? store.nextOrderNumber();
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

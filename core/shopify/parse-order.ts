import { z } from 'zod';
import type { Address, CustomerId, Order, OrderCustomer, OrderId, Transaction } from '../model/order.ts';
import type { UnreadableOrder } from '../ports.ts';
import { line, shippingLine, text } from './parse-line.ts';
import { moneyBag, noMoney, taxLines } from './parse-money.ts';
import { page, parsed, unreadable } from './parse-page.ts';
import { instant } from './parse-time.ts';

export const isOrderId = (value: string): value is OrderId => /^gid:\/\/shopify\/Order\/\d+$/.test(value);
const isCustomerId = (value: string): value is CustomerId => /^gid:\/\/shopify\/Customer\/\d+$/.test(value);
const orderId = z.string().refine(isOrderId, 'is no order id');
const customerId = z.string().refine(isCustomerId, 'is no customer id');

const instantOrNone = instant.nullish().transform(value => value ?? undefined);

const address = z
  .object({
    name: text,
    company: text,
    address1: text,
    address2: text,
    city: text,
    province: text,
    zip: text,
    countryCodeV2: text,
    phone: text,
  })
  .transform(({ countryCodeV2, ...rest }): Address => ({ ...rest, countryCode: countryCodeV2 }))
  .nullish()
  .transform(value => value ?? undefined);

const customer = z
  .object({
    id: customerId,
    firstName: text,
    lastName: text,
    defaultEmailAddress: z.object({ emailAddress: text }).nullish(),
    defaultPhoneNumber: z.object({ phoneNumber: text }).nullish(),
  })
  .transform(({ id, firstName, lastName, defaultEmailAddress, defaultPhoneNumber }): OrderCustomer => ({
    id,
    name: [firstName, lastName].filter(part => part !== undefined).join(' ') || undefined,
    email: defaultEmailAddress?.emailAddress,
    phone: defaultPhoneNumber?.phoneNumber,
  }))
  .nullish()
  .transform(value => value ?? undefined);

const transaction = z
  .object({
    id: z.string(),
    kind: z.string(),
    status: z.string(),
    gateway: z.string().nullish(),
    test: z.boolean(),
    processedAt: instantOrNone,
    amountSet: moneyBag,
  })
  .transform(({ gateway, amountSet, ...rest }): Transaction => ({
    ...rest,
    gateway: gateway ?? '',
    amount: amountSet,
  }));

const order = z.object({
  id: orderId,
  name: z.string(),
  createdAt: instant,
  processedAt: instant,
  updatedAt: instant,
  cancelledAt: instantOrNone,
  closedAt: instantOrNone,
  test: z.boolean(),
  edited: z.boolean(),
  taxesIncluded: z.boolean(),
  sourceName: text,
  displayFinancialStatus: text,
  displayFulfillmentStatus: text,
  email: text,
  phone: text,
  retailLocation: z
    .object({ id: z.string(), name: z.string(), address: z.object({ countryCode: text }) })
    .transform(({ address: { countryCode }, ...rest }) => ({ ...rest, countryCode }))
    .nullish(),
  risk: z.object({ recommendation: text, assessments: z.array(z.object({ riskLevel: z.string() })) }),
  customer,
  billingAddress: address,
  shippingAddress: address,
  totalPriceSet: moneyBag,
  currentTotalPriceSet: moneyBag,
  totalTaxSet: moneyBag.nullish(),
  totalTipReceivedSet: moneyBag.nullish(),
  originalTotalDutiesSet: moneyBag.nullish(),
  additionalFees: z.array(z.object({ name: z.string(), price: moneyBag, taxLines })),
  transactions: z.array(transaction),
  shippingLines: page(shippingLine),
  lineItems: page(line),
});

const header = z.object({ id: orderId, name: z.string().catch(''), updatedAt: instant });

/** @throws when the order cannot even be named: nothing could be set aside then. */
function setAside(node: unknown, { operation, at, request }: Told, error: z.ZodError): UnreadableOrder {
  const { id, name, updatedAt } = parsed(header, operation, node, at);
  return {
    id,
    name: name === '' ? id : name,
    updatedAt,
    unreadable: unreadable(operation, error, at, 'an order'),
    request,
  };
}

/** An order as far as one answer holds it. */
export type PartialOrder = {
  readonly order: Order;
  /** Cursors of what did not fit. */
  readonly moreLines: string | undefined;
  readonly moreShipping: string | undefined;
};

/** Who told of an order. `at`: where it stands in the answer, for the words of a failure; `request`: Shopify's id of it. */
type Told = {
  readonly operation: string;
  readonly at: readonly PropertyKey[];
  readonly request?: string | undefined;
};

export function parseOrder(node: unknown, told: Told): PartialOrder | UnreadableOrder {
  const result = order.safeParse(node);
  if (!result.success) return setAside(node, told, result.error);
  const raw = result.data;
  const none = noMoney(raw.totalPriceSet);
  return {
    moreLines: raw.lineItems.next,
    moreShipping: raw.shippingLines.next,
    order: {
      id: raw.id,
      name: raw.name,
      createdAt: raw.createdAt,
      processedAt: raw.processedAt,
      updatedAt: raw.updatedAt,
      cancelledAt: raw.cancelledAt,
      closedAt: raw.closedAt,
      test: raw.test,
      edited: raw.edited,
      taxesIncluded: raw.taxesIncluded,
      channel: raw.sourceName,
      retailLocation: raw.retailLocation ?? undefined,
      financialStatus: raw.displayFinancialStatus,
      fulfillmentStatus: raw.displayFulfillmentStatus,
      riskRecommendation: raw.risk.recommendation,
      riskLevels: raw.risk.assessments.map(({ riskLevel }) => riskLevel),
      customer: raw.customer,
      email: raw.email,
      phone: raw.phone,
      billingAddress: raw.billingAddress,
      shippingAddress: raw.shippingAddress,
      lines: raw.lineItems.nodes,
      shipping: raw.shippingLines.nodes,
      tip: raw.totalTipReceivedSet ?? none,
      duties: raw.originalTotalDutiesSet ?? none,
      additionalFees: raw.additionalFees,
      totalTax: raw.totalTaxSet ?? none,
      total: raw.totalPriceSet,
      currentTotal: raw.currentTotalPriceSet,
      transactions: raw.transactions,
      request: told.request,
    },
  };
}

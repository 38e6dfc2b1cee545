import { listConnection, type PageArguments } from '../connection.ts';
import {
  CURRENT,
  figures,
  financialStatus,
  fulfilmentStatus,
  payments,
  quantity,
  shippingAmounts,
  SOLD,
  tips,
} from '../figures.ts';
import { NO_MONEY, isZero, minus, plus, type Bag } from '../money.ts';
import type { Order } from '../order-records.ts';
import { addressView } from './address-view.ts';
import { agreementView } from './agreement-view.ts';
import { customerView } from './customer-view.ts';
import { discountView } from './discount-view.ts';
import { fulfilmentOrderView, fulfilmentView } from './fulfilment-view.ts';
import { lineView } from './line-view.ts';
import { metafieldOf, metafieldsOf } from './metafield-view.ts';
import { transactionView } from './payment-view.ts';
import { refundView } from './refund-view.ts';
import { shippingView } from './shipping-view.ts';
import { locationView } from './stock-view.ts';
import { bagView, gid, taxView, time, type Looking, type View } from './view.ts';

export function orderView(look: Looking, order: Order): View {
  const id = gid('Order', order.id);
  return {
    __typename: 'Order',
    id,
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    confirmationNumber: order.confirmationNumber,
    ...stateFields(order),
    ...moneyFields(order),
    ...partFields(look, order),
    ...partyFields(look, order),
    metafield: metafieldOf(look, id),
    metafields: metafieldsOf(look, id),
  };
}

function stateFields(order: Order) {
  return {
    createdAt: time(order.createdAt),
    processedAt: time(order.processedAt),
    updatedAt: time(order.updatedAt),
    closedAt: time(order.closedAt),
    closed: order.closedAt !== null,
    cancelledAt: time(order.cancelledAt),
    cancelReason: order.cancelReason,
    cancellation: order.cancelledAt === null ? null : { staffNote: order.staffNote },
    confirmed: true,
    edited: order.edited,
    test: order.test,
    sourceName: order.sourceName,
    sourceIdentifier: null,
    poNumber: order.poNumber,
    note: order.note,
    tags: order.tags,
    customAttributes: order.attributes,
    discountCode: order.discounts.find(one => one.kind === 'code')?.name ?? null,
    discountCodes: () => [...new Set(order.discounts.filter(one => one.kind === 'code').map(one => one.name))],
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: order.taxesIncluded,
    taxExempt: order.taxExempt,
    estimatedTaxes: false,
    dutiesIncluded: false,
    displayFinancialStatus: () => financialStatus(order),
    displayFulfillmentStatus: () => fulfilmentStatus(order),
    returnStatus: 'NO_RETURN',
    fullyPaid: () => payments(order).received.shop >= figures(order).sold.total.shop,
    unpaid: () => payments(order).received.shop === 0 && !isZero(figures(order).sold.total),
    requiresShipping: order.lines.some(line => line.requiresShipping),
    subtotalLineItemsQuantity: () => order.lines.reduce((sum, line) => sum + quantity(line, SOLD), 0),
    currentSubtotalLineItemsQuantity: () => order.lines.reduce((sum, line) => sum + quantity(line, CURRENT), 0),
    currentTotalWeight: () =>
      String(order.lines.reduce((sum, line) => sum + line.weightGrams * quantity(line, CURRENT), 0)),
    totalWeight: () => String(order.lines.reduce((sum, line) => sum + line.weightGrams * line.units.length, 0)),
  };
}

function moneyFields(order: Order) {
  const show = (amount: () => Bag) => () => bagView(order, amount());
  const shippingDiscount = (): Bag =>
    plus(...order.shipping.map(one => minus(one.price, shippingAmounts(one, false).price)));
  return {
    subtotalPriceSet: show(() => figures(order).sold.subtotal),
    totalDiscountsSet: show(() => figures(order).sold.discounts),
    totalShippingPriceSet: show(() => plus(figures(order).sold.shipping, shippingDiscount())),
    totalTaxSet: show(() => figures(order).sold.tax),
    totalTipReceivedSet: show(() => tips(order, SOLD)),
    totalPriceSet: show(() => figures(order).sold.total),
    originalTotalPriceSet: show(() => order.originalTotal),
    currentSubtotalPriceSet: show(() => figures(order).current.subtotal),
    currentTotalDiscountsSet: show(() => figures(order).current.discounts),
    currentShippingPriceSet: show(() => figures(order).current.shipping),
    currentTotalTaxSet: show(() => figures(order).current.tax),
    currentTotalPriceSet: show(() => figures(order).current.total),
    currentTotalDutiesSet: null,
    originalTotalDutiesSet: null,
    currentTotalAdditionalFeesSet: () => feesTotal(order),
    originalTotalAdditionalFeesSet: () => feesTotal(order),
    totalReceivedSet: show(() => payments(order).received),
    totalRefundedSet: show(() => payments(order).refunded),
    totalRefundedShippingSet: show(() => plus(...order.shipping.map(one => one.refunded))),
    netPaymentSet: show(() => minus(payments(order).received, payments(order).refunded)),
    totalOutstandingSet: show(() => payments(order).outstanding),
    totalCapturableSet: show(() => payments(order).authorized),
    refundDiscrepancySet: show(() => payments(order).discrepancy),
    totalCashRoundingAdjustment: () => ({ paymentSet: bagView(order, NO_MONEY), refundSet: bagView(order, NO_MONEY) }),
    taxLines: () => figures(order).sold.taxLines.map(tax => taxView(order, tax)),
    currentTaxLines: () => figures(order).current.taxLines.map(tax => taxView(order, tax)),
  };
}

const feesTotal = (order: Order): View | null =>
  order.fees.length === 0 ? null : bagView(order, plus(...order.fees.map(fee => fee.price)));

function partFields(look: Looking, order: Order) {
  return {
    lineItems: (args: PageArguments) => listConnection(order.lines, args, line => lineView(look, order, line)),
    nonFulfillableLineItems: (args: PageArguments) =>
      listConnection(
        order.lines.filter(line => line.kind === 'tip'),
        args,
        line => lineView(look, order, line),
      ),
    shippingLine: () => (order.shipping[0] ? shippingView(order, order.shipping[0]) : null),
    shippingLines: (args: PageArguments) => listConnection(order.shipping, args, one => shippingView(order, one)),
    discountApplications: (args: PageArguments) =>
      listConnection([...order.discounts.keys()], args, index => discountView(order, index)),
    additionalFees: () =>
      order.fees.map(fee => ({
        __typename: 'AdditionalFee',
        id: gid('AdditionalFee', fee.id),
        name: fee.name,
        price: bagView(order, fee.price),
        taxLines: fee.taxes.map(tax => taxView(order, tax)),
      })),
    transactions: (args: { first?: number | null }) =>
      limited(order.transactions, args).map(one => transactionView(look, order, one)),
    transactionsCount: { count: order.transactions.length, precision: 'EXACT' },
    paymentGatewayNames: () => [...new Set(order.transactions.map(one => one.gateway))],
    fulfillments: (args: { first?: number | null }) =>
      limited(order.fulfilments, args).map(one => fulfilmentView(look, order, one)),
    fulfillmentsCount: { count: order.fulfilments.length, precision: 'EXACT' },
    fulfillmentOrders: (args: PageArguments) =>
      listConnection(order.fulfilmentOrders, args, one => fulfilmentOrderView(look, order, one)),
    refunds: (args: { first?: number | null }) => limited(order.refunds, args).map(one => refundView(look, order, one)),
    returns: (args: PageArguments) => listConnection([], args, one => one),
    agreements: (args: PageArguments) => listConnection(order.agreements, args, one => agreementView(look, order, one)),
    risk: () => ({
      recommendation: { NONE: 'NONE', LOW: 'ACCEPT', MEDIUM: 'INVESTIGATE', HIGH: 'CANCEL' }[order.risk],
      assessments: order.risk === 'NONE' ? [] : [{ riskLevel: order.risk, facts: [], provider: null }],
    }),
  };
}

function partyFields(look: Looking, order: Order) {
  const { store } = look;
  const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
  const location = order.retailLocationId === null ? undefined : store.locations.get(order.retailLocationId);
  const pos = order.sourceName === 'pos';
  return {
    email: order.email,
    phone: order.phone,
    customerLocale: pos ? null : 'en-GB',
    customer: () => (customer ? customerView(look, customer) : null),
    purchasingEntity: () => (customer ? customerView(look, customer) : null),
    billingAddress: () => addressView(order.billingAddress),
    shippingAddress: () => addressView(order.shippingAddress),
    billingAddressMatchesShippingAddress: true,
    retailLocation: () => (location ? locationView(look, location) : null),
    attribution: pos ? { handle: 'pos', displayName: 'Point of Sale' } : { handle: 'web', displayName: 'Online Store' },
    app: pos ? { id: gid('App', 129785), name: 'Point of Sale' } : { id: gid('App', 580111), name: 'Online Store' },
  };
}

const limited = <T>(list: readonly T[], args: { readonly first?: number | null }): readonly T[] =>
  args.first == null ? list : list.slice(0, args.first);

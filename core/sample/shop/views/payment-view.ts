import { NO_MONEY } from '../money.ts';
import type { Order, Transaction } from '../order-records.ts';
import { locationView } from './stock-view.ts';
import { bagView, gid, time, type Looking, type View } from './view.ts';

const MANUAL = new Set(['bank_deposit', 'cash']);

const FORMATTED: Readonly<Record<string, string>> = {
  shopify_payments: 'Shopify Payments',
  paypal: 'PayPal',
  bank_deposit: 'Bank Deposit',
  cash: 'Cash',
  gift_card: 'Gift Card',
};

export function transactionView(look: Looking, order: Order, one: Transaction): View {
  const parent = order.transactions.find(each => each.id === one.parentId);
  const location = one.locationId === null ? undefined : look.store.locations.get(one.locationId);
  return {
    __typename: 'OrderTransaction',
    id: gid('OrderTransaction', one.id),
    kind: one.kind,
    status: one.status,
    test: one.test,
    gateway: one.gateway,
    formattedGateway: FORMATTED[one.gateway] ?? one.gateway,
    manualPaymentGateway: MANUAL.has(one.gateway),
    paymentId: `${order.name}.${order.transactions.indexOf(one) + 1}`,
    errorCode: null,
    createdAt: time(one.at),
    processedAt: time(one.at),
    amountSet: () => bagView(order, one.amount),
    amountRoundingSet: null,
    totalUnsettledSet: () => bagView(order, one.kind === 'AUTHORIZATION' ? one.amount : NO_MONEY),
    parentTransaction: () => (parent ? transactionView(look, order, parent) : null),
    settlementCurrency: null,
    settlementCurrencyRate: null,
    fees: [],
    location: () => (location ? locationView(look, location) : null),
  };
}

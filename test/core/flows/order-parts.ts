import { money } from '../../../core/model/money.ts';
import type { MoneyBag, Order, OrderLine, TaxLine, Transaction } from '../../../core/model/order.ts';
import { isOrderId } from '../../../core/shopify/parse-order.ts';

export const bag = (amount: string): MoneyBag => ({ shop: money(amount, 'GBP'), presentment: money(amount, 'GBP') });
export const tax = (rate: string, amount: string, channelLiable = false): TaxLine => ({
  title: 'VAT',
  rate,
  amount: bag(amount),
  channelLiable,
});

export const line = (more: Partial<OrderLine>): OrderLine => ({
  id: 'gid://shopify/LineItem/1',
  title: 'Mug',
  sku: 'MUG',
  isGiftCard: false,
  quantity: 1,
  currentQuantity: 1,
  refundedQuantity: 0,
  unitPrice: bag('12.00'),
  discount: bag('0'),
  taxLines: [],
  ...more,
});

const id = 'gid://shopify/Order/1';
if (!isOrderId(id)) throw new Error('not an order id');

export const order = (more: Partial<Order>): Order => ({
  id,
  name: '#1',
  createdAt: '2026-11-23T10:00:00Z',
  processedAt: '2026-11-23T10:00:00Z',
  updatedAt: '2026-11-23T10:00:00Z',
  cancelledAt: undefined,
  closedAt: undefined,
  test: false,
  edited: false,
  taxesIncluded: true,
  channel: 'web',
  retailLocation: undefined,
  financialStatus: 'PAID',
  fulfillmentStatus: undefined,
  riskRecommendation: undefined,
  riskLevels: [],
  customer: undefined,
  email: undefined,
  phone: undefined,
  billingAddress: undefined,
  shippingAddress: undefined,
  lines: [line({})],
  shipping: [],
  tip: bag('0'),
  duties: bag('0'),
  additionalFees: [],
  totalTax: bag('0'),
  total: bag('12.00'),
  currentTotal: more.total ?? bag('12.00'),
  transactions: [],
  ...more,
});

export const transaction = (kind: string, amount: string, more: Partial<Transaction> = {}): Transaction => ({
  id: `gid://shopify/OrderTransaction/${kind}${amount}`,
  kind,
  status: 'SUCCESS',
  gateway: 'shopify_payments',
  test: false,
  processedAt: undefined,
  amount: bag(amount),
  ...more,
});

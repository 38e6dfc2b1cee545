import { describe, expect, test } from 'vitest';
import { parseOrder } from '../../../core/shopify/parse-order.ts';
import { bag, lineNode, orderNode, pageOf, tax } from './order-node.ts';

const parse = (node: unknown) => parseOrder(node, { operation: 'OrdersUpdated', at: ['orders', 'nodes', 3] });

function orderOf(node: unknown) {
  const parsed = parse(node);
  if ('unreadable' in parsed) throw parsed.unreadable;
  return parsed.order;
}

test('money is exact, canonical, on both sides; discounts are added up', () => {
  const [line] = orderOf(orderNode(1001)).lines;
  expect(line).toEqual({
    id: 'gid://shopify/LineItem/1',
    title: 'Mug 1',
    sku: 'MUG-1',
    isGiftCard: false,
    quantity: 1,
    currentQuantity: 1,
    refundedQuantity: 0,
    unitPrice: { shop: { amount: '14.90', currency: 'GBP' }, presentment: { amount: '17.50', currency: 'EUR' } },
    discount: { shop: { amount: '1.49', currency: 'GBP' }, presentment: { amount: '1.78', currency: 'EUR' } },
    taxLines: [
      {
        title: 'VAT',
        rate: '0.2',
        channelLiable: false,
        amount: { shop: { amount: '2.48', currency: 'GBP' }, presentment: { amount: '2.48', currency: 'EUR' } },
      },
    ],
  });
});

test('absent and blank texts are undefined, absent sums are nothing in the right currencies', () => {
  const order = orderOf(orderNode(1001, { phone: ' ', totalTaxSet: null, originalTotalDutiesSet: null }));
  expect(order).toMatchObject({ phone: undefined, billingAddress: undefined, retailLocation: undefined });
  expect(order.shippingAddress).toMatchObject({ company: undefined, countryCode: 'GB' });
  const nothing = { shop: { amount: '0.00', currency: 'GBP' }, presentment: { amount: '0.00', currency: 'EUR' } };
  expect([order.totalTax, order.duties]).toEqual([nothing, nothing]);
});

test("a customer without a name has none, rather than Shopify's stand-in for it", () => {
  const customer = {
    id: 'gid://shopify/Customer/7',
    firstName: null,
    lastName: '',
    defaultEmailAddress: null,
    defaultPhoneNumber: null,
  };
  expect(orderOf(orderNode(1, { customer })).customer).toEqual({
    id: 'gid://shopify/Customer/7',
    name: undefined,
    email: undefined,
    phone: undefined,
  });
});

test('times are in UTC', () => {
  expect(orderOf(orderNode(1, { processedAt: '2026-11-22T11:00:00+01:00' })).processedAt).toBe(
    '2026-11-22T10:00:00.000Z',
  );
});

test('values Shopify may add later are kept as they come', () => {
  const order = orderOf(
    orderNode(1, {
      displayFulfillmentStatus: 'FULFILLMENT_NOT_REQUIRED',
      risk: { recommendation: 'NEW', assessments: [{ riskLevel: 'ODD' }] },
    }),
  );
  expect(order).toMatchObject({
    fulfillmentStatus: 'FULFILLMENT_NOT_REQUIRED',
    riskRecommendation: 'NEW',
    riskLevels: ['ODD'],
  });
});

test.each([
  [0.2, '0.2'],
  [0, '0'],
  [0.075, '0.075'],
  [0.0000001, '0.0000001'],
  [1, '1'],
])('rate %d is "%s"', (given, rate) => {
  const lineItems = pageOf([lineNode(1, 1, 1, { taxLines: [tax('1.0', given)] })]);
  expect(orderOf(orderNode(1, { lineItems })).lines[0]?.taxLines[0]?.rate).toBe(rate);
});

test('units gone from an order never edited came back through a refund', () => {
  const lineItems = pageOf([lineNode(1, 5, 3)]);
  expect(orderOf(orderNode(1, { lineItems })).lines[0]).toMatchObject({ currentQuantity: 3, refundedQuantity: 2 });
});

describe('an order that cannot be read', () => {
  const cases: readonly [string, object, string][] = [
    ['a missing number', { lineItems: pageOf([lineNode(1, 1, 1, { quantity: null })]) }, 'lineItems.nodes[0].quantity'],
    ['money as a number', { totalPriceSet: bag(33.31) }, 'totalPriceSet.shopMoney.amount'],
    ['money that is none', { totalPriceSet: bag('12,50') }, 'totalPriceSet.shopMoney.amount'],
    ['money in exponents', { totalPriceSet: bag('1e3') }, 'totalPriceSet.shopMoney.amount'],
    [
      'a currency that is none',
      { totalPriceSet: { ...bag('1'), presentmentMoney: { amount: '1', currencyCode: 'pounds' } } },
      'totalPriceSet.presentmentMoney.currencyCode',
    ],
    [
      'a tax without a rate',
      { lineItems: pageOf([lineNode(1, 1, 1, { taxLines: [tax('1', null)] })]) },
      'lineItems.nodes[0].taxLines[0].rate',
    ],
    ['a time that is none', { processedAt: 'yesterday' }, 'processedAt'],
    [
      'a page that goes on nowhere',
      { lineItems: { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] } },
      'lineItems.pageInfo',
    ],
  ];
  test.each(cases)('%s: is set aside by name, saying which field', (_what, more, field) => {
    const parsed = parse(orderNode(1042, more));
    expect(parsed).toMatchObject({
      id: 'gid://shopify/Order/1042',
      name: '#1042',
      updatedAt: '2026-11-22T10:00:05Z',
      unreadable: {
        category: 'rejected',
        code: 'unreadable-order',
        system: 'shop',
        details: { operation: 'OrdersUpdated', field: `orders.nodes[3].${field}` },
      },
    });
    expect(JSON.stringify(parsed)).not.toMatch(/Ada|example\.com|12,50|pounds|yesterday/);
  });

  test('one that cannot even be named stops the flow', () => {
    expect(() => parse({ ...orderNode(1), id: 'x' })).toThrow(expect.objectContaining({ category: 'bug' }));
    expect(() => parse(null)).toThrow(expect.objectContaining({ category: 'bug', code: 'shop-answer-unexpected' }));
  });
});

test('parsing an order takes at most 0.15 ms of the processor', () => {
  const node = orderNode(1, { lineItems: pageOf([lineNode(1), lineNode(2), lineNode(3)]) });
  const count = 300;
  const runs = Array.from({ length: 20 }, () => {
    const start = process.cpuUsage();
    for (let order = 0; order < count; order += 1) parse(node);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / count;
  });
  expect(Math.min(...runs)).toBeLessThan(0.15);
});

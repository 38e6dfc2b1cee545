import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Order } from '../../../../core/sample/shop/order-records.ts';
import { startSampleShop, type SampleShop } from '../../../../core/sample/shop/server.ts';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { ask, type Json } from './ask.ts';

let shop: SampleShop;
let clock = 0;

beforeEach(async () => {
  clock = Date.parse('2026-11-20T09:00:00Z');
  shop = await startSampleShop({ seed: 'empty', now: () => clock });
});
afterEach(() => shop.close());

const item = (): string => gid('InventoryItem', shop.store.variants.withSku('MUG-SLT-350')[0]?.inventoryItemId ?? 0);
const room = (): string => gid('Location', [...shop.store.locations.keys()][0] ?? 0);

describe('inventorySetQuantities', () => {
  const text = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup { id changes { name delta quantityAfterChange } } userErrors { code field message } } }`;
  const input = (quantity: number, changeFromQuantity?: number | null) => ({
    name: 'on_hand',
    reason: 'correction',
    quantities: [
      {
        inventoryItemId: item(),
        locationId: room(),
        quantity,
        ...(changeFromQuantity === undefined ? {} : { changeFromQuantity }),
      },
    ],
  });
  const set = async (key: string, given: Json): Promise<Json> => {
    const { data, errors } = await ask(shop, text, { input: given, key });
    return data?.inventorySetQuantities ?? errors[0];
  };

  test('compare-and-set: a stale number changes nothing', async () => {
    expect(await set('a', input(170, 180))).toMatchObject({
      inventoryAdjustmentGroup: {
        changes: [
          { name: 'available', delta: -10, quantityAfterChange: 170 },
          { name: 'on_hand', delta: -10, quantityAfterChange: 170 },
        ],
      },
      userErrors: [],
    });
    expect(await set('b', input(160, 180))).toMatchObject({
      inventoryAdjustmentGroup: null,
      userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE', field: ['input', 'quantities', '0', 'changeFromQuantity'] }],
    });
    expect(await set('c', input(160, null))).toMatchObject({ userErrors: [] });
    expect(await set('d', input(1))).toMatchObject({
      message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.',
      extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
    });
  });

  test('the same key acts once, with other input it is refused', async () => {
    const first = await set('k', input(170, 180));
    expect(await set('k', input(170, 180))).toEqual(first);
    expect(await set('k', input(160, 170))).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }],
    });
    clock += 86_400_000;
    expect(await set('k', input(170, 180))).toMatchObject({ userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE' }] });
  });

  test('without a key, or with more than 250 quantities, nothing runs', async () => {
    const bare = text.replace(' @idempotent(key: $key)', '').replace(', $key: String!', '');
    expect((await ask(shop, bare, { input: input(1, null) })).errors[0]).toMatchObject({
      message: 'The @idempotent directive is required for this mutation but was not provided.',
      extensions: { code: 'BAD_REQUEST' },
    });
    const many = { ...input(1, null), quantities: Array.from({ length: 251 }, () => input(1, null).quantities[0]) };
    expect(await set('m', many)).toMatchObject({ extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } });
  });

  test('an order commits stock, sending it takes it off the shelf', async () => {
    const level = (): Json => {
      const variant = shop.store.variants.withSku('MUG-SLT-350')[0];
      return shop.store.levels.get(variant?.inventoryItemId ?? 0, [...shop.store.locations.keys()][0] ?? 0)?.quantities;
    };
    const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 3 }] });
    expect(level()).toMatchObject({ available: 177, committed: 3 });
    shop.fulfilOrder(order);
    expect(level()).toMatchObject({ available: 177, committed: 0 });
    shop.refundOrder(order, { lines: [{ sku: 'MUG-SLT-350', restock: 'RETURN' }] });
    expect(level()).toMatchObject({ available: 178, committed: 0 });
    shop.cancelOrder(shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] }));
    expect(level()).toMatchObject({ available: 178, committed: 0 });
  });
});

describe('metafieldsSet', () => {
  const text = `mutation($fields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $fields) {
    metafields { namespace value compareDigest ownerType } userErrors { code field } } }`;
  const set = async (ownerId: string, more: Json): Promise<Json> =>
    (await ask(shop, text, { fields: [{ ownerId, namespace: '$app:agent', key: 'lease', type: 'json', ...more }] }))
      .data.metafieldsSet;

  test("the app's own data is written by compare-and-set", async () => {
    const read =
      '{ currentAppInstallation { id metafield(namespace: "$app:agent", key: "lease") { value compareDigest } } }';
    const before = (await ask(shop, read)).data.currentAppInstallation;
    expect(before.metafield).toBeNull();
    const made = await set(before.id, { value: '{"by":"A"}', compareDigest: null });
    expect(made.userErrors).toEqual([]);
    expect(await set(before.id, { value: '{"by":"B"}', compareDigest: null })).toMatchObject({
      metafields: null,
      userErrors: [{ code: 'STALE_OBJECT', field: ['metafields', '0', 'compareDigest'] }],
    });
    const digest = made.metafields[0].compareDigest;
    const next = await set(before.id, { value: '{"by":"B"}', compareDigest: digest });
    expect(next.userErrors).toEqual([]);
    expect(await set(before.id, { value: '{}', compareDigest: digest })).toMatchObject({
      userErrors: [{ code: 'STALE_OBJECT' }],
    });
    expect(await set(before.id, { value: '{}', compareDigest: 'x' })).toMatchObject({
      userErrors: [{ code: 'INVALID_COMPARE_DIGEST' }],
    });
    expect((await set(before.id, { value: '{"by":"C"}' })).userErrors).toEqual([]);
    expect((await ask(shop, read)).data.currentAppInstallation.metafield.value).toBe('{"by":"C"}');
  });

  test('writing on an order makes the order look changed', async () => {
    const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] });
    clock += 60_000;
    await set(gid('Order', order.id), { value: '{}' });
    expect(shop.findOrder(order)?.updatedAt).toBe(clock);
  });
});

describe('refundCreate', () => {
  const text = `mutation($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
    refund { totalRefundedSet { shopMoney { amount } } refundLineItems(first: 9) { nodes { quantity subtotalSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } } }
      orderAdjustments(first: 9) { nodes { reason amountSet { shopMoney { amount } } } } }
    order { displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } }
    userErrors { field message } } }`;
  const line = (order: Order, quantity: number) => ({ lineItemId: gid('LineItem', order.lines[0]?.id ?? 0), quantity });
  const payment = (order: Order, amount: string) => ({
    orderId: gid('Order', order.id),
    gateway: 'shopify_payments',
    kind: 'REFUND',
    amount,
    parentId: gid('OrderTransaction', order.transactions[0]?.id ?? 0),
  });

  test('a line refunded in full, a goodwill payment, and no more than was paid', async () => {
    const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 3 }], shipping: null });
    const orderId = gid('Order', order.id);
    const send = async (key: string, input: Json): Promise<Json> =>
      (await ask(shop, text, { key, input: { orderId, ...input } })).data.refundCreate;
    const one = await send('1', { refundLineItems: [line(order, 1)], transactions: [payment(order, '14.90')] });
    expect(one.refund).toEqual({
      totalRefundedSet: { shopMoney: { amount: '14.9' } },
      refundLineItems: {
        nodes: [
          {
            quantity: 1,
            subtotalSet: { shopMoney: { amount: '14.9' } },
            totalTaxSet: { shopMoney: { amount: '2.48' } },
          },
        ],
      },
      orderAdjustments: { nodes: [] },
    });
    expect(one.order).toEqual({
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      currentTotalPriceSet: { shopMoney: { amount: '29.8' } },
      totalPriceSet: { shopMoney: { amount: '44.7' } },
      totalOutstandingSet: { shopMoney: { amount: '0.0' } },
    });
    const goodwill = await send('2', { transactions: [payment(order, '5')] });
    expect(goodwill.refund.orderAdjustments.nodes).toEqual([
      { reason: 'REFUND_DISCREPANCY', amountSet: { shopMoney: { amount: '-5.0' } } },
    ]);
    expect(goodwill.order).toMatchObject({ totalOutstandingSet: { shopMoney: { amount: '0.0' } } });
    const tooMuch = await send('3', { transactions: [payment(order, '24.81')] });
    expect(tooMuch.userErrors[0].field).toEqual(['transactions']);
    expect(await send('1', { refundLineItems: [line(order, 1)], transactions: [payment(order, '14.90')] })).toEqual(
      one,
    );
    expect(shop.findOrder(order)?.refunds).toHaveLength(2);
  });
});

describe('refunds of more than one payment or currency', () => {
  const text = `mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "k") {
    order { displayFinancialStatus netPaymentSet { shopMoney { amount } presentmentMoney { amount } } } userErrors { field message } } }`;
  const all = (order: Order) => ({
    orderId: gid('Order', order.id),
    refundLineItems: order.lines.map(line => ({ lineItemId: gid('LineItem', line.id), quantity: line.units.length })),
  });
  const back = (order: Order, i: number, amount: string) => ({
    orderId: gid('Order', order.id),
    gateway: order.transactions[i]?.gateway,
    kind: 'REFUND',
    amount,
    parentId: gid('OrderTransaction', order.transactions[i]?.id ?? 0),
  });

  test('a gift card and a card each get their own part back', async () => {
    const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }], giftCardPayment: '10', shipping: null });
    const input = { ...all(order), transactions: [back(order, 0, '10.00'), back(order, 1, '4.90')] };
    const { data } = await ask(shop, text, { input });
    expect(data.refundCreate).toMatchObject({ order: { displayFinancialStatus: 'REFUNDED' }, userErrors: [] });
    const paidBack = shop.findOrder(order)?.transactions.filter(one => one.kind === 'REFUND');
    expect(paidBack?.map(one => [one.gateway, one.amount.shop])).toEqual([
      ['gift_card', 1000],
      ['shopify_payments', 490],
    ]);
  });

  test("an order in the customer's own currency is refunded in it, to nothing on both sides", async () => {
    const presentment = { currency: 'ISK', rate: '176.31' };
    const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 3 }], shipping: null, presentment });
    expect(order.lines[0]?.unitPrice).toEqual({ shop: 1490, presentment: 2627 });
    const input = { ...all(order), transactions: [back(order, 0, '7881')] };
    expect((await ask(shop, text, { input })).data.refundCreate.userErrors[0].field).toEqual(['currency']);
    const again = await ask(shop, text.replace('"k"', '"k2"'), { input: { ...input, currency: 'ISK' } });
    expect(again.data.refundCreate.order).toEqual({
      displayFinancialStatus: 'REFUNDED',
      netPaymentSet: { shopMoney: { amount: '0.0' }, presentmentMoney: { amount: '0.0' } },
    });
  });
});

describe('fulfillmentCreate', () => {
  const text = `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
    fulfillment { status trackingInfo { company number } order { displayFulfillmentStatus } } userErrors { field message } } }`;

  test('sends a part, then the rest, then no more', async () => {
    const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 2 }] });
    const [own] = order.fulfilmentOrders;
    const send = async (quantity: number): Promise<Json> => {
      const part = { id: gid('FulfillmentOrderLineItem', own?.lines[0]?.id ?? 0), quantity };
      const wanted = { fulfillmentOrderId: gid('FulfillmentOrder', own?.id ?? 0), fulfillmentOrderLineItems: [part] };
      const f = { lineItemsByFulfillmentOrder: [wanted], trackingInfo: { company: 'DPD', number: '15' } };
      return (await ask(shop, text, { f })).data.fulfillmentCreate;
    };
    expect(await send(1)).toMatchObject({
      fulfillment: {
        trackingInfo: [{ company: 'DPD', number: '15' }],
        order: { displayFulfillmentStatus: 'PARTIALLY_FULFILLED' },
      },
    });
    expect((await send(2)).userErrors[0].message).toBe('Invalid fulfillment order line item quantity requested.');
    expect(await send(1)).toMatchObject({ fulfillment: { order: { displayFulfillmentStatus: 'FULFILLED' } } });
    expect((await send(1)).userErrors[0].message).toBe(
      `Fulfillment order ${own?.id} has an unfulfillable status= closed.`,
    );
  });
});

test('orderCancel restocks, pays back and is readable after; the order stays in the list', async () => {
  const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] });
  const text = `mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) {
    job { done } orderCancelUserErrors { code } } }`;
  expect((await ask(shop, text, { id: gid('Order', order.id) })).data.orderCancel).toEqual({
    job: { done: true },
    orderCancelUserErrors: [],
  });
  const { data } = await ask(
    shop,
    '{ orders(first: 1) { nodes { cancelReason displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } } } }',
  );
  expect(data.orders.nodes[0]).toEqual({
    cancelReason: 'CUSTOMER',
    displayFinancialStatus: 'REFUNDED',
    currentTotalPriceSet: { shopMoney: { amount: '0.0' } },
  });
});

test('a marketplace may be liable for the tax of one line only', () => {
  const order = shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', channelLiable: true }, { sku: 'CDL-FIG-220' }] });
  expect(order.lines.map(line => line.taxes[0]?.channelLiable)).toEqual([true, false]);
});

test('the controls name the field that is wrong', async () => {
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${shop.url}/_sample/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const wrong = await post('orders', { lines: [{ sku: 'MUG-SLT-350', quantity: 0 }] });
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({ problems: [{ field: 'lines.0.quantity' }] });
  const unknown = await post('orders', { lines: [{ sku: 'NOT-THERE' }] });
  expect(await unknown.json()).toMatchObject({ problems: [{ field: 'lines.0.unitPrice' }] });
  const good = await post('orders', { lines: [{ sku: 'MUG-SLT-350' }] });
  expect(await good.json()).toMatchObject({ name: '#1001', total: '18.85 GBP' });
  expect((await post('orders/1001/refund', { all: true })).status).toBe(200);
  expect(shop.findOrder('#1001')?.refunds).toHaveLength(1);
  const garbled = await post('orders/%zz/refund', {});
  expect(garbled.status).toBe(422);
  expect(await garbled.json()).toMatchObject({
    problems: [{ field: 'path', message: expect.stringContaining('%zz') }],
  });
  await post('faults', [{ kind: 'http', status: 500 }]);
  expect((await ask(shop, '{ shop { id } }')).status).toBe(500);
});

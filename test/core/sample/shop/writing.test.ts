import { describe, expect, test } from 'vitest';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { ask, type Json } from './ask.ts';
import { emptyShop } from './empty-shop.ts';

const sample = emptyShop();

const item = (): string =>
  gid('InventoryItem', sample.shop.store.variants.withSku('MUG-SLT-350')[0]?.inventoryItemId ?? 0);
const room = (): string => gid('Location', [...sample.shop.store.locations.keys()][0] ?? 0);

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
    const { data, errors } = await ask(sample.shop, text, { input: given, key });
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
    sample.pass(86_400_000);
    expect(await set('k', input(170, 180))).toMatchObject({ userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE' }] });
  });

  test('without a key, or with more than 250 quantities, nothing runs', async () => {
    const bare = text.replace(' @idempotent(key: $key)', '').replace(', $key: String!', '');
    expect((await ask(sample.shop, bare, { input: input(1, null) })).errors[0]).toMatchObject({
      message: 'The @idempotent directive is required for this mutation but was not provided.',
      extensions: { code: 'BAD_REQUEST' },
    });
    const many = { ...input(1, null), quantities: Array.from({ length: 251 }, () => input(1, null).quantities[0]) };
    expect(await set('m', many)).toMatchObject({ extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } });
  });

  test('an order commits stock, sending it takes it off the shelf', async () => {
    const level = (): Json => {
      const variant = sample.shop.store.variants.withSku('MUG-SLT-350')[0];
      return sample.shop.store.levels.get(
        variant?.inventoryItemId ?? 0,
        [...sample.shop.store.locations.keys()][0] ?? 0,
      )?.quantities;
    };
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 3 }] });
    expect(level()).toMatchObject({ available: 177, committed: 3 });
    sample.shop.fulfilOrder(order);
    expect(level()).toMatchObject({ available: 177, committed: 0 });
    sample.shop.refundOrder(order, { lines: [{ sku: 'MUG-SLT-350', restock: 'RETURN' }] });
    expect(level()).toMatchObject({ available: 178, committed: 0 });
    sample.shop.cancelOrder(sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] }));
    expect(level()).toMatchObject({ available: 178, committed: 0 });
  });
});

describe('metafieldsSet', () => {
  const text = `mutation($fields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $fields) {
    metafields { namespace value compareDigest ownerType } userErrors { code field } } }`;
  const set = async (ownerId: string, more: Json): Promise<Json> =>
    (
      await ask(sample.shop, text, {
        fields: [{ ownerId, namespace: '$app:agent', key: 'lease', type: 'json', ...more }],
      })
    ).data.metafieldsSet;

  test("the app's own data is written by compare-and-set", async () => {
    const read =
      '{ currentAppInstallation { id metafield(namespace: "$app:agent", key: "lease") { value compareDigest } } }';
    const before = (await ask(sample.shop, read)).data.currentAppInstallation;
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
    expect((await ask(sample.shop, read)).data.currentAppInstallation.metafield.value).toBe('{"by":"C"}');
  });

  test('writing on an order makes the order look changed', async () => {
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] });
    sample.pass(60_000);
    await set(gid('Order', order.id), { value: '{}' });
    expect(sample.shop.findOrder(order)?.updatedAt).toBe(sample.now());
  });
});

describe('fulfillmentCreate', () => {
  const text = `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
    fulfillment { status trackingInfo { company number } order { displayFulfillmentStatus } } userErrors { field message } } }`;

  test('sends a part, then the rest, then no more', async () => {
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 2 }] });
    const [own] = order.fulfilmentOrders;
    const send = async (quantity: number): Promise<Json> => {
      const part = { id: gid('FulfillmentOrderLineItem', own?.lines[0]?.id ?? 0), quantity };
      const wanted = { fulfillmentOrderId: gid('FulfillmentOrder', own?.id ?? 0), fulfillmentOrderLineItems: [part] };
      const f = { lineItemsByFulfillmentOrder: [wanted], trackingInfo: { company: 'DPD', number: '15' } };
      return (await ask(sample.shop, text, { f })).data.fulfillmentCreate;
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
  const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }] });
  const text = `mutation($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) {
    job { done } orderCancelUserErrors { code } } }`;
  expect((await ask(sample.shop, text, { id: gid('Order', order.id) })).data.orderCancel).toEqual({
    job: { done: true },
    orderCancelUserErrors: [],
  });
  const { data } = await ask(
    sample.shop,
    '{ orders(first: 1) { nodes { cancelReason displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } } } }',
  );
  expect(data.orders.nodes[0]).toEqual({
    cancelReason: 'CUSTOMER',
    displayFinancialStatus: 'REFUNDED',
    currentTotalPriceSet: { shopMoney: { amount: '0.0' } },
  });
});

test('a marketplace may be liable for the tax of one line only', () => {
  const order = sample.shop.placeOrder({
    lines: [{ sku: 'MUG-SLT-350', channelLiable: true }, { sku: 'CDL-FIG-220' }],
  });
  expect(order.lines.map(line => line.taxes[0]?.channelLiable)).toEqual([true, false]);
});

test('the controls name the field that is wrong', async () => {
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${sample.shop.url}/_sample/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const wrong = await post('orders', { lines: [{ sku: 'MUG-SLT-350', quantity: 0 }] });
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({ problems: [{ field: 'lines.0.quantity' }] });
  const unknown = await post('orders', { lines: [{ sku: 'NOT-THERE' }] });
  expect(await unknown.json()).toMatchObject({ problems: [{ field: 'lines.0.unitPrice' }] });
  const good = await post('orders', { lines: [{ sku: 'MUG-SLT-350' }] });
  expect(await good.json()).toMatchObject({ name: '#1001', total: '18.85 GBP' });
  expect((await post('orders/1001/refund', { all: true })).status).toBe(200);
  expect(sample.shop.findOrder('#1001')?.refunds).toHaveLength(1);
  const garbled = await post('orders/%zz/refund', {});
  expect(garbled.status).toBe(422);
  expect(await garbled.json()).toMatchObject({
    problems: [{ field: 'path', message: expect.stringContaining('%zz') }],
  });
  await post('faults', [{ kind: 'http', status: 500 }]);
  expect((await ask(sample.shop, '{ shop { id } }')).status).toBe(500);
});

import { describe, expect, test } from 'vitest';
import type { Order } from '../../../../core/sample/shop/order-records.ts';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { ask, type Json } from './ask.ts';
import { emptyShop } from './empty-shop.ts';

const sample = emptyShop();

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
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 3 }], shipping: null });
    const orderId = gid('Order', order.id);
    const send = async (key: string, input: Json): Promise<Json> =>
      (await ask(sample.shop, text, { key, input: { orderId, ...input } })).data.refundCreate;
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
    expect(sample.shop.findOrder(order)?.refunds).toHaveLength(2);
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
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350' }], giftCardPayment: '10', shipping: null });
    const input = { ...all(order), transactions: [back(order, 0, '10.00'), back(order, 1, '4.90')] };
    const { data } = await ask(sample.shop, text, { input });
    expect(data.refundCreate).toMatchObject({ order: { displayFinancialStatus: 'REFUNDED' }, userErrors: [] });
    const paidBack = sample.shop.findOrder(order)?.transactions.filter(one => one.kind === 'REFUND');
    expect(paidBack?.map(one => [one.gateway, one.amount.shop])).toEqual([
      ['gift_card', 1000],
      ['shopify_payments', 490],
    ]);
  });

  test("an order in the customer's own currency is refunded in it, to nothing on both sides", async () => {
    const presentment = { currency: 'ISK', rate: '176.31' };
    const order = sample.shop.placeOrder({ lines: [{ sku: 'MUG-SLT-350', quantity: 3 }], shipping: null, presentment });
    expect(order.lines[0]?.unitPrice).toEqual({ shop: 1490, presentment: 2627 });
    const input = { ...all(order), transactions: [back(order, 0, '7881')] };
    expect((await ask(sample.shop, text, { input })).data.refundCreate.userErrors[0].field).toEqual(['currency']);
    const again = await ask(sample.shop, text.replace('"k"', '"k2"'), { input: { ...input, currency: 'ISK' } });
    expect(again.data.refundCreate.order).toEqual({
      displayFinancialStatus: 'REFUNDED',
      netPaymentSet: { shopMoney: { amount: '0.0' }, presentmentMoney: { amount: '0.0' } },
    });
  });
});

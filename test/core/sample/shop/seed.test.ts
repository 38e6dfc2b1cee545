import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../../core/sample/shop/catalogue.ts';
import {
  CURRENT,
  EVERY,
  figures,
  financialStatus,
  lineAmounts,
  payments,
  SOLD,
  tips,
} from '../../../../core/sample/shop/figures.ts';
import { fromRandom } from '../../../../core/sample/shop/random.ts';
import type { Line, Order } from '../../../../core/sample/shop/order-records.ts';
import { builtIn } from '../../../../core/sample/shop/seed.ts';
import { startSampleShop } from '../../../../core/sample/shop/server.ts';
import { onHand } from '../../../../core/sample/shop/store.ts';
import { oneEvent } from '../../../../core/sample/shop/traffic.ts';

const END = Date.parse('2026-11-23T15:00:00Z');
const shop = builtIn(END);
const SIDES = ['shop', 'presentment'] as const;
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const kinds = (of: (order: Order) => boolean): number => shop.orders.filter(of).length;

describe('the built-in shop', () => {
  test('has 60 variants, 2 locations, 40 customers and 300 orders of the last 60 days', () => {
    expect([shop.variants.length, shop.locations.length, shop.customers.length, shop.orders.length]).toEqual([
      60, 2, 40, 300,
    ]);
    expect(new Set(CATALOGUE.map(item => item.sku)).size).toBe(60);
    expect(shop.products).toHaveLength(25);
    for (const order of shop.orders) {
      expect(order.createdAt).toBeGreaterThan(END - 60 * 86_400_000);
      expect(order.updatedAt).toBeLessThanOrEqual(END);
      expect(order.updatedAt).toBeGreaterThanOrEqual(order.createdAt);
    }
  });

  test('is the same for the same number and end, and another for another number', () => {
    expect(JSON.stringify(builtIn(END))).toBe(JSON.stringify(shop));
    for (const number of [2, 3, 4]) expect(builtIn(END, number).orders).toHaveLength(300);
    expect(JSON.stringify(builtIn(END, 2))).not.toBe(JSON.stringify(shop));
  });

  test('every order adds up on both sides of its money', () => {
    for (const order of shop.orders) {
      for (const side of SIDES) {
        const goods = order.lines.filter(line => line.kind !== 'tip');
        const sold = (line: Line): number => line.units.filter(SOLD).length;
        const discounts = sum(goods.map(line => lineAmounts(line, SOLD).discount[side]));
        const shipping = sum(
          order.shipping.flatMap(one => [one.price[side], ...one.allocations.map(a => -a.amount[side])]),
        );
        const tax = sum(
          [...goods.flatMap(line => lineAmounts(line, SOLD).taxes), ...order.shipping.flatMap(one => one.taxes)].map(
            one => one.amount[side],
          ),
        );
        const total =
          sum(goods.map(line => line.unitPrice[side] * sold(line))) -
          discounts +
          shipping +
          (order.taxesIncluded ? 0 : tax) +
          tips(order, SOLD)[side];
        expect(figures(order).sold.total[side], order.name).toBe(total);
        expect(figures(order).sold.tax[side], order.name).toBe(tax);
      }
    }
  });

  test('a line bears exactly its rate of tax, to the penny', () => {
    for (const order of shop.orders) {
      for (const line of order.lines) {
        const { net, taxes } = lineAmounts(line, EVERY);
        for (const tax of taxes) {
          const rate = Number(tax.rate);
          const exact = order.taxesIncluded ? (net.shop * rate) / (1 + rate) : net.shop * rate;
          expect(Math.abs(tax.amount.shop - exact), order.name).toBeLessThanOrEqual(0.5 + 1e-9);
        }
      }
    }
  });

  test('what a refund takes and what stays make the whole', () => {
    for (const order of shop.orders) {
      for (const side of SIDES) {
        const refunded = sum(
          order.refunds.flatMap(one => [
            ...one.lines.map(line => line.subtotal[side]),
            ...one.shipping.map(each => each.subtotal[side]),
          ]),
        );
        const refundedTax = sum(
          order.refunds.flatMap(one => [
            ...one.lines.flatMap(line => line.taxes.map(tax => tax.amount[side])),
            ...one.shipping.map(each => each.tax[side]),
          ]),
        );
        const { sold, current } = figures(order);
        expect(sold.total[side] - refunded - (order.taxesIncluded ? 0 : refundedTax), order.name).toBe(
          current.total[side],
        );
      }
      if (financialStatus(order) === 'PAID')
        expect(payments(order).outstanding.shop, order.name).toBe(expectedDebt(order));
    }
  });

  test('the ledger of an order sums to what the order comes to now', () => {
    for (const order of shop.orders) {
      const sales = order.agreements.flatMap(one => one.sales).filter(sale => sale.type !== 'ADJUSTMENT');
      expect(sum(sales.map(sale => sale.total.shop)), order.name).toBe(figures(order).current.total.shop);
    }
  });

  test('all the kinds of order a shop meets are there', () => {
    const found = {
      overTheCounter: kinds(
        one =>
          one.sourceName === 'pos' && one.customerId === null && one.email === null && one.retailLocationId !== null,
      ),
      guests: kinds(one => one.customerId === null && one.email !== null),
      codes: kinds(one => one.discounts.some(each => each.kind === 'code' && each.target === 'LINE_ITEM')),
      automatic: kinds(one => one.discounts.some(each => each.kind === 'automatic')),
      freeDelivery: kinds(one => one.shipping.some(each => each.price.shop === 0)),
      paidDelivery: kinds(one => one.shipping.some(each => each.price.shop > 0)),
      reducedVat: kinds(one => one.lines.some(line => line.taxes.some(tax => tax.rate === '0.05'))),
      zeroVat: kinds(one => one.lines.some(line => line.taxes.some(tax => tax.rate === '0'))),
      netPrices: kinds(one => !one.taxesIncluded),
      germany: kinds(one => one.shippingAddress?.countryCode === 'DE'),
      america: kinds(one => one.shippingAddress?.countryCode === 'US'),
      euros: kinds(one => one.presentmentCurrency === 'EUR'),
      pending: kinds(one => financialStatus(one) === 'PENDING'),
      authorized: kinds(one => financialStatus(one) === 'AUTHORIZED'),
      partlyRefunded: kinds(one => financialStatus(one) === 'PARTIALLY_REFUNDED'),
      refunded: kinds(one => financialStatus(one) === 'REFUNDED'),
      archived: kinds(one => one.closedAt !== null),
      edited: kinds(one => one.edited && one.lines.some(line => line.units.includes('removed'))),
      tips: kinds(one => one.lines.some(line => line.kind === 'tip')),
      giftCards: kinds(one => one.transactions.some(each => each.gateway === 'gift_card')),
      long: kinds(one => one.lines.length > 50),
    };
    for (const [kind, count] of Object.entries(found)) expect(count, kind).toBeGreaterThan(0);
    expect(kinds(one => one.test || one.risk === 'HIGH' || one.cancelledAt !== null)).toBe(0);
    expect(kinds(one => one.lines.some(line => line.kind !== 'tip' && line.variantId === null))).toBe(0);
  });

  test('what is on hand was counted before the first sale, less what has left and not come back; open orders hold a part of it', () => {
    const skuOf = new Map(shop.variants.map(one => [one.inventoryItemId, one.sku]));
    const stockOf = new Map(CATALOGUE.map(item => [item.sku, item.stock]));
    const left = shop.levels.map(level => {
      const stock = stockOf.get(skuOf.get(level.itemId) ?? '');
      const name = shop.locations.find(one => one.id === level.locationId)?.name;
      expect(level.quantities.available).toBeGreaterThanOrEqual(0);
      return (stock?.[name === 'Stock room' ? 'Stock room' : 'Leeds Shop'] ?? 0) - onHand(level);
    });
    const sent = shop.orders.flatMap(order =>
      order.lines.filter(line => line.variantId !== null).map(line => line.fulfilled),
    );
    const back = shop.orders.flatMap(order =>
      order.refunds.flatMap(refund =>
        refund.lines.filter(line => line.restockType === 'RETURN').map(line => line.quantity),
      ),
    );
    expect(sum(left)).toBe(sum(sent) - sum(back));
    expect(sum(sent)).toBeGreaterThan(0);
    const open = sum(
      shop.orders.flatMap(order => order.fulfilmentOrders.flatMap(one => one.lines.map(line => line.remaining))),
    );
    expect(sum(shop.levels.map(level => level.quantities.committed))).toBe(open);
  });
});

/** An edit that nobody has settled yet leaves a difference, by exactly what was added and removed. */
const expectedDebt = (order: Order): number =>
  order.edited ? figures(order).current.total.shop - payments(order).received.shop : 0;

test('discounts of indivisible pennies go one unit at a time from the first line', async () => {
  const running = await startSampleShop({ seed: 'empty' });
  const order = running.placeOrder({
    lines: [
      { title: 'A', quantity: 3, unitPrice: '10' },
      { title: 'B', unitPrice: '10' },
      { title: 'C', unitPrice: '10' },
    ],
    discount: { code: 'TEN', amount: '10.01' },
    shipping: null,
  });
  expect(order.lines.map(line => sum(line.allocations.map(one => one.amount.shop)))).toEqual([601, 200, 200]);
  const refunded = running.refundOrder(order, { lines: [{ title: 'A', quantity: 1 }] });
  expect(refunded.refunds[0]?.lines[0]?.subtotal.shop).toBe(800);
  expect(figures(refunded).current.total.shop).toBe(3199);
  expect(lineAmounts(refunded.lines[0] ?? order.lines[0] ?? fail(), CURRENT).net.shop).toBe(1599);
  await running.close();
});

function fail(): never {
  throw new Error('The order has no line.');
}

test('traffic brings test orders, unknown items, high risks and refunds among ordinary orders', async () => {
  const running = await startSampleShop({ seed: 'empty' });
  let state = 1;
  const luck = fromRandom(() => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
  for (let i = 0; i < 150; i += 1) oneEvent(running, luck);
  const orders = running.store.allOrders();
  const count = (of: (order: Order) => boolean): number => orders.filter(of).length;
  expect(count(one => one.test)).toBeGreaterThan(0);
  expect(count(one => one.lines.some(line => line.variantId === null))).toBeGreaterThan(0);
  expect(count(one => one.risk === 'HIGH')).toBeGreaterThan(0);
  expect(count(one => one.refunds.length > 0)).toBeGreaterThan(0);
  expect(count(one => !one.test && one.risk !== 'HIGH')).toBeGreaterThan(100);
  await running.close();
});

import { expect, test } from 'vitest';
import { chargedLines, balanceTax } from '../../../core/flows/import-orders/lines.ts';
import { paymentsOf } from '../../../core/flows/import-orders/mapping.ts';
import { chargedTotals, ownTaxTotal, settle, sumOfLines } from '../../../core/flows/import-orders/totals.ts';
import { money, zero } from '../../../core/model/money.ts';
import type { Transaction } from '../../../core/model/order.ts';
import { bag, line, order, tax } from './order-parts.ts';

test('a line removed by an edit is not sold; its share of discount and tax goes with it', () => {
  const edited = order({
    edited: true,
    lines: [
      line({
        quantity: 3,
        currentQuantity: 2,
        unitPrice: bag('10.00'),
        discount: bag('3.00'),
        taxLines: [tax('0.2', '4.50')],
      }),
    ],
  });
  expect(chargedLines(edited, 'shop')).toMatchObject([
    {
      quantity: 2,
      discount: money('2.00', 'GBP'),
      amount: money('18.00', 'GBP'),
      taxes: [{ rate: '0.2', amount: money('3.00', 'GBP') }],
    },
  ]);
});

test('a refunded line was sold all the same', () => {
  const refunded = order({ lines: [line({ quantity: 2, currentQuantity: 0, refundedQuantity: 2 })] });
  expect(chargedLines(refunded, 'shop')).toMatchObject([{ quantity: 2, amount: money('24.00', 'GBP') }]);
});

test('a line that is gone altogether leaves no line', () => {
  expect(chargedLines(order({ lines: [line({ currentQuantity: 0 })] }), 'shop')).toEqual([]);
});

test('a tip that Shopify also shows as a line is booked once', () => {
  const asLine = order({
    lines: [line({}), line({ id: 'tip', title: 'Tip', sku: undefined, unitPrice: bag('2.50') })],
    tip: bag('2.50'),
  });
  expect(chargedLines(asLine, 'shop').map(one => [one.role, one.amount.amount])).toEqual([
    ['product', '12.00'],
    ['tip', '2.50'],
  ]);
  const apart = order({ tip: bag('2.50') });
  expect(chargedLines(apart, 'shop').map(one => [one.role, one.amount.amount])).toEqual([
    ['product', '12.00'],
    ['tip', '2.50'],
  ]);
});

test('a gift card over the same amount as the tip is still booked as a gift card', () => {
  const free = { sku: undefined, unitPrice: bag('5.00') };
  const both = order({
    lines: [line({ ...free, title: 'Gift card', isGiftCard: true }), line({ ...free, id: 'tip', title: 'Tip' })],
    tip: bag('5.00'),
  });
  expect(chargedLines(both, 'shop').map(one => [one.role, one.title, one.amount.amount])).toEqual([
    ['gift-card', 'Gift card', '5.00'],
    ['tip', 'Tip', '5.00'],
  ]);
});

test('TAX-08 a marketplace’s tax inside the price is taken out of the line and stands alone', () => {
  const marketplace = order({ lines: [line({ taxLines: [tax('0.2', '2.00', true)] })], totalTax: bag('2.00') });
  const lines = chargedLines(marketplace, 'shop');
  expect(lines.map(one => [one.role, one.amount.amount, one.taxes.length])).toEqual([
    ['product', '10.00', 0],
    ['marketplace-tax', '2.00', 0],
  ]);
  expect(ownTaxTotal(marketplace, lines, 'shop')).toEqual(zero('GBP'));
  expect(settle(chargedTotals(marketplace, lines, 'shop'), sumOfLines(lines, true, 'GBP'), '0').kind).toBe('equal');
});

test('a penny between the order’s tax and its lines’ goes to the largest of them, more than the limit stays', () => {
  const lines = chargedLines(
    order({ lines: [line({ taxLines: [tax('0.05', '0.57')] }), line({ id: '2', taxLines: [tax('0.2', '2.00')] })] }),
    'shop',
  );
  const taxes = (orderTax: string) =>
    balanceTax(lines, money(orderTax, 'GBP'), '0.01').flatMap(one => one.taxes.map(each => each.amount.amount));
  expect(taxes('2.58')).toEqual(['0.57', '2.01']);
  expect(taxes('2.56')).toEqual(['0.57', '1.99']);
  expect(taxes('2.60')).toEqual(['0.57', '2.00']);
});

const paid = (kind: string, amount: string, gateway = 'cash', status = 'SUCCESS'): Transaction => ({
  id: `gid://shopify/OrderTransaction/${kind}-${amount}`,
  kind,
  status,
  gateway,
  test: false,
  processedAt: undefined,
  amount: bag(amount),
});
const amountsPaid = (...transactions: readonly Transaction[]): readonly string[] =>
  paymentsOf(order({ transactions }), 'shop').map(one => `${one.gateway} ${one.amount.shop.amount}`);

test('a note given over the counter is a payment less the change', () => {
  expect(amountsPaid(paid('SALE', '20.00'), paid('CHANGE', '8.00'))).toEqual(['cash 12.00']);
  expect(amountsPaid(paid('SALE', '5.00', 'gift_card'), paid('SALE', '10.00'), paid('CHANGE', '3.00'))).toEqual([
    'gift_card 5.00',
    'cash 7.00',
  ]);
  // Deducted by the till already.
  expect(amountsPaid(paid('SALE', '12.00'), paid('CHANGE', '8.00'))).toEqual(['cash 12.00']);
});

test('authorisations, refunds and what did not succeed are no payments', () => {
  expect(
    amountsPaid(
      paid('AUTHORIZATION', '12.00', 'card'),
      paid('SALE', '12.00', 'card', 'FAILURE'),
      paid('CAPTURE', '12.00', 'card'),
      paid('REFUND', '2.00', 'card'),
    ),
  ).toEqual(['card 12.00']);
});

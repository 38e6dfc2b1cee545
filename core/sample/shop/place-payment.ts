import { InputProblem } from './input-problem.ts';
import { isZero, minus, NO_MONEY, type Bag } from './money.ts';
import { bagOf, type Currencies } from './order-price.ts';
import type { Placement } from './place-input.ts';
import type { Transaction } from './order-records.ts';
import type { Store } from './store.ts';

/** How an order is paid when it is placed: a gift card's part first, then the rest through one gateway. */
export function paymentsFor(
  store: Store,
  input: Placement,
  total: Bag,
  currencies: Currencies,
  at: number,
  locationId: number | null,
): Transaction[] {
  const gateway = input.gateway ?? (input.walkIn ? 'cash' : 'shopify_payments');
  const status = input.financialStatus ?? (gateway === 'bank_deposit' ? 'pending' : 'paid');
  const one = (amount: Bag, over: Partial<Transaction>): Transaction => ({
    id: store.nextId(),
    kind: 'SALE',
    status: 'SUCCESS',
    gateway,
    amount,
    parentId: null,
    test: input.test,
    locationId,
    at,
    ...over,
  });
  if (isZero(total)) return [];
  const card = input.giftCardPayment === undefined ? NO_MONEY : bagOf(input.giftCardPayment, currencies);
  const rest = minus(total, card);
  if (rest.shop < 0) throw new InputProblem('giftCardPayment', 'is more than the order comes to');
  const list = isZero(card) ? [] : [one(card, { gateway: 'gift_card' })];
  if (isZero(rest)) return list;
  if (status === 'partially_paid') {
    const half = { shop: Math.floor(rest.shop / 2), presentment: Math.floor(rest.presentment / 2) };
    return [...list, one(half, {})];
  }
  if (status === 'authorized') return [...list, one(rest, { kind: 'AUTHORIZATION' })];
  return [...list, one(rest, { status: status === 'pending' ? 'PENDING' : 'SUCCESS' })];
}

import type { Remark } from '../../engine/plan.ts';
import { isNegative, isZero, subtract, sum, type Money } from '../../model/money.ts';
import { moneyInWords } from '../../model/money-words.ts';
import type { Order } from '../../model/order.ts';
import type { ImportPolicy } from './policy.ts';
import { paymentsOf } from './mapping.ts';

/** Money that went back. */
const refundedIn = (order: Order, { moneySide: side }: ImportPolicy['orders']): Money =>
  sum(
    order.transactions.filter(one => one.kind === 'REFUND' && one.status === 'SUCCESS').map(one => one.amount[side]),
    order.total[side].currency,
  );

const isSome = (amount: Money): boolean => !isZero(amount) && !isNegative(amount);

/** What was taken back in Shopify, as money or as goods. The sale is posted as it was; what came back is not carried, so it must be said. */
export function remarkOn(order: Order, policy: ImportPolicy): Remark | undefined {
  const { moneySide: side } = policy.orders;
  const refunded = refundedIn(order, policy.orders);
  const unpaid = subtract(subtract(order.total[side], order.currentTotal[side]), refunded);
  const words = [
    isSome(refunded)
      ? `${moneyInWords(refunded, policy.shopCurrency)} was refunded in Shopify and is not in ${policy.erp}: book the refund there by hand.`
      : undefined,
    isSome(unpaid) && order.cancelledAt === undefined
      ? `Goods for ${moneyInWords(unpaid, policy.shopCurrency)} were taken back in Shopify without a refund, and ${policy.erp} does not know: book a credit note there by hand.`
      : undefined,
  ].filter(part => part !== undefined);
  if (words.length === 0) return undefined;
  return {
    words: words.join(' '),
    notice: {
      code: 'refunds-by-hand',
      words: `Refunds and returns are not carried into ${policy.erp} yet. Each order concerned says in its history how much to book there by hand.`,
    },
  };
}

/** A cancelled order stays out of the books; money that was kept all the same must be said. */
export function keptMoney(order: Order, policy: ImportPolicy): Remark | undefined {
  const { moneySide: side } = policy.orders;
  const paid = sum(
    paymentsOf(order, side).map(one => one.amount[side]),
    order.total[side].currency,
  );
  const kept = subtract(paid, refundedIn(order, policy.orders));
  if (!isSome(kept)) return undefined;
  return {
    words: `${moneyInWords(kept, policy.shopCurrency)} of its payment was not refunded and is not in ${policy.erp}: refund it in Shopify, or book it there by hand.`,
    notice: {
      code: 'cancelled-with-money',
      words: `A cancelled order whose money was kept is not in ${policy.erp}. Its history says how much.`,
    },
  };
}

export const leftRemark = (order: Order): Remark => ({
  words: `A person left the books as they are, although they differ from ${order.name}. Nothing more is written for it: invoice and payment are made by hand.`,
  notice: undefined,
});

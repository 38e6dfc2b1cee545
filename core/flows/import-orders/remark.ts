import type { Remark } from '../../engine/plan.ts';
import { isZero, sum } from '../../model/money.ts';
import type { Order } from '../../model/order.ts';
import type { ImportPolicy } from './policy.ts';
import { inWords } from './problems.ts';

/** Money that went back in Shopify. The sale is posted as it was; the refund is not carried, so it must be said. */
export function remarkOn(order: Order, policy: ImportPolicy): Remark | undefined {
  const side = policy.orders.moneySide;
  const refunds = order.transactions.filter(one => one.kind === 'REFUND' && one.status === 'SUCCESS');
  const refunded = sum(
    refunds.map(one => one.amount[side]),
    order.total[side].currency,
  );
  if (isZero(refunded)) return undefined;
  return {
    words: `${inWords(refunded)} was refunded in Shopify and is not in ${policy.erp}: book the refund there by hand.`,
    notice: {
      code: 'refunds-by-hand',
      words: `Refunds are not carried into ${policy.erp} yet. Each refunded order says in its history how much to book there by hand.`,
    },
  };
}

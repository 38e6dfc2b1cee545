import type { Order } from '../../model/order.ts';
import type { Sale } from '../../model/sale.ts';
import { shopDay } from './day.ts';
import { veiled } from './keys.ts';
import { soldSkus } from './lines.ts';
import { emailOf, personKey } from './person.ts';
import type { ImportPolicy } from './policy.ts';

/** What the journal may keep of the order, to find it again and to add up a day. */
export function saleOf(order: Order, { orders, shopZone, digest }: ImportPolicy): Sale {
  const customer = personKey(order, digest);
  const email = veiled(emailOf(order), digest);
  return {
    day: shopDay(order.processedAt, shopZone),
    total: order.total[orders.moneySide],
    skus: [...new Set(soldSkus(order))],
    ...(customer === undefined ? {} : { customer }),
    ...(email === null ? {} : { email }),
  };
}

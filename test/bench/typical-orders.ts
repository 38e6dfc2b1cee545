import { ordinaryOrder } from '../../core/sample/shop/ordinary-order.ts';
import type { PlaceOrderInput } from '../../core/sample/shop/place-input.ts';
import { chance } from '../../core/sample/shop/random.ts';
import type { SampleShop } from '../../core/sample/shop/server.ts';
import type { WorldClock } from '../world/clock.ts';

/** Paid orders of one to four lines, the same ones each time, while so much time passes. */
export function placeTypicalOrders(shop: SampleShop, count: number, clock: WorldClock, withinMs: number): void {
  const luck = chance(72);
  const regulars = [...shop.store.customers.values()].flatMap(one => one.email ?? []);
  for (let nth = 0; nth < count; nth += 1) {
    clock.advance(withinMs / count);
    shop.placeOrder(paid(ordinaryOrder(luck, regulars)));
  }
}

const paid = ({ lines, gateway, ...rest }: PlaceOrderInput): PlaceOrderInput => ({
  ...rest,
  lines: lines.slice(0, 4),
  gateway: gateway === 'bank_deposit' || gateway === undefined ? 'shopify_payments' : gateway,
  financialStatus: 'paid',
});

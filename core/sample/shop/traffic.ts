import { figures } from './figures.ts';
import { ordinaryOrder } from './ordinary-order.ts';
import type { PlaceOrderInput } from './place-input.ts';
import { fromRandom, type Chance } from './random.ts';
import type { Order } from './order-records.ts';
import type { SampleShop } from './sample-shop.ts';

export interface TrafficOptions {
  /** The mean time between two orders. */
  readonly everyMs: number;
  /** 0 <= n < 1 */
  readonly random?: () => number;
}

/** Keeps the shop busy until stopped: mostly ordinary orders, now and then one that needs a person's eye. */
export function startTraffic(shop: SampleShop, options: TrafficOptions): { stop: () => void } {
  const luck = fromRandom(options.random ?? Math.random);
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(
      () => {
        oneEvent(shop, luck);
        wait();
      },
      options.everyMs * (0.5 + luck.next()),
    );
  };
  wait();
  return { stop: () => clearTimeout(timer) };
}

/** One thing that happens in the shop. */
export function oneEvent(shop: SampleShop, luck: Chance): Order {
  const regulars = [...shop.store.customers.values()].flatMap(one => one.email ?? []);
  const usual = ordinaryOrder(luck, regulars);
  const kind = luck.next();
  if (kind < 0.04) return shop.placeOrder({ ...usual, test: true });
  if (kind < 0.08) return shop.placeOrder({ ...usual, lines: [...usual.lines, luck.of(GONE)] });
  if (kind < 0.12) return shop.placeOrder(highRisk(usual));
  if (kind < 0.18) {
    const earlier = refundable(shop);
    if (earlier.length > 0)
      return shop.refundOrder(luck.of(earlier), luck.oneIn(2) ? { all: true } : { amount: '2.00', reason: 'CUSTOMER' });
  }
  return shop.placeOrder(usual);
}

/** Products the shop has deleted: the order line stays, its variant is gone. */
const GONE = [
  { sku: 'MUG-RED-350', title: 'Stoneware mug, Red', unitPrice: '14.90' },
  { sku: 'VAS-GLS-180', title: 'Bud vase', unitPrice: '16.00' },
];

const highRisk = (usual: PlaceOrderInput): PlaceOrderInput => ({
  lines: usual.lines.map(line => ({ ...line, quantity: 6 })),
  guestEmail: 'qwx8812@post.example',
  name: { firstName: 'J', lastName: 'Smith' },
  shipping: { title: 'Express', price: '6.95' },
  risk: 'high',
});

const refundable = (shop: SampleShop): Order[] =>
  shop.store
    .allOrders()
    .filter(order => order.refunds.length === 0 && order.cancelledAt === null && figures(order).sold.total.shop > 500)
    .filter(order => order.transactions.some(one => one.kind === 'SALE' && one.status === 'SUCCESS'))
    .slice(-40);

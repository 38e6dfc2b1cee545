import { CATALOGUE } from './catalogue.ts';
import { archiveOrder, editOrder, fulfilOrder, isSettled, payOrder, placeOrder, refundOrder } from './changes.ts';
import { payments } from './figures.ts';
import { ordinaryOrder } from './ordinary-order.ts';
import type { PlaceOrderInput } from './place-input.ts';
import { chance, type Chance } from './random.ts';
import type { Order } from './order-records.ts';
import type { Store } from './store.ts';

const COUNT = 300;
const DAY_MS = 86_400_000;

/** Something that happens later to an order of the seed. */
interface Later {
  readonly at: number;
  readonly what: (order: Order) => Order;
  readonly orderId: number;
}

/** Plays sixty days of the shop in their true order, so that every time, number and stock level follows from what came before. */
export function liveThrough(store: Store, end: number, seedNumber: number, setClock: (at: number) => void): void {
  const luck = chance(seedNumber);
  const from = end - 59 * DAY_MS;
  const span = end - 20 * 60_000 - from;
  const later: Later[] = [];
  const regulars = [...store.customers.values()].flatMap(one => one.email ?? []);
  const catchUp = (until: number): void => {
    later.sort((a, b) => a.at - b.at);
    for (let next = later[0]; next && next.at <= until; next = later[0]) {
      later.shift();
      setClock(next.at);
      const order = store.order(next.orderId);
      if (order) next.what(order);
    }
  };
  for (let i = 0; i < COUNT; i += 1) {
    const at = Math.floor((from + (span * i) / (COUNT - 1)) / 1000) * 1000;
    catchUp(at);
    setClock(at);
    const order = placeOrder(store, inputFor(i, luck, regulars));
    for (const one of fate(store, i, order, luck)) {
      if (one.at < end - 60_000) later.push({ ...one, orderId: order.id });
    }
  }
  catchUp(end - 60_000);
}

/** Kinds that must be there come at fixed places; the rest is ordinary trade. */
function inputFor(i: number, luck: Chance, regulars: readonly string[]): PlaceOrderInput {
  const base = ordinaryOrder(luck, regulars);
  const web = (): PlaceOrderInput => {
    let one = base;
    while (one.walkIn === true) one = ordinaryOrder(luck, regulars);
    return { ...one, gateway: 'shopify_payments', financialStatus: 'paid' };
  };
  switch (i) {
    case 7:
    case 58:
      return { ...web(), taxesIncluded: false, tags: ['trade'] };
    case 121:
      return { ...web(), taxesIncluded: false, discount: { code: 'TRADE15', percent: 15 }, tags: ['trade'] };
    case 12:
    case 167:
      return { ...web(), country: 'DE', taxRate: '0', shipping: { title: 'Europe tracked', price: '12.50' } };
    case 44:
      return { ...web(), country: 'IE', taxRate: '0', shipping: { title: 'Europe tracked', price: '12.50' } };
    case 91:
      return { ...web(), country: 'US', taxRate: '0', shipping: { title: 'Worldwide tracked', price: '22.00' } };
    case 29:
    case 133:
    case 210:
      return {
        ...web(),
        country: i === 133 ? 'IE' : 'DE',
        taxRate: '0',
        shipping: { title: 'Europe tracked', price: '12.50' },
        presentment: { currency: 'EUR', rate: i === 210 ? '1.1512' : '1.1487' },
      };
    case 64:
    case 188:
      return web();
    case 36:
      return { lines: base.lines.slice(0, 1), walkIn: true, tip: '2.50', gateway: 'cash' };
    case 77:
      return { ...web(), giftCardPayment: '5' };
    case 150:
      return {
        customer: { email: regulars[2] ?? 'trade@mail.example' },
        lines: CATALOGUE.slice(0, 54).map((item, n) => ({ sku: item.sku, quantity: 1 + (n % 3) })),
        discount: { code: 'OPENING10', percent: 10 },
        note: 'For the holiday cottages, please deliver to the back door.',
      };
    default:
      return base;
  }
}

function fate(store: Store, i: number, order: Order, luck: Chance): Omit<Later, 'orderId'>[] {
  const after = (hours: number): number => order.createdAt + Math.round(hours * 3600) * 1000;
  const what: Omit<Later, 'orderId'>[] = [];
  const then = (hours: number, act: (now: Order) => Order): void => void what.push({ at: after(hours), what: act });
  const firstLine = order.lines[0];
  if (i === 64 || i === 188) {
    then(3, now =>
      editOrder(store, now, { remove: [{ lineItemId: String(firstLine?.id) }], add: [{ sku: 'LIN-TWL-IND' }] }),
    );
  }
  if (order.sourceName === 'pos') then(30, now => archiveOrder(store, now));
  else {
    const paid = order.transactions.every(one => one.status === 'SUCCESS' && one.kind !== 'AUTHORIZATION');
    const waits = !paid && luck.oneIn(3);
    if (!paid && !waits) then(luck.whole(20, 60), now => payOrder(store, now));
    const hours = luck.whole(18, 70);
    const number = `RM${luck.whole(100_000_000, 999_999_999)}GB`;
    if (!waits) {
      then(hours + (paid ? 0 : 60), now => fulfilOrder(store, now, { tracking: { company: 'Royal Mail', number } }));
      then(hours + 130, now => (isSettled(now) ? archiveOrder(store, now) : now));
    }
  }
  // Some things come back.
  if (i % 23 === 5 && i !== 28 && firstLine) then(160, now => giveBack(store, now, i));
  if (i % 61 === 17) then(120, now => goodwill(store, now));
  return what;
}

function giveBack(store: Store, order: Order, i: number): Order {
  const line = order.lines.find(one => one.kind === 'product' && one.units.includes('kept'));
  if (!line || payments(order).received.shop === 0) return order;
  if (i % 2 === 0) return refundOrder(store, order, { all: true, note: 'Changed their mind' });
  return refundOrder(store, order, {
    lines: [{ lineItemId: String(line.id), restock: order.sourceName === 'pos' ? 'RETURN' : 'NO_RESTOCK' }],
  });
}

function goodwill(store: Store, order: Order): Order {
  if (payments(order).received.shop < 1000) return order;
  return refundOrder(store, order, { amount: '3.00', reason: 'DAMAGE', note: 'Chipped in the post' });
}

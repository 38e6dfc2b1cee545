import { CATALOGUE } from './catalogue.ts';
import type { PlaceOrderInput } from './place-input.ts';
import type { Chance } from './random.ts';

const CODES = [
  { code: 'WELCOME10', percent: 10 },
  { code: 'AUTUMN5', amount: '5.00' },
  { code: 'FREEPOST', freeShipping: true },
] as const;

const GUESTS = [
  'h.barker',
  'lucy.moss',
  'dan.wood',
  'fenella',
  'r.ellis',
  'office',
  'j.carr',
  'annie.b',
  'stuart.p',
  'mel.green',
];

/** An order as most of this shop's orders are; some regulars come back more often than others. */
export function ordinaryOrder(luck: Chance, regulars: readonly string[]): PlaceOrderInput {
  const lines = basket(luck);
  const kind = luck.next();
  if (kind < 0.17) {
    return { lines: lines.slice(0, 3), walkIn: true, gateway: luck.oneIn(3) ? 'cash' : 'shopify_payments' };
  }
  const buyer =
    kind < 0.37 || regulars.length === 0
      ? { guestEmail: `${luck.of(GUESTS)}${luck.whole(10, 99)}@post.example`, name: luck.of(NAMES) }
      : { customer: { email: regulars[Math.floor(luck.next() * luck.next() * regulars.length)] ?? luck.of(regulars) } };
  const pay = luck.next();
  return {
    ...buyer,
    lines,
    ...(luck.oneIn(6) ? { discount: luck.of(CODES) } : {}),
    ...(luck.oneIn(9) ? { shipping: { title: 'Express', price: '6.95' } } : {}),
    ...(pay < 0.22
      ? { gateway: 'paypal' }
      : pay < 0.27
        ? { gateway: 'bank_deposit' }
        : pay < 0.31
          ? { financialStatus: 'authorized' }
          : {}),
    ...(luck.oneIn(20) ? { note: 'Please leave with a neighbour.' } : {}),
    ...(luck.oneIn(14) ? { attributes: { 'Gift message': 'With love, from all of us' } } : {}),
  };
}

function basket(luck: Chance): PlaceOrderInput['lines'] {
  const count = luck.of([1, 1, 1, 2, 2, 2, 3, 3, 4, 6]);
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(luck.of(CATALOGUE).sku);
  return [...chosen].map(sku => {
    const quantity = luck.of([1, 1, 1, 1, 2, 2, 4]);
    return quantity === 4 ? { sku, quantity, discountPercent: 15, discountTitle: 'Four or more' } : { sku, quantity };
  });
}

const NAMES = [
  { firstName: 'Helen', lastName: 'Barker' },
  { firstName: 'Lucy', lastName: 'Moss' },
  { firstName: 'Daniel', lastName: 'Wood' },
  { firstName: 'Rob', lastName: 'Ellis' },
];

import { standardOwnership } from '../../../core/ownership/presets.ts';
import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sampleMappings } from '../../../core/erp/sample/seed.ts';
import type { Observed } from '../../../core/flows/import-orders/observed.ts';
import { orderKey } from '../../../core/flows/import-orders/keys.ts';
import { fingerprintOf } from '../../../core/flows/import-orders/fingerprint.ts';
import { planOrder, type Known } from '../../../core/flows/import-orders/plan.ts';
import type { ImportPolicy } from '../../../core/flows/import-orders/policy.ts';
import type { Address, Order } from '../../../core/model/order.ts';
import { money } from '../../../core/model/money.ts';
import type { Item, SalesOrder } from '../../../core/model/sales-order.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { bag, line, order, tax, transaction } from './order-parts.ts';

const digest = (text: string): string => hash('sha256', text, 'hex');
const now = '2026-11-23T12:00:00Z';

const mappings = {
  ...sampleMappings(),
  taxes: [
    { country: 'GB', rate: '0.2', pricesIncludeTax: true, code: 'GB-20' },
    { country: 'FR', rate: '0.2', pricesIncludeTax: true, code: 'FR-20' },
  ],
};
const policy: ImportPolicy = {
  orders: sampleSettings({ domain: '', url: '' }, '').orders,
  mappings,
  ownership: standardOwnership,
  erp: 'Odoo',
  features: { nativeKey: true, acceptsTaxAmounts: true, invoices: true, payments: true, reversals: true },
  shopZone: 'Europe/London',
  shopCountry: 'GB',
  shopCurrency: 'GBP',
  digest,
  now,
};

const mug: Item = { id: '1', name: 'Mug', code: 'MUG', active: true };
const seen = (items: readonly Item[] = [mug]): Observed => ({
  salesOrders: new Map(),
  customersByKey: new Map(),
  customersByEmail: new Map(),
  items: new Map([['MUG', items]]),
  warehouses: 1,
  taxes: undefined,
  paymentMethods: undefined,
});

const sale = (more: Partial<Order>): Order =>
  order({
    email: 'ada@example.com',
    lines: [line({ taxLines: [tax('0.2', '2.00')] })],
    totalTax: bag('2.00'),
    transactions: [transaction('SALE', more.total?.shop.amount ?? '12.00')],
    ...more,
  });
const never = {
  posted: false,
  document: undefined,
  fingerprint: undefined,
  riskAccepted: false,
  postAgain: false,
  left: false,
  undoing: undefined,
  takenBack: false,
  invoice: undefined,
  booked: undefined,
};
const planOf = (of: Order, observed = seen()) => planOrder(of, never, observed, fingerprintOf(of, digest), policy);

const paris: Address = {
  name: 'Zoë',
  company: undefined,
  address1: '1 rue',
  address2: undefined,
  city: 'Paris',
  province: undefined,
  zip: '75001',
  countryCode: 'FR',
  phone: undefined,
};

test('a counter sale is taxed where the shop is, wherever the customer lives', () => {
  const location = { id: 'gid://shopify/Location/1', name: 'Leeds', countryCode: 'GB' };
  const plan = planOf(sale({ retailLocation: location, billingAddress: paris }));
  const post = plan.kind === 'write' ? plan.writes.find(write => write.action === 'post-sales-order') : undefined;
  expect(post?.body.lines.flatMap(one => one.taxes.map(({ code }) => code))).toEqual(['GB-20']);
});

test('goods taken back without money are said, and change the fingerprint', () => {
  const before = sale({});
  const after = sale({ currentTotal: bag('7.00') });
  expect(fingerprintOf(after, digest)).not.toBe(fingerprintOf(before, digest));
  expect(planOf(before)).toMatchObject({ kind: 'write', remark: undefined });
  expect(planOf(after)).toMatchObject({
    remark: { words: expect.stringMatching(/Goods for £5\.00 were taken back .* without a refund/) },
  });
  const refunded = sale({
    currentTotal: bag('7.00'),
    transactions: [transaction('SALE', '12.00'), transaction('REFUND', '5.00')],
  });
  expect(planOf(refunded)).toMatchObject({ remark: { words: expect.stringMatching(/^£5\.00 was refunded[^£]*$/) } });
});

test('ORD-19 an order that Shopify is still assessing waits for a quarter of an hour and no longer', () => {
  const assessed = (createdAt: string) => planOf(sale({ createdAt, riskLevels: ['PENDING'] })).kind;
  expect(assessed('2026-11-23T11:50:00Z')).toBe('wait');
  expect(assessed('2026-11-23T11:44:00Z')).toBe('write');
});

test('a cancelled order is left out, and money that was kept is said', () => {
  const cancelledAt = '2026-11-23T11:00:00Z';
  expect(planOf(sale({ cancelledAt }))).toMatchObject({
    kind: 'skip',
    reason: expect.stringContaining('£12.00 of its payment was not refunded'),
    notice: { code: 'cancelled-with-money' },
  });
  const repaid = [transaction('SALE', '12.00'), transaction('REFUND', '12.00')];
  expect(planOf(sale({ cancelledAt, transactions: repaid }))).toMatchObject({
    kind: 'skip',
    reason: '#1 was cancelled in Shopify.',
    notice: undefined,
  });
});

test('an order of which nothing is left is left out', () => {
  const emptied = line({ quantity: 1, currentQuantity: 0, refundedQuantity: 0 });
  const plan = planOf(sale({ edited: true, lines: [emptied], total: bag('0'), totalTax: bag('0'), transactions: [] }));
  expect(plan).toMatchObject({ kind: 'skip', code: 'nothing-left' });
});

test('TAX-03 a gap between the order’s tax and its lines’ shows both figures', () => {
  const plan = planOf(sale({ totalTax: bag('2.05') }));
  expect(plan).toMatchObject({
    kind: 'park',
    problem: {
      title: '#1 differs by £0.05',
      explanation: expect.stringMatching(/charged £12\.00 \(tax £2\.05\).*makes it £12\.00 \(tax £2\.00\)/),
    },
  });
});

test('a test transaction of a real order is no payment', () => {
  const plan = planOf(sale({ transactions: [transaction('SALE', '12.00', { test: true })] }));
  const actions = plan.kind === 'write' ? plan.writes.map(({ action }) => action) : [];
  expect(actions).toEqual(['create-customer', 'post-sales-order', 'create-invoice']);
});

const held = (more: Partial<SalesOrder> = {}): SalesOrder => ({
  id: '1',
  name: 'S00001',
  key: orderKey('gid://shopify/Order/1'),
  reference: '#1',
  state: 'posted',
  orderDay: '2026-11-23',
  totals: { net: money('10.00', 'GBP'), tax: money('2.00', 'GBP'), gross: money('12.00', 'GBP') },
  delivered: false,
  invoice: undefined,
  ...more,
});
const holding = (document: SalesOrder): Observed => ({ ...seen(), salesOrders: new Map([[document.key, document]]) });

test('a test order that is in the books already is not said to be left out of them', () => {
  const posted = { ...never, posted: true, document: 'S00001' };
  const tested = sale({ test: true });
  const print = fingerprintOf(tested, digest);
  expect(planOrder(tested, posted, seen(), print, policy)).toMatchObject({ kind: 'skip', code: 'test-order' });
  expect(planOrder(tested, posted, holding(held()), print, policy).kind).toBe('write');
});

test('what a person left as it is stays so when the order is paid, and is asked again when the sale changes or is cancelled', () => {
  const document = held({
    totals: { net: money('5.00', 'GBP'), tax: money('1.00', 'GBP'), gross: money('6.00', 'GBP') },
  });
  const unpaid = sale({ financialStatus: 'PENDING', transactions: [] });
  const left = { ...never, posted: true, document: 'S00001', left: true, fingerprint: fingerprintOf(unpaid, digest) };
  const again = (changed: Order) => planOrder(changed, left, holding(document), fingerprintOf(changed, digest), policy);
  expect(again(sale({}))).toMatchObject({ kind: 'write', writes: [], remark: { notice: undefined } });
  expect(again(sale({ total: bag('13.00') })).kind).toBe('conflict');
  expect(again(sale({ cancelledAt: '2026-11-23T11:00:00Z' })).kind).toBe('conflict');
});

const takingBack = (more: Partial<Known>, document: SalesOrder | undefined, of = sale({})) =>
  planOrder(
    of,
    { ...never, posted: true, document: 'S00001', fingerprint: fingerprintOf(of, digest), ...more },
    document === undefined ? seen() : holding(document),
    fingerprintOf(of, digest),
    policy,
  );
const wanted = { undoing: 7, booked: money('12.00', 'GBP') };
const taken = { takenBack: true };
const billed = held({ invoice: { id: '2', name: 'INV1', state: 'posted', totals: held().totals } });

test('what a person wants taken back is reversed under a key of that posting, with what was seen to compare with', () => {
  const plan = takingBack(wanted, billed);
  expect(plan).toMatchObject({ kind: 'skip', code: 'taken-back', reason: expect.stringContaining('INV1 is credited') });
  expect(plan.kind === 'skip' ? plan.writes : []).toMatchObject([
    {
      key: 'shopify:order:1:reversal:7',
      action: 'reverse-order',
      undoes: 7,
      body: { key: 'shopify:order:1', totals: held().totals, day: '2026-11-23' },
      fields: [
        { field: 'invoice INV1', before: 'posted', after: 'credited' },
        { field: 'sales order S00001', before: 'posted', after: 'cancelled' },
      ],
    },
  ]);
});

test.each([
  ['gone', undefined, /does not have it any more/],
  ['a draft again', held({ state: 'draft' }), /made a draft again/],
  ['another total', held({ totals: { ...held().totals, gross: money('13.00', 'GBP') } }), /another total/],
] as const)('what is %s is not taken back', (_what, document, why) =>
  expect(takingBack(wanted, document)).toMatchObject({
    kind: 'conflict',
    problem: { code: 'not-taken-back', explanation: expect.stringMatching(why) },
  }),
);

test('what was taken back stays out, also when it is cancelled in Shopify, until a person wants it and nothing is in the way', () => {
  const cancelled = held({ state: 'cancelled' });
  const away = { ...billed, state: 'cancelled' } as const;
  expect(takingBack(taken, undefined)).toMatchObject({ kind: 'skip', code: 'taken-back', writes: [] });
  expect(takingBack(taken, away)).toMatchObject({ kind: 'skip', code: 'taken-back', writes: [] });
  const off = sale({ cancelledAt: '2026-11-23T11:00:00Z' });
  expect(takingBack(taken, away, off)).toMatchObject({ kind: 'skip', code: 'taken-back-cancelled' });
  expect(takingBack(taken, held())).toMatchObject({ kind: 'conflict', problem: { code: 'taken-back-posted' } });
  const again = { ...taken, postAgain: true };
  expect(takingBack(again, cancelled)).toMatchObject({ kind: 'skip', reason: expect.stringContaining('still stands') });
  expect(takingBack(again, undefined).kind).toBe('write');
  expect(takingBack(again, held({ state: 'draft' })).kind).toBe('write');
  // The first invoice has the only number it can have.
  expect(takingBack({ ...again, invoice: 'INV1' }, undefined).kind).toBe('skip');
});

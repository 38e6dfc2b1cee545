import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ShopSettings } from '../../../core/model/settings.ts';
import { instantOf } from '../../../core/model/time.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { openShop } from '../../../core/shopify/shop.ts';
import { manualClock } from './manual-clock.ts';
import { readAll } from './read-all.ts';
import { never, secretsOf } from './stub-shop.ts';

// Over the wire, against the real schema: documents, headers, limits and money as a server gives them.

const time = manualClock();
let sample: SampleShop;

beforeAll(async () => {
  sample = await startSampleShop({ seed: 'empty', now: () => time.now(), plan: 'plus' });
});
afterAll(() => sample.close());

const scopes = ['read_orders', 'read_customers', 'read_locations'];

function open(credentials: ShopSettings['credentials'] = 'admin-token') {
  const settings = { domain: sample.domain, endpoint: sample.url, credentials, apiVersion: '2026-10' };
  const secrets = secretsOf({
    'shop-token': sample.accessToken,
    'shop-client-id': sample.clientId,
    'shop-client-secret': sample.clientSecret,
  });
  return openShop({ settings, secrets, clock: time });
}

const place = (input: Partial<Parameters<SampleShop['placeOrder']>[0]> = {}) => {
  time.pass(1000);
  return sample.placeOrder({
    lines: [{ title: 'Oak stool', sku: 'X-1', unitPrice: '20.00', taxRate: '0.2' }],
    ...input,
  });
};

test('info: name, zone, currency, country, scopes and the version that answered', async () => {
  expect(await open().info(never())).toMatchObject({
    name: 'Fettle & Fold',
    domain: 'fettle-and-fold.myshopify.com',
    currency: 'GBP',
    zone: 'Europe/London',
    country: 'GB',
    answeredVersion: '2026-10',
    refusal: undefined,
    notices: [],
    grantedScopes: expect.arrayContaining(['read_orders']),
  });
});

test('both kinds of credentials work', async () => {
  await open('admin-token').info(never());
  await open('client-credentials').info(never());
});

describe('orders', () => {
  test('come with everything the ERP needs', async () => {
    const placed = place({
      lines: [{ title: 'Oak stool', sku: 'X-1', quantity: 2, unitPrice: '20.00', taxRate: '0.2' }],
      customer: { email: 'ada@shop.example', firstName: 'Ada', lastName: 'Byron' },
      discount: { code: 'TEN', percent: 10 },
      shipping: { price: '4.90' },
      fees: [{ name: 'Packing', price: '1.00', taxRate: '0.2' }],
      presentment: { currency: 'EUR', rate: '1.2' },
      risk: 'high',
    });
    const order = await open().order(placed.name, never());
    expect(order).toMatchObject({
      name: placed.name,
      taxesIncluded: true,
      channel: 'web',
      riskLevels: ['HIGH'],
      customer: { name: 'Ada Byron', email: 'ada@shop.example' },
      lines: [
        {
          sku: 'X-1',
          quantity: 2,
          unitPrice: { shop: { amount: '20.00', currency: 'GBP' }, presentment: { amount: '24.00', currency: 'EUR' } },
          discount: { shop: { amount: '4.00' } },
          taxLines: [{ rate: '0.2', amount: { shop: { amount: '6.00' } } }],
        },
      ],
      shipping: [{ price: { shop: { amount: '4.90' } } }],
      additionalFees: [{ name: 'Packing', price: { shop: { amount: '1.00' } } }],
      total: { shop: { amount: '41.90', currency: 'GBP' } },
      transactions: [{ kind: 'SALE', status: 'SUCCESS', amount: { shop: { amount: '41.90' } } }],
    });
  });

  test('are found by id, by name with and without "#"', async () => {
    const placed = place();
    const shop = open();
    for (const ref of [`gid://shopify/Order/${placed.id}`, placed.name, placed.name.slice(1)]) {
      expect(await shop.order(ref, never()), ref).toMatchObject({ name: placed.name });
    }
    expect(await shop.order('#999999', never())).toBeUndefined();
    expect(await shop.order('gid://shopify/Order/1', never())).toBeUndefined();
  });

  test('sold over the counter name their location', async () => {
    const placed = place({ walkIn: true });
    expect(await open().order(placed.name, never())).toMatchObject({
      channel: 'pos',
      customer: undefined,
      retailLocation: { id: expect.stringMatching(/^gid:\/\/shopify\/Location\/\d+$/), name: expect.any(String) },
    });
  });

  test('with more than 50 lines come whole', async () => {
    const lines = Array.from({ length: 320 }, (_, index) => ({
      title: `Line ${index + 1}`,
      sku: `L-${index + 1}`,
      unitPrice: '1.00',
    }));
    const placed = place({ lines });
    const order = await open().order(placed.name, never());
    if (order === undefined || 'unreadable' in order) throw new Error('not read');
    expect(order.lines.map(({ sku }) => sku)).toEqual(lines.map(({ sku }) => sku));
  });

  test('edited and refunded: what was removed is told apart from what came back', async () => {
    const placed = place({
      lines: [
        { title: 'Oak stool', sku: 'X-1', quantity: 5, unitPrice: '20.00' },
        { title: 'Lamp', sku: 'X-2', quantity: 2, unitPrice: '10.00' },
      ],
    });
    sample.editOrder(placed.name, { remove: [{ sku: 'X-1', quantity: 2 }] });
    sample.refundOrder(placed.name, {
      lines: [
        { sku: 'X-1', quantity: 1 },
        { sku: 'X-2', quantity: 1 },
      ],
    });
    expect(await open().order(placed.name, never())).toMatchObject({
      edited: true,
      lines: [
        { sku: 'X-1', quantity: 5, currentQuantity: 2, refundedQuantity: 1 },
        { sku: 'X-2', quantity: 2, currentQuantity: 1, refundedQuantity: 1 },
      ],
    });
  });

  test('cancelled and archived ones are among the changed ones', async () => {
    const since = instantOf(time.now());
    const cancelled = place();
    const archived = place({ fulfilled: true });
    sample.cancelOrder(cancelled.name);
    sample.archiveOrder(archived.name);
    const names = (await readAll(open().ordersUpdatedSince(since, never()))).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([cancelled.name, archived.name]));
  });

  test('at the very second of the cursor are included, oldest change first', async () => {
    time.pass(1000);
    const first = sample.placeOrder({ lines: [{ title: 'A', unitPrice: '1.00' }] });
    const second = sample.placeOrder({ lines: [{ title: 'B', unitPrice: '1.00' }] });
    const third = place();
    const shop = open();
    const orders = await readAll(shop.ordersUpdatedSince(instantOf(time.now() - 1000), never()));
    expect(orders.map(({ name }) => name)).toEqual([first.name, second.name, third.name]);
  });

  test('processed in a span, whenever they were entered', async () => {
    const inside = place({ processedAt: '2026-10-30T12:00:00Z' });
    const outside = place({ processedAt: '2026-10-31T00:00:00Z' });
    const orders = await readAll(open().ordersProcessedIn('2026-10-30T00:00:00Z', '2026-10-31T00:00:00Z', never()));
    expect(orders.map(({ name }) => name)).toEqual([inside.name]);
    expect(orders.map(({ name }) => name)).not.toContain(outside.name);
  });
});

test('an order the search index does not know yet is found by its id, and by the next read once it does', async () => {
  const late = await startSampleShop({ seed: 'empty', now: () => time.now(), searchLagMs: 10_000 });
  try {
    const settings = {
      domain: late.domain,
      endpoint: late.url,
      credentials: 'admin-token',
      apiVersion: '2026-10',
    } as const;
    const shop = openShop({ settings, secrets: secretsOf({ 'shop-token': late.accessToken }), clock: time });
    const since = instantOf(time.now());
    const placed = late.placeOrder({ lines: [{ title: 'A', unitPrice: '1.00' }] });
    expect(await readAll(shop.ordersUpdatedSince(since, never()))).toEqual([]);
    expect(await shop.order(`gid://shopify/Order/${placed.id}`, never())).toMatchObject({ name: placed.name });
    time.pass(10_000);
    expect(await readAll(shop.ordersUpdatedSince(since, never()))).toMatchObject([{ name: placed.name }]);
  } finally {
    await late.close();
  }
});

test('the least access that is named suffices', async () => {
  sample.setScopes(scopes);
  const placed = place({ walkIn: true });
  const shop = open();
  await shop.order(placed.name, never());
  await shop.writeShared('least', 'x', undefined, never());
  expect((await shop.info(never())).refusal).toBeUndefined();
});

describe('a value shared by two PCs', () => {
  test('is set once and only by who saw the last one', async () => {
    const [one, other] = [open(), open()];
    expect(await one.readShared('lease', never())).toBeUndefined();
    const first = await one.writeShared('lease', '{"by":"one"}', undefined, never());
    expect(await other.writeShared('lease', '{"by":"other"}', undefined, never())).toBeUndefined();
    expect(await other.readShared('lease', never())).toEqual(first);
    const second = await other.writeShared('lease', '{"by":"other"}', first?.digest, never());
    expect(second?.value).toBe('{"by":"other"}');
    expect(await one.writeShared('lease', '{"by":"one again"}', first?.digest, never())).toBeUndefined();
    expect(await one.readShared('lease', never())).toEqual(second);
  });
});

describe('every way the shop can misbehave is told apart', () => {
  beforeEach(() => time.pass(60_000));

  type Fault = Parameters<SampleShop['queueFault']>[0];
  const cases: readonly [string, Fault, object][] = [
    [
      'an error page',
      { kind: 'http', status: 503, body: '<html>', retryAfterSeconds: 7 },
      { category: 'transient', code: 'shop-unavailable', retryAfterMs: 7000 },
    ],
    [
      'too many requests',
      { kind: 'http', status: 429, retryAfterSeconds: 2 },
      { category: 'transient', code: 'shop-limits', retryAfterMs: 2000 },
    ],
    ['a frozen store', { kind: 'http', status: 402 }, { category: 'auth', code: 'shop-frozen' }],
    ['no store', { kind: 'http', status: 404 }, { category: 'auth', code: 'shop-not-found' }],
    ['a lost reply', { kind: 'lost-reply' }, { category: 'transient', code: 'shop-unreachable' }],
    ['a dropped connection', { kind: 'dropped' }, { category: 'transient', code: 'shop-unreachable' }],
    ['half an answer', { kind: 'truncated' }, { category: 'transient' }],
    ['throttled', { kind: 'throttled' }, { category: 'transient', code: 'shop-limits' }],
    ['a revoked token', { kind: 'revoked-token' }, { category: 'auth', code: 'shop-token-refused' }],
    ['a version that is gone', { kind: 'version-gone' }, { category: 'auth', code: 'shop-not-found' }],
  ];
  test.each(cases)('%s', async (_what, fault, expected) => {
    sample.queueFault(fault);
    await expect(open().info(never())).rejects.toMatchObject({ system: 'shop', ...expected });
    time.pass(60_000);
    await open().info(never());
  });

  test('a server that never answers, stopped by hand', async () => {
    sample.queueFault({ kind: 'timeout' });
    const controller = new AbortController();
    const asking = open().info(controller.signal);
    setTimeout(() => controller.abort(new Error('stopped')), 20);
    await expect(asking).rejects.toThrow('stopped');
  });

  test('a slow server is waited for', async () => {
    sample.queueFault({ kind: 'slow', delayMs: 30 });
    await open().info(never());
  });

  test('a write whose reply was lost has landed, and shows when read again', async () => {
    const shop = open();
    await shop.readShared('after-loss', never());
    sample.queueFault({ kind: 'lost-reply', mutationsOnly: true });
    await expect(shop.writeShared('after-loss', 'x', undefined, never())).rejects.toMatchObject({
      category: 'transient',
    });
    expect(await shop.readShared('after-loss', never())).toMatchObject({ value: 'x' });
  });
});

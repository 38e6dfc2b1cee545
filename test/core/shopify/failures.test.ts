import { describe, expect, test } from 'vitest';
import { failed, infoAnswer, json, never, stubShop } from './stub-shop.ts';

const failureOf = async (response: () => Response | Promise<Response>): Promise<unknown> =>
  stubShop(response)
    .shop.info(never())
    .then(
      () => 'success',
      (reason: unknown) => reason,
    );

describe('HTTP', () => {
  test.each([
    [301, 'auth', 'shop-moved'],
    [400, 'bug', 'shop-request-refused'],
    [401, 'auth', 'shop-token-refused'],
    [402, 'auth', 'shop-frozen'],
    [403, 'auth', 'shop-forbidden'],
    [404, 'auth', 'shop-not-found'],
    [423, 'transient', 'shop-limits'],
    [429, 'transient', 'shop-limits'],
    [430, 'transient', 'shop-limits'],
    [500, 'transient', 'shop-unavailable'],
    [502, 'transient', 'shop-unavailable'],
    [503, 'transient', 'shop-unavailable'],
    [504, 'transient', 'shop-unavailable'],
    [520, 'transient', 'shop-unavailable'],
  ])('%i is %s', async (status, category, code) => {
    const error = await failureOf(() => json({ errors: 'private text' }, { status }));
    expect(error).toMatchObject({
      category,
      code,
      system: 'shop',
      details: { status: String(status), requestId: 'req-1' },
    });
    expect(error).toMatchObject({ nextStep: expect.stringMatching(/./), message: expect.stringMatching(/\.$/) });
    expect(JSON.stringify(error)).not.toContain('private text');
  });

  test('Retry-After counts in seconds', async () => {
    const error = await failureOf(() => json({}, { status: 429, headers: { 'Retry-After': '2.0' } }));
    expect(error).toMatchObject({ retryAfterMs: 2000 });
  });
});

describe('answers', () => {
  test.each([
    ['THROTTLED', 'transient', 'shop-limits'],
    ['INTERNAL_SERVER_ERROR', 'transient', 'shop-unavailable'],
    ['SHOP_INACTIVE', 'auth', 'shop-frozen'],
    ['MAX_COST_EXCEEDED', 'bug', 'query-too-expensive'],
    ['BAD_REQUEST', 'bug', 'shop-request-refused'],
    ['undefinedField', 'bug', 'shop-request-refused'],
    ['INVALID_VARIABLE', 'bug', 'shop-request-refused'],
    ['SOMETHING_NEW', 'bug', 'shop-request-refused'],
    ['IDEMPOTENCY_CONCURRENT_REQUEST', 'transient', 'stock-key-in-use'],
    ['IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', 'transient', 'stock-key-spent'],
    ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'bug', 'stock-key-mismatch'],
  ])('%s is %s', async (code, category, ours) => {
    expect(await failureOf(() => failed(code))).toMatchObject({
      category,
      code: ours,
      details: { code, operation: 'ShopInfo' },
    });
  });

  test('an error without a code is a bug', async () => {
    expect(await failureOf(() => json({ errors: [{ message: 'odd' }] }))).toMatchObject({ category: 'bug' });
  });

  test('ACCESS_DENIED names the missing scope', async () => {
    const requiredAccess = '`read_customers` access scope or `read_companies` access scope.';
    expect(await failureOf(() => failed('ACCESS_DENIED', { requiredAccess }))).toMatchObject({
      category: 'auth',
      code: 'scope-missing',
      message: 'The app in Shopify lacks access: read_customers.',
      nextStep: expect.stringContaining('read_customers or read_companies'),
    });
  });

  test('ACCESS_DENIED without a scope is about protected customer data', async () => {
    expect(await failureOf(() => failed('ACCESS_DENIED'))).toMatchObject({
      category: 'auth',
      code: 'shop-access-denied',
    });
  });

  test('partial data with errors is no success', async () => {
    const body: unknown = await infoAnswer().json();
    const errors = [{ message: 'x', path: ['shop'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
    expect(await failureOf(() => json(Object.assign({}, body, { errors })))).toMatchObject({
      category: 'transient',
      details: { path: 'shop' },
    });
  });

  test.each([
    ['cut off', () => new Response('{"data":{"sho', { headers: { 'Content-Type': 'application/json' } })],
    ["a proxy's page", () => new Response('<html>Sign in</html>', { headers: { 'Content-Type': 'text/html' } })],
    ['no data', () => json({ data: null })],
    ['another shape', () => json([1])],
  ])('%s is waited for', async (_what, response) => {
    expect(await failureOf(response)).toMatchObject({ category: 'transient', code: 'shop-unreadable-answer' });
  });

  test('an answer of another shape stops the flow and names the field', async () => {
    expect(await failureOf(() => json({ data: { shop: {} } }))).toMatchObject({
      category: 'bug',
      details: { operation: 'ShopInfo', field: 'shop.id' },
    });
  });
});

describe('the network', () => {
  test('refused or broken connections are waited for, with the system code', async () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' });
    const error = await failureOf(() => Promise.reject(new TypeError('fetch failed', { cause })));
    expect(error).toMatchObject({
      category: 'transient',
      code: 'shop-unreachable',
      message: expect.stringMatching(/^The shop could not be reached at [^ ]+\.$/),
      details: { cause: 'ECONNREFUSED' },
    });
  });

  test('an abort is passed on as it is, before and while sending', async () => {
    const stop = new Error('stopped by the user');
    const { shop, sent } = stubShop(() => infoAnswer());
    await expect(shop.info(AbortSignal.abort(stop))).rejects.toBe(stop);
    expect(sent).toEqual([]);
    const controller = new AbortController();
    const slow = stubShop(async () => {
      controller.abort(stop);
      throw stop;
    });
    await expect(slow.shop.info(controller.signal)).rejects.toBe(stop);
  });

  test('nothing is repeated', async () => {
    const { shop, sent } = stubShop(() => new Response('', { status: 503 }));
    await shop.info(never()).catch(() => {});
    expect(sent).toHaveLength(1);
  });
});

test('requests go one at a time, and one that fails does not hold up the next', async () => {
  let running = 0;
  let most = 0;
  const { shop, sent } = stubShop(async (_sent, index) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(resolve => setTimeout(resolve, 5));
    running -= 1;
    return index === 1 ? new Response('', { status: 500 }) : infoAnswer();
  });
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => shop.info(never())));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([most, sent.length]).toEqual([1, 3]);
});

test('the stand-in gets the same path on its own host', async () => {
  const { shop, sent } = stubShop(() => infoAnswer(), { endpoint: 'http://127.0.0.1:4100' });
  await shop.info(never());
  expect(sent[0]).toMatchObject({ url: 'http://127.0.0.1:4100/admin/api/2026-10/graphql.json', token: 'shpat_test' });
});

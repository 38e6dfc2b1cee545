import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSampleShop, type SampleShop } from '../../../../core/sample/shop/server.ts';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { ask, type Json } from './ask.ts';

let shop: SampleShop;
let clock = Date.parse('2026-11-20T09:00:00Z');

beforeEach(async () => {
  clock = Date.parse('2026-11-20T09:00:00Z');
  shop = await startSampleShop({ seed: 'empty', now: () => clock, clientId: 'me', clientSecret: 'secret' });
});
afterEach(() => shop.close());

const mug = { lines: [{ sku: 'MUG-SLT-350' }], guestEmail: 'a@mail.example' };

describe('answers', () => {
  test('an order is answered in the shape and the words of Shopify', async () => {
    shop.placeOrder({ ...mug, lines: [{ sku: 'MUG-SLT-350', quantity: 2 }], shipping: { price: '5.50' } });
    const { data, cost, headers } = await ask(
      shop,
      `{ orders(first: 1) { nodes { name updatedAt displayFinancialStatus email customer { id }
          totalPriceSet { shopMoney { amount currencyCode } }
          lineItems(first: 5) { nodes { sku quantity taxLines { rate priceSet { shopMoney { amount } } } } } } } }`,
    );
    expect(data.orders.nodes[0]).toEqual({
      name: '#1001',
      updatedAt: '2026-11-20T09:00:00Z',
      displayFinancialStatus: 'PAID',
      email: 'a@mail.example',
      customer: null,
      totalPriceSet: { shopMoney: { amount: '35.3', currencyCode: 'GBP' } },
      lineItems: {
        nodes: [
          { sku: 'MUG-SLT-350', quantity: 2, taxLines: [{ rate: 0.2, priceSet: { shopMoney: { amount: '4.97' } } }] },
        ],
      },
    });
    expect(cost.actualQueryCost).toBeLessThanOrEqual(cost.requestedQueryCost);
    expect(headers.get('x-shopify-api-version')).toBe('2026-10');
  });

  test('what is not implemented is named, not made up', async () => {
    const { data, errors } = await ask(shop, '{ shop { id description } }');
    expect(data.shop).toMatchObject({ description: null });
    expect(errors[0].message).toBe('The sample shop does not implement Shop.description.');
  });

  test('a field the schema does not have is refused before anything runs', async () => {
    const { status, body } = await ask(shop, '{ orders(first: 1) { nodes { nonsense } } }');
    expect(status).toBe(200);
    expect(body.errors[0]).toMatchObject({
      message: "Field 'nonsense' doesn't exist on type 'Order'",
      extensions: { code: 'undefinedField' },
    });
    expect(body.data).toBeUndefined();
  });

  test('both the order list and the log of requests show one query', async () => {
    await ask(shop, 'query Mine { shop { id } }');
    expect(shop.requests).toMatchObject([
      { operation: 'Mine', isMutation: false, fields: ['shop'], status: 200, executed: true, requestedCost: 1 },
    ]);
  });
});

describe('cost limits', () => {
  test('above 1000 points nothing runs', async () => {
    const { errors, data } = await ask(
      shop,
      '{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { taxLines { rate } variant { id product { id } inventoryItem { id } } discountAllocations { discountApplication { index } } } } fulfillmentOrders(first: 250) { nodes { id } } } } }',
    );
    expect(data).toBeUndefined();
    expect(errors[0].extensions.code).toBe('MAX_COST_EXCEEDED');
    expect(errors[0].message).toMatch(/^Query cost is \d+, which exceeds the single query max cost limit \(1000\)/);
  });

  test('an empty bucket throttles with HTTP 200 and fills again with time', async () => {
    shop.queueFault({ kind: 'throttled' });
    const refused = await ask(shop, '{ orders(first: 10) { nodes { id } } }');
    expect(refused.status).toBe(200);
    expect(refused.body).toMatchObject({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: {
          requestedQueryCost: 6,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
        },
      },
    });
    expect(refused.body).not.toHaveProperty('data');
    clock += 50;
    expect((await ask(shop, '{ orders(first: 10) { nodes { id } } }')).errors[0].message).toBe('Throttled');
    clock += 10;
    expect((await ask(shop, '{ orders(first: 10) { nodes { id } } }')).errors).toEqual([]);
  });

  test('what a query did not use is given back', async () => {
    const { cost } = await ask(shop, '{ orders(first: 250) { nodes { id customer { id } } } }');
    expect(cost.requestedQueryCost).toBe(24);
    expect(cost.actualQueryCost).toBe(2);
    expect(cost.throttleStatus.currentlyAvailable).toBe(1998);
  });
});

describe('access', () => {
  test('a wrong, a revoked and a rotated token are refused in the words of Shopify', async () => {
    const old = shop.accessToken;
    const refusal = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' };
    expect(await ask(shop, '{ shop { id } }', {}, 'shpat_wrong')).toMatchObject({ status: 401, body: refusal });
    shop.rotateToken();
    expect((await ask(shop, '{ shop { id } }', {}, old)).status).toBe(401);
    expect((await ask(shop, '{ shop { id } }')).status).toBe(200);
    shop.revokeToken();
    expect((await ask(shop, '{ shop { id } }')).status).toBe(401);
  });

  test('the client-credentials grant gives a token for a day', async () => {
    const grant = (body: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${shop.url}/admin/oauth/access_token`, { method: 'POST', body: new URLSearchParams(body) });
    const good = { grant_type: 'client_credentials', client_id: 'me', client_secret: 'secret' };
    const token: Json = await (await grant(good)).json();
    expect(token).toMatchObject({ expires_in: 86_399 });
    expect(token.scope.split(',')).toContain('read_orders');
    expect((await ask(shop, '{ shop { id } }', {}, token.access_token)).status).toBe(200);
    clock += 86_400_000;
    expect((await ask(shop, '{ shop { id } }', {}, token.access_token)).status).toBe(401);
    expect((await grant({ ...good, client_secret: 'guess' })).status).toBe(401);
    shop.setGrantRefusal('text');
    const refused = await grant(good);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/^Oauth error shop_not_permitted:/);
  });

  test('without a scope the field is denied and named', async () => {
    shop.setScopes(['read_products']);
    const { errors } = await ask(shop, '{ orders(first: 1) { nodes { id } } }');
    expect(errors[0].extensions).toMatchObject({ code: 'ACCESS_DENIED' });
    expect(errors[0].extensions.requiredAccess).toContain('`read_orders`');
    shop.setScopes(['read_orders']);
    const write = await ask(
      shop,
      'mutation { tagsAdd(id: "gid://shopify/Order/1", tags: ["a"]) { userErrors { message } } }',
    );
    expect(write.errors[0].extensions).toMatchObject({ code: 'ACCESS_DENIED' });
  });

  test('orders older than 60 days do not exist without read_all_orders', async () => {
    const old = shop.placeOrder({ ...mug, createdAt: '2026-09-20T09:00:00Z' });
    const count = async (): Promise<number> => (await ask(shop, '{ ordersCount { count } }')).data.ordersCount.count;
    const one = async (): Promise<unknown> =>
      (await ask(shop, 'query($id: ID!) { order(id: $id) { id } }', { id: gid('Order', old.id) })).data.order;
    expect(await count()).toBe(0);
    expect(await one()).toBeNull();
    shop.setScopes(['read_orders', 'read_all_orders']);
    expect(await count()).toBe(1);
    expect(await one()).not.toBeNull();
  });

  test('only this machine is answered', async () => {
    const asked = await fetch(`${shop.url}/_sample`, { headers: { Origin: 'https://evil.example' } });
    expect(asked.status).toBe(403);
  });
});

describe('faults', () => {
  const tag = 'mutation T($id: ID!) { tagsAdd(id: $id, tags: ["seen"]) { userErrors { message } } }';

  test('a lost reply has had its effect, a dropped request has not', async () => {
    const order = shop.placeOrder(mug);
    shop.queueFault({ kind: 'dropped' });
    await expect(ask(shop, tag, { id: gid('Order', order.id) })).rejects.toThrow();
    expect(shop.findOrder(order)?.tags).toEqual([]);
    shop.queueFault({ kind: 'lost-reply', mutationsOnly: true });
    expect((await ask(shop, '{ shop { id } }')).status).toBe(200);
    await expect(ask(shop, tag, { id: gid('Order', order.id) })).rejects.toThrow();
    expect(shop.findOrder(order)?.tags).toEqual(['seen']);
    expect(shop.requests.map(one => [one.fault, one.status, one.executed])).toEqual([
      ['dropped', null, false],
      [null, 200, true],
      ['lost-reply', null, true],
    ]);
  });

  test('errors come as often as asked, for the operation asked', async () => {
    shop.queueFault({ kind: 'http', status: 503, count: 2, operation: 'Mine', body: 'busy' });
    const statuses = [];
    for (const name of ['Mine', 'Other', 'Mine', 'Mine']) {
      const response = await fetch(`${shop.url}/admin/api/2026-10/graphql.json`, {
        method: 'POST',
        headers: { 'X-Shopify-Access-Token': shop.accessToken },
        body: JSON.stringify({ query: `query ${name} { shop { id } }` }),
      });
      statuses.push(response.status);
      await response.text();
    }
    expect(statuses).toEqual([503, 200, 503, 200]);
  });

  test('a timeout never answers, a truncated answer breaks off, a retired version says another', async () => {
    shop.queueFault({ kind: 'timeout' });
    const signal = AbortSignal.timeout(150);
    const silent = fetch(`${shop.url}/admin/api/2026-10/graphql.json`, { method: 'POST', body: '{}', signal });
    await expect(silent).rejects.toThrow();
    shop.queueFault({ kind: 'truncated' });
    await expect(ask(shop, '{ shop { id name } }')).rejects.toThrow();
    shop.queueFault({ kind: 'fall-forward', version: '2027-01' });
    expect((await ask(shop, '{ shop { id } }')).headers.get('x-shopify-api-version')).toBe('2027-01');
  });
});

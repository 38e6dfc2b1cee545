import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSampleShop, type SampleShop } from '../../../../core/sample/shop/server.ts';
import { gid } from '../../../../core/sample/shop/views/view.ts';
import { ask, type Json } from './ask.ts';

let shop: SampleShop;
let clock = 0;
let lag = 0;

beforeEach(async () => {
  clock = Date.parse('2026-11-20T09:00:00.400Z');
  lag = 0;
  shop = await startSampleShop({ seed: 'empty', now: () => clock, searchLagMs: () => lag });
});
afterEach(() => shop.close());

const mug = { lines: [{ sku: 'MUG-SLT-350' }] };

async function names(query: string | null, more = 'sortKey: UPDATED_AT'): Promise<string[]> {
  const { data, errors } = await ask(
    shop,
    `query($q: String) { orders(first: 250, query: $q, ${more}) { nodes { name } } }`,
    { q: query },
  );
  expect(errors).toEqual([]);
  return data.orders.nodes.map((node: Json) => node.name);
}

describe('search', () => {
  test('a time filter includes its own second, `>` as well as `>=`', async () => {
    shop.placeOrder(mug);
    clock += 60_000;
    shop.placeOrder(mug);
    expect(await names("updated_at:>='2026-11-20T09:01:00Z'")).toEqual(['#1002']);
    expect(await names("updated_at:>'2026-11-20T09:01:00Z'")).toEqual(['#1002']);
    expect(await names("updated_at:<'2026-11-20T09:01:00Z'")).toEqual(['#1001']);
    expect(await names("updated_at:<='2026-11-20T09:01:00Z'")).toEqual(['#1001', '#1002']);
    expect(await names("created_at:>='2026-11-20T09:00:00Z' AND created_at:<'2026-11-20T09:00:30Z'")).toEqual([
      '#1001',
    ]);
  });

  test('a day is a day of the shop, also in summer time', async () => {
    shop.setScopes(['read_orders', 'read_all_orders']);
    shop.placeOrder({ ...mug, createdAt: '2026-07-01T22:59:59Z' });
    shop.placeOrder({ ...mug, createdAt: '2026-07-01T23:00:00Z' });
    expect(await names('created_at:2026-07-02')).toEqual(['#1002']);
  });

  test('nothing is left out unless asked: archived and cancelled orders come too', async () => {
    const sent = shop.placeOrder(mug);
    shop.fulfilOrder(sent, { archive: true });
    shop.cancelOrder(shop.placeOrder(mug));
    shop.placeOrder({ ...mug, test: true, tags: ['gift'] });
    expect(await names(null, 'sortKey: ID')).toEqual(['#1001', '#1002', '#1003']);
    expect(await names('status:open')).toEqual(['#1003']);
    expect(await names('status:cancelled')).toEqual(['#1002']);
    expect(await names('test:false', 'sortKey: ID')).toEqual(['#1001', '#1002']);
    expect(await names('tag:gift OR name:#1001', 'sortKey: ID')).toEqual(['#1001', '#1003']);
    expect(await names('financial_status:voided,refunded')).toEqual(['#1002']);
  });

  test('SKU search is tokenised, so a caller has to compare', async () => {
    const { data } = await ask(shop, '{ productVariants(first: 10, query: "sku:MUG-350") { nodes { sku } } }');
    expect(data.productVariants.nodes.map((node: Json) => node.sku)).toEqual([
      'MUG-SLT-350',
      'MUG-OAT-350',
      'MUG-FRN-350',
    ]);
  });

  test('an unknown filter is ignored, with a warning', async () => {
    shop.placeOrder(mug);
    const { data, body } = await ask(shop, '{ orders(first: 5, query: "colour:blue") { nodes { name } } }');
    expect(data.orders.nodes).toHaveLength(1);
    expect(body.extensions.search[0].warnings[0]).toMatchObject({ field: 'colour', code: 'invalid_field' });
  });
});

describe('pages', () => {
  const page = `query($after: String, $before: String, $first: Int, $last: Int, $reverse: Boolean) {
    orders(first: $first, last: $last, after: $after, before: $before, reverse: $reverse, sortKey: UPDATED_AT) {
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { name } } }`;

  test('a cursor is a place: an order that moves behind it is met again, none is skipped', async () => {
    for (let i = 0; i < 5; i += 1) shop.placeOrder(mug); // all in one second: the id breaks the tie
    const first = await ask(shop, page, { first: 2 });
    const { endCursor, hasNextPage } = first.data.orders.pageInfo;
    expect(hasNextPage).toBe(true);
    expect(JSON.parse(Buffer.from(endCursor, 'base64').toString())).toEqual({
      last_id: shop.findOrder('#1002')?.id,
      last_value: Date.parse('2026-11-20T09:00:00Z'),
    });
    clock += 5000;
    shop.archiveOrder('#1001');
    const second = await ask(shop, page, { first: 10, after: endCursor });
    expect(second.data.orders.nodes.map((node: Json) => node.name)).toEqual(['#1003', '#1004', '#1005', '#1001']);
    expect(second.data.orders.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('pages go backwards and in reverse', async () => {
    for (let i = 0; i < 4; i += 1) {
      clock += 1000;
      shop.placeOrder(mug);
    }
    const last = await ask(shop, page, { last: 2 });
    expect(last.data.orders.nodes.map((node: Json) => node.name)).toEqual(['#1003', '#1004']);
    const before = await ask(shop, page, { last: 2, before: last.data.orders.pageInfo.startCursor });
    expect(before.data.orders.nodes.map((node: Json) => node.name)).toEqual(['#1001', '#1002']);
    const reversed = await ask(shop, page, { first: 3, reverse: true });
    expect(reversed.data.orders.nodes.map((node: Json) => node.name)).toEqual(['#1004', '#1003', '#1002']);
  });

  test('more than 250 a page, or no size at all, is refused', async () => {
    expect((await ask(shop, page, { first: 251 })).errors[0].message).toContain('250');
    expect((await ask(shop, page, {})).errors[0].message).toContain('first or last');
  });
});

test('the index lags: lists show an order late, and in its old state; by id it is there at once', async () => {
  const stateById = async (id: number): Promise<Json> =>
    (await ask(shop, 'query($id: ID!) { order(id: $id) { tags closed } }', { id: gid('Order', id) })).data.order;
  const listed = async (): Promise<Json> =>
    (await ask(shop, '{ orders(first: 9) { nodes { name closed } } }')).data.orders.nodes;
  lag = 8000;
  const order = shop.placeOrder(mug);
  expect(await stateById(order.id)).toEqual({ tags: [], closed: false });
  expect(await listed()).toEqual([]);
  clock += 8000;
  expect(await listed()).toEqual([{ name: '#1001', closed: false }]);
  shop.archiveOrder(order);
  expect(await stateById(order.id)).toMatchObject({ closed: true });
  expect(await listed()).toEqual([{ name: '#1001', closed: false }]);
  clock += 7999;
  expect(await listed()).toEqual([{ name: '#1001', closed: false }]);
  clock += 1;
  expect(await listed()).toEqual([{ name: '#1001', closed: true }]);
});

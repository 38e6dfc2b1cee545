import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ShopOrder } from '../../../core/ports.ts';
import { lineNode, orderNode, pageOf } from './order-node.ts';
import { cost, failed, json, never, stubShop, type Reply, type Sent } from './stub-shop.ts';

const answer = (data: unknown) => json({ data, extensions: cost(100, 50) });
const firstOf = ({ variables }: Sent): number => z.object({ first: z.number() }).parse(variables).first;
const textOf = ({ variables }: Sent, name: string): unknown => z.record(z.string(), z.unknown()).parse(variables)[name];
const operationOf = ({ query }: Sent): string => /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';

type Answers = Readonly<Record<string, (sent: Sent, index: number) => Response>>;
const replying =
  (answers: Answers): Reply =>
  (sent, index) =>
    answers[operationOf(sent)]?.(sent, index) ?? new Response('', { status: 400 });

async function readAll(pages: AsyncIterable<readonly ShopOrder[]>): Promise<readonly ShopOrder[]> {
  const all: ShopOrder[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

describe('orders updated since', () => {
  test('asks by whole seconds, at or after, and walks every page', async () => {
    const { shop, sent } = stubShop((_sent, index) =>
      answer({ orders: index === 0 ? pageOf([orderNode(1), orderNode(2)], 'next') : pageOf([orderNode(3)]) }),
    );
    const orders = await readAll(shop.ordersUpdatedSince('2026-11-22T10:00:00.900Z', never()));
    expect(orders.map(({ name }) => name)).toEqual(['#1', '#2', '#3']);
    expect(sent.map(({ variables }) => variables)).toMatchObject([
      { first: 50, after: null, query: "updated_at:>='2026-11-22T10:00:00Z'" },
      { after: 'next', query: "updated_at:>='2026-11-22T10:00:00Z'" },
    ]);
  });

  test('without a time asks for everything', async () => {
    const { shop, sent } = stubShop(() => answer({ orders: pageOf([]) }));
    expect(await readAll(shop.ordersUpdatedSince(undefined, never()))).toEqual([]);
    expect(sent[0]?.variables).toMatchObject({ query: null });
  });

  test('one order that cannot be read does not lose the others', async () => {
    const { shop } = stubShop(() =>
      answer({ orders: pageOf([orderNode(1), orderNode(2, { processedAt: null }), orderNode(3)]) }),
    );
    const orders = await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(orders.map(order => ('unreadable' in order ? `${order.name} set aside` : order.name))).toEqual([
      '#1',
      '#2 set aside',
      '#3',
    ]);
  });

  test('a page refused as too expensive is asked for again smaller, never again at its size', async () => {
    const sizes: number[] = [];
    const { shop } = stubShop(one => {
      const first = firstOf(one);
      sizes.push(first);
      if (first > 5)
        return failed(
          'MAX_COST_EXCEEDED',
          {},
          `Query cost is ${first * 170}, which exceeds the single query max cost limit (1000).`,
        );
      return json({
        data: { orders: pageOf([orderNode(sizes.length)], sizes.length < 5 ? 'more' : undefined) },
        extensions: cost(first * 170, 9),
      });
    });
    await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(sizes).toEqual([50, 5, 5, 5, 5]);
  });

  test('a page of one that is still too expensive is a bug', async () => {
    const { shop, sent } = stubShop(() => failed('MAX_COST_EXCEEDED'));
    await expect(readAll(shop.ordersUpdatedSince(undefined, never()))).rejects.toMatchObject({
      category: 'bug',
      code: 'query-too-expensive',
    });
    const sizes = sent.map(firstOf);
    expect(sizes).toEqual([50, 25, 12, 6, 3, 1]);
  });
});

describe('what one answer has no room for', () => {
  const long = orderNode(1, { lineItems: pageOf([lineNode(1)], 'line-1') });

  test('further lines are fetched', async () => {
    const { shop } = stubShop(
      replying({
        OrdersUpdated: () => answer({ orders: pageOf([long]) }),
        OrderLines: one => {
          const lineItems = textOf(one, 'after') === 'line-1' ? pageOf([lineNode(2)], 'line-2') : pageOf([lineNode(3)]);
          return answer({ order: { updatedAt: long.updatedAt, lineItems } });
        },
      }),
    );
    const [order] = await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(order).toMatchObject({ lines: [{ title: 'Mug 1' }, { title: 'Mug 2' }, { title: 'Mug 3' }] });
  });

  test('a further line that cannot be read sets its order aside only', async () => {
    const { shop } = stubShop(
      replying({
        OrdersUpdated: () => answer({ orders: pageOf([long, orderNode(2)]) }),
        OrderLines: () =>
          answer({ order: { updatedAt: long.updatedAt, lineItems: pageOf([{ ...lineNode(2), title: null }]) } }),
      }),
    );
    const orders = await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(orders).toMatchObject([
      { name: '#1', unreadable: { details: { operation: 'OrderLines', field: 'order.lineItems.nodes[0].title' } } },
      { name: '#2', lines: [{}, {}] },
    ]);
  });

  test('an order changed in between is read anew as a whole', async () => {
    const { shop, sent } = stubShop(
      replying({
        OrdersUpdated: () => answer({ orders: pageOf([long]) }),
        OrderLines: () => answer({ order: { updatedAt: '2026-11-22T11:00:00Z', lineItems: pageOf([lineNode(9)]) } }),
        OrderById: () => answer({ order: { ...long, updatedAt: '2026-11-22T11:00:00Z' } }),
      }),
    );
    const [order] = await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(order).toMatchObject({ updatedAt: '2026-11-22T11:00:00Z', lines: [{ title: 'Mug 1' }, { title: 'Mug 9' }] });
    expect(sent.map(operationOf)).toEqual(['OrdersUpdated', 'OrderLines', 'OrderById', 'OrderLines']);
  });

  test('an order that never holds still is left for later', async () => {
    const { shop } = stubShop(
      replying({
        OrdersUpdated: () => answer({ orders: pageOf([long]) }),
        OrderLines: (_sent, index) =>
          answer({ order: { updatedAt: `2026-11-22T11:00:0${index}Z`, lineItems: pageOf([]) } }),
        OrderById: () => answer({ order: long }),
      }),
    );
    await expect(readAll(shop.ordersUpdatedSince(undefined, never()))).rejects.toMatchObject({
      category: 'transient',
      code: 'order-changing',
    });
  });
});

const refundOf = (id: number, quantity: number, next?: string) => ({
  id: `gid://shopify/Refund/${id}`,
  refundLineItems: pageOf([{ quantity, lineItem: { id: 'gid://shopify/LineItem/1' } }], next),
});

describe('units taken off', () => {
  const edited = orderNode(1, { edited: true, lineItems: pageOf([lineNode(1, 5, 2), lineNode(2, 1, 1)]) });

  test('of an edited order are told apart by its refunds', async () => {
    const { shop } = stubShop(
      replying({
        OrdersUpdated: () => answer({ orders: pageOf([edited]) }),
        OrderRefunds: () => answer({ order: { updatedAt: edited.updatedAt, refunds: [refundOf(1, 1)] } }),
      }),
    );
    const [order] = await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(order).toMatchObject({
      lines: [{ quantity: 5, currentQuantity: 2, refundedQuantity: 1 }, { refundedQuantity: 0 }],
    });
  });

  test('a long refund is read to its end', async () => {
    const { shop } = stubShop(
      replying({
        OrdersUpdated: () => answer({ orders: pageOf([edited]) }),
        OrderRefunds: () => answer({ order: { updatedAt: edited.updatedAt, refunds: [refundOf(1, 1, 'more')] } }),
        RefundLines: () => answer({ refund: refundOf(1, 1) }),
      }),
    );
    const [order] = await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(order).toMatchObject({ lines: [{ refundedQuantity: 2 }, {}] });
  });

  test('of an order never edited need no second look', async () => {
    const { shop, sent } = stubShop(() =>
      answer({ orders: pageOf([orderNode(1, { lineItems: pageOf([lineNode(1, 5, 2)]) })]) }),
    );
    await readAll(shop.ordersUpdatedSince(undefined, never()));
    expect(sent).toHaveLength(1);
  });
});

describe('one order', () => {
  test('by global id', async () => {
    const { shop, sent } = stubShop(() => answer({ order: orderNode(1) }));
    expect(await shop.order('gid://shopify/Order/1', never())).toMatchObject({ name: '#1' });
    expect(sent).toHaveLength(1);
  });

  test('an id Shopify does not know is no order', async () => {
    const { shop, sent } = stubShop(() => answer({ order: null }));
    expect(await shop.order('gid://shopify/Order/1', never())).toBeUndefined();
    expect(await shop.order('gid://shopify/Customer/1', never())).toBeUndefined();
    expect(sent).toHaveLength(1);
  });

  test('by name, exactly, the newest first', async () => {
    const { shop, sent } = stubShop(
      replying({
        OrdersNamed: () =>
          answer({
            orders: {
              nodes: [
                { id: 'gid://shopify/Order/10420', name: '#10420' },
                { id: 'gid://shopify/Order/9', name: '#1042' },
                { id: 'gid://shopify/Order/8', name: '#1042' },
              ],
            },
          }),
        OrderById: one => answer({ order: { ...orderNode(9), id: textOf(one, 'id') } }),
      }),
    );
    expect(await shop.order('1042', never())).toMatchObject({ id: 'gid://shopify/Order/9' });
    expect(sent.map(({ variables }) => variables)).toEqual([
      { first: 50, query: "name:'#1042'" },
      { id: 'gid://shopify/Order/9' },
    ]);
  });

  test("by a name with the shop's own prefix; quotes stay inside the search", async () => {
    const { shop, sent } = stubShop(replying({ OrdersNamed: () => answer({ orders: { nodes: [] } }) }));
    expect(await shop.order("EN'1 OR *", never())).toBeUndefined();
    expect(sent.map(one => textOf(one, 'query'))).toEqual([
      String.raw`name:'#EN\'1 OR *'`,
      String.raw`name:'EN\'1 OR *'`,
    ]);
  });
});

const at = (number: number, processedAt: string) => orderNode(number, { processedAt });

test('orders processed in a span are checked against its bounds again', async () => {
  const nodes = [
    at(1, '2026-11-21T23:59:59Z'),
    at(2, '2026-11-22T00:00:00Z'),
    at(3, '2026-11-22T23:59:59Z'),
    at(4, '2026-11-23T00:00:00Z'),
    at(5, 'odd'),
  ];
  const { shop, sent } = stubShop(() => answer({ orders: pageOf(nodes) }));
  const orders = await readAll(shop.ordersProcessedIn('2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z', never()));
  expect(orders.map(({ name }) => name)).toEqual(['#2', '#3', '#5']);
  expect(sent[0]?.variables).toMatchObject({
    query: "processed_at:>='2026-11-22T00:00:00Z' processed_at:<'2026-11-23T00:00:00Z'",
  });
});

import { z } from 'zod';
import { epochMs, type Instant } from '../model/time.ts';
import type { ShopOrder } from '../ports.ts';
import type { Client } from './client.ts';
import { complete, readPartial } from './complete.ts';
import type { Operation } from './operation.ts';
import { ordersCount, ordersNamed, ordersProcessed, ordersUpdated, type OrdersVariables } from './operations.ts';
import { pages } from './pages.ts';
import { isOrderId, parseOrder } from './parse-order.ts';
import { page, parsed } from './parse-page.ts';
import { changedAt, nextSecond, second } from './search-time.ts';

const nodes = z.object({ orders: page(z.unknown()) }).transform(({ orders }) => orders);

async function* ordersOf(
  operation: Operation<OrdersVariables>,
  query: string | null,
  client: Client,
  signal: AbortSignal,
): AsyncGenerator<readonly ShopOrder[]> {
  const at = (first: number, after: string | null): OrdersVariables => ({ first, after, query });
  const read = (data: unknown, request: string | undefined) => {
    const { nodes: found, next } = parsed(nodes, operation.name, data);
    return { nodes: found.map(node => ({ node, request })), next };
  };
  for await (const raw of pages({ client, operation, at, read, after: null }, signal)) {
    const found: ShopOrder[] = [];
    for (const [index, { node, request }] of raw.entries()) {
      const order = parseOrder(node, { operation: operation.name, at: ['orders', 'nodes', index], request });
      found.push('unreadable' in order ? order : await complete(order, client, signal));
    }
    yield found;
  }
}

const changedSince = (since: Instant | undefined): string | null => (since === undefined ? null : changedAt(since));

const counted = z.object({ ordersCount: z.object({ count: z.number().int() }).nullable() });

export async function countUpdatedSince(
  since: Instant | undefined,
  client: Client,
  signal: AbortSignal,
): Promise<number> {
  const { data } = await client.run(ordersCount, { query: changedSince(since) }, signal);
  return parsed(counted, ordersCount.name, data).ordersCount?.count ?? 0;
}

export const updatedSince = (
  since: Instant | undefined,
  client: Client,
  signal: AbortSignal,
): AsyncIterable<readonly ShopOrder[]> => ordersOf(ordersUpdated, changedSince(since), client, signal);

/** Shopify's `<` may count as `<=`, so the bounds are checked again; what cannot be read is kept. */
export async function* processedIn(
  from: Instant,
  to: Instant,
  client: Client,
  signal: AbortSignal,
): AsyncGenerator<readonly ShopOrder[]> {
  const query = `processed_at:>='${second(from)}' processed_at:<'${nextSecond(to)}'`;
  const inside = (order: ShopOrder): boolean =>
    'unreadable' in order || (epochMs(order.processedAt) >= epochMs(from) && epochMs(order.processedAt) < epochMs(to));
  for await (const orders of ordersOf(ordersProcessed, query, client, signal)) yield orders.filter(inside);
}

/** How many orders of one name are looked at; the search also finds similar names. */
const NAMESAKES = 50;
const named = z.object({ orders: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }) });

export async function orderOf(ref: string, client: Client, signal: AbortSignal): Promise<ShopOrder | undefined> {
  const id = ref.startsWith('gid://') ? ref : await idOf(ref.trim(), client, signal);
  if (id === undefined || !isOrderId(id)) return undefined;
  const order = await readPartial(id, client, signal);
  return order === undefined || 'unreadable' in order ? order : complete(order, client, signal);
}

/** Most shops prefix "#"; others have a prefix of their own, and "1042" alone is asked for last. */
async function idOf(name: string, client: Client, signal: AbortSignal): Promise<string | undefined> {
  for (const candidate of name.startsWith('#') ? [name] : [`#${name}`, name]) {
    const query = `name:'${candidate.replaceAll(/[\\']/g, match => `\\${match}`)}'`;
    const { data } = await client.run(ordersNamed, { first: NAMESAKES, query }, signal);
    const { orders } = parsed(named, ordersNamed.name, data);
    const match = orders.nodes.find(order => order.name.toLowerCase() === candidate.toLowerCase());
    if (match !== undefined) return match.id;
  }
  return undefined;
}

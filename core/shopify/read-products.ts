import { z } from 'zod';
import type { ShopProduct } from '../model/product.ts';
import type { Instant } from '../model/time.ts';
import type { Client } from './client.ts';
import { byIds, further, pages } from './pages.ts';
import { nodesOf, page, parsed } from './parse-page.ts';
import { product, variant, type PartialProduct } from './parse-product.ts';
import { deletions, everyStatus, productVariants, productsById, productsUpdated } from './product-operations.ts';
import { changedAt, second } from './search-time.ts';

const moreVariants = z.object({ product: z.object({ variants: page(variant) }).nullable() });

/** The product with all its variants. */
export async function whole(
  { product: own, more }: PartialProduct,
  client: Client,
  signal: AbortSignal,
): Promise<ShopProduct> {
  if (more === undefined) return own;
  const variants = [...own.variants];
  const read = (data: unknown) =>
    parsed(moreVariants, productVariants.name, data).product?.variants ?? { nodes: [], next: undefined };
  for await (const nodes of further({ client, operation: productVariants, read }, { id: own.id, after: more }, signal))
    variants.push(...nodes);
  return { ...own, variants };
}

const changed = z.object({ products: page(product) }).transform(data => data.products);

export async function* productsChangedSince(
  since: Instant,
  client: Client,
  signal: AbortSignal,
): AsyncGenerator<readonly ShopProduct[]> {
  const query = `${changedAt(since)} ${everyStatus}`;
  const at = (first: number, after: string | null) => ({ first, after, query });
  const read = (data: unknown) => parsed(changed, productsUpdated.name, data);
  for await (const nodes of pages({ client, operation: productsUpdated, at, read, after: null }, signal)) {
    const found: ShopProduct[] = [];
    for (const node of nodes) found.push(await whole(node, client, signal));
    yield found;
  }
}

export async function productsOf(
  ids: readonly string[],
  client: Client,
  signal: AbortSignal,
): Promise<readonly ShopProduct[]> {
  const found: ShopProduct[] = [];
  for await (const data of byIds({ client, operation: productsById, at: some => ({ ids: some }) }, ids, signal))
    for (const node of parsed(nodesOf(product), productsById.name, data)) found.push(await whole(node, client, signal));
  return found;
}

const events = z
  .object({ events: page(z.object({ action: z.string(), subjectId: z.string().nullish() })).nullable() })
  .transform(data => data.events ?? { nodes: [], next: undefined });

export async function deletedSince(since: Instant, client: Client, signal: AbortSignal): Promise<readonly string[]> {
  const query = `action:destroy subject_type:PRODUCT created_at:>='${second(since)}'`;
  const at = (first: number, after: string | null) => ({ first, after, query });
  const read = (data: unknown) => parsed(events, deletions.name, data);
  const found = new Set<string>();
  for await (const nodes of pages({ client, operation: deletions, at, read, after: null }, signal))
    for (const { action, subjectId } of nodes)
      if (action === 'destroy' && subjectId?.startsWith('gid://shopify/Product/') === true) found.add(subjectId);
  return [...found];
}

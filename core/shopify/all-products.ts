import type { ProductVariant, ShopProduct } from '../model/product.ts';
import { bulkIncomplete } from './bulk-failures.ts';
import type { Bulk } from './bulk.ts';
import { MAX_PAGE } from './operation.ts';
import { parsed } from './parse-page.ts';
import { productRow } from './parse-product.ts';
import { productsAll } from './product-operations.ts';

type Gathered = { product: Omit<ShopProduct, 'variants'> | undefined; readonly variants: ProductVariant[] };

/** Gathered whole before the first is given, and let go as they are. */
export async function* allProducts(bulk: Bulk, signal: AbortSignal): AsyncGenerator<readonly ShopProduct[]> {
  const gathered = new Map<string, Gathered>();
  const at = (id: string): Gathered => {
    const known = gathered.get(id) ?? { product: undefined, variants: [] };
    gathered.set(id, known);
    return known;
  };
  const take = (data: unknown): void => {
    const row = parsed(productRow, productsAll.name, data);
    if ('of' in row) at(row.of).variants.push(row.variant);
    else at(row.product.id).product = row.product;
  };
  await bulk.run(productsAll, take, signal);
  if ([...gathered.values()].some(one => one.product === undefined))
    throw bulkIncomplete(productsAll, 'a variant without its product');
  let batch: ShopProduct[] = [];
  for (const [id, { product: own, variants }] of gathered) {
    gathered.delete(id);
    if (own !== undefined) batch.push({ ...own, variants });
    if (batch.length < MAX_PAGE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

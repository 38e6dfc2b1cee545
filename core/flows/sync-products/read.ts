import { Big } from 'big.js';
import { SyncError } from '../../errors.ts';
import type { Compared, Scope } from '../../engine/comparison.ts';
import type { ShopProducts } from '../../goods-ports.ts';
import type { ErpItem, ShopProduct } from '../../model/product.ts';
import { collected } from './collected.ts';
import { changedFocus, onlyFocus } from './focus.ts';
import { isProductId, knownFrom, linksOf, type Known } from './known.ts';
import type { ProductPair } from './pair.ts';
import { goneLinks, pairsOf, type Lists } from './pairs.ts';
import { readPart } from './read-part.ts';
import type { ProductSides } from './sides.ts';

/** Both sides, fresh, for this scope. Whole, or it throws. */
export async function readPairs(
  scope: Scope,
  sides: ProductSides,
  signal: AbortSignal,
): Promise<readonly Compared<ProductPair>[]> {
  const known = knownFrom(sides.goods);
  const { mappings } = sides.policy;
  const pairs = (lists: Lists): readonly Compared<ProductPair>[] => pairsOf(lists, known, mappings);
  if (scope.kind === 'all') return pairs(await readAll(sides, known, signal));
  const focus = scope.kind === 'only' ? onlyFocus(scope.ids, known) : await changedFocus(scope, sides, known, signal);
  const part = focus.isWide ? undefined : await readPart(focus, sides, known, signal);
  const lists = part ?? (await readAll(sides, known, signal));
  return pairs(lists).filter(focus.concerns);
}

async function readAll(
  { shop, erp, policy }: ProductSides,
  known: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<Lists> {
  const listed = await collected(shop.products(signal));
  const products = await withUnlisted(listed, shop, known, signal);
  const items = await withMissing(
    await collected(erp.items({}, policy.settings.priceList ?? undefined, signal)),
    { erp, policy },
    known,
    signal,
  );
  return {
    products,
    asked: undefined,
    items,
    stock: await stockOfGone(products, undefined, { erp, policy }, known, signal),
  };
}

/** What a list leaves out is gone only where a read past the index says so too: a list may be older than what was seen (PRD-05). */
async function withUnlisted(
  listed: readonly ShopProduct[],
  shop: ShopProducts,
  known: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<readonly ShopProduct[]> {
  const byId = new Map(listed.map(product => [product.id, product]));
  const doubted = new Set(
    goneLinks(listed, undefined, linksOf(known)).flatMap(({ agreed: { productId } }) => productId ?? []),
  );
  for (const { id, agreed, cause } of known.values())
    if (isProductId(id) && agreed !== undefined && cause !== 'deleted-in-shop' && !byId.has(id)) doubted.add(id);
  if (doubted.size === 0) return listed;
  for (const product of await shop.productsOf([...doubted], signal)) byId.set(product.id, product);
  return [...byId.values()];
}

/**
 * Items that belong to something and were not told are asked for by their codes.
 * @throws SyncError 'safety', 'empty-answer', where the ERP tells of none at all
 */
async function withMissing(
  items: readonly ErpItem[],
  { erp, policy }: Pick<ProductSides, 'erp' | 'policy'>,
  known: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<readonly ErpItem[]> {
  const byId = new Map(items.map(item => [item.id, item]));
  const links = linksOf(known).filter(({ kept }) => !kept);
  if (items.length === 0 && links.length > 0)
    throw new SyncError(
      'safety',
      'empty-answer',
      `${policy.erp} sent no items. The answer was empty, so nothing was written.`,
      {
        system: 'erp',
        nextStep: 'Ask again; where it stays so, test the connection.',
      },
    );
  const codes = links.flatMap(({ itemId, agreed: { code } }) => (byId.has(itemId) || code === undefined ? [] : [code]));
  if (codes.length === 0) return items;
  for (const item of await collected(erp.items({ codes }, policy.settings.priceList ?? undefined, signal)))
    byId.set(item.id, item);
  return [...byId.values()];
}

/** What the ERP still has of what Shopify has no more, where it tells stock. */
async function stockOfGone(
  products: readonly ShopProduct[],
  asked: Lists['asked'],
  { erp, policy }: Pick<ProductSides, 'erp' | 'policy'>,
  known: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<Lists['stock']> {
  const warehouses = [...new Set(Object.values(policy.mappings.warehouses))];
  const codes = goneLinks(products, asked, linksOf(known)).flatMap(({ agreed: { code } }) => code ?? []);
  if (!policy.features.stock || warehouses.length === 0 || codes.length === 0) return new Map();
  const stock = await erp.stock({ codes, warehouses }, signal);
  return new Map(stock.map(({ code, levels }) => [code, unitsOf(levels.map(({ onHand }) => onHand))]));
}

const unitsOf = (counts: readonly string[]): string =>
  counts.reduce((sum, count) => sum.plus(count), new Big(0)).toFixed();

import type { ShopProduct } from '../../model/product.ts';
import { itemCode } from '../import-orders/mapping.ts';
import { collected } from './collected.ts';
import { mostProducts, type Focus } from './focus.ts';
import { isVariantId, linksOf, type Known, type Link } from './known.ts';
import { skuOf } from './match.ts';
import { goneLinks, type Lists } from './pairs.ts';
import type { ProductSides } from './sides.ts';

/** Both sides of these records alone. Undefined: only both lists as a whole can tell. */
export async function readPart(
  focus: Focus,
  { shop, erp, policy }: ProductSides,
  known: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<Lists | undefined> {
  if (focus.productIds.size > mostProducts) return undefined;
  const first = focus.productIds.size === 0 ? [] : await shop.productsOf([...focus.productIds], signal);
  const rivals = rivalsOf(first, known);
  if (rivals === undefined) return undefined;
  const others = [...rivals].filter(id => !focus.productIds.has(id));
  const products = others.length === 0 ? first : [...first, ...(await shop.productsOf(others, signal))];
  const asked = new Set([...focus.productIds, ...rivals]);

  const links = linksOf(known).filter(({ kept }) => !kept);
  if (goneLinks(products, asked, links).length > 0) return undefined;
  const byId = new Map(focus.items.map(item => [item.id, item]));
  const codes = codesFor(products, asked, { codes: focus.codes, links, policy });
  if (codes.length > 0)
    for (const item of await collected(erp.items({ codes }, policy.settings.priceList ?? undefined, signal)))
      byId.set(item.id, item);
  const items = [...byId.values()];
  const byVariant = new Map(links.map(link => [link.id, link]));
  const byItem = new Map(links.map(link => [link.itemId, link]));
  const isOpen = variantsOf(products).some(variant => {
    const link = byVariant.get(variant.id);
    if (link !== undefined) return !byId.has(link.itemId);
    const sku = skuOf(variant);
    if (sku === undefined) return false;
    const found = items.find(({ code }) => code === itemCode(sku, policy.mappings));
    if (found === undefined) return isNews(variant.id, sku, known, policy);
    const holder = byItem.get(found.id)?.productId;
    return holder !== undefined && !asked.has(holder);
  });
  return isOpen ? undefined : { products, asked, items, stock: new Map() };
}

const variantsOf = (products: readonly ShopProduct[]): ShopProduct['variants'] =>
  products.filter(({ isGiftCard }) => !isGiftCard).flatMap(({ variants }) => variants);

/** Products of other variants that had one of these SKUs when last seen; undefined: of one it is not known which. */
function rivalsOf(
  products: readonly ShopProduct[],
  known: ReadonlyMap<string, Known>,
): ReadonlySet<string> | undefined {
  const variants = variantsOf(products);
  const skus = new Set(variants.flatMap(variant => skuOf(variant) ?? []));
  const read = new Set(variants.map(({ id }) => id));
  const rivals = new Set<string>();
  for (const { id, name, productId, kept } of known.values()) {
    if (kept || read.has(id) || !isVariantId(id) || !skus.has(name)) continue;
    if (productId === undefined) return undefined;
    rivals.add(productId);
  }
  return rivals;
}

/** Of what these products are, and were when last agreed. */
function codesFor(
  products: readonly ShopProduct[],
  asked: ReadonlySet<string>,
  {
    codes,
    links,
    policy,
  }: {
    readonly codes: ReadonlySet<string>;
    readonly links: readonly Link[];
    readonly policy: ProductSides['policy'];
  },
): readonly string[] {
  const skus = variantsOf(products).flatMap(variant => skuOf(variant) ?? []);
  const wanted = new Set([
    ...codes,
    ...skus.map(sku => itemCode(sku, policy.mappings)),
    ...links.flatMap(({ productId, agreed: { code } }) => (asked.has(productId ?? '') ? (code ?? []) : [])),
  ]);
  wanted.delete('');
  return [...wanted];
}

/** An unmatched variant is looked for among look-alikes when it is first seen so, and before anything is made for it. */
function isNews(id: string, sku: string, known: ReadonlyMap<string, Known>, policy: ProductSides['policy']): boolean {
  const before = known.get(id);
  if (before?.kept === true) return false;
  const makes = policy.ownership['products.create'].owner === 'shopify' && policy.features.createsItems;
  return makes || before?.name !== sku || before.cause !== 'not-in-erp';
}

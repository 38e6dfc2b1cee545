import type { Compared, Scope } from '../../engine/comparison.ts';
import type { ErpItem } from '../../model/product.ts';
import type { Instant } from '../../model/time.ts';
import { isProductId, isVariantId, linksOf, type Known } from './known.ts';
import { codeOfRecord, type ProductPair } from './pair.ts';
import type { ProductSides } from './sides.ts';

/** Which records a read is about. */
export type Focus = {
  readonly productIds: ReadonlySet<string>;
  readonly codes: ReadonlySet<string>;
  /** Items that were told as changed, also by another code than before. */
  readonly items: readonly ErpItem[];
  /** Both sides must be read as a whole to tell. */
  readonly isWide: boolean;
  readonly concerns: (compared: Compared<ProductPair>) => boolean;
};

/** These records, by id, as a person or a retry names them. */
export function onlyFocus(only: readonly string[], known: ReadonlyMap<string, Known>): Focus {
  const ids = new Set(only);
  const products = only.filter(isVariantId).map(id => known.get(id)?.productId);
  const codes = new Set(only.flatMap(id => codeOfRecord(id) ?? []));
  return {
    productIds: new Set([...only.filter(isProductId), ...products.filter(id => id !== undefined)]),
    codes,
    items: [],
    // Whether an item is really no variant's, or looks like another, only the whole lists tell.
    isWide: products.includes(undefined) || codes.size > 0,
    concerns: ({ ref }) => ids.has(ref.id),
  };
}

/** What only a change, a mapping, a choice or a whole comparison can move. */
const staysAsItIs: ReadonlySet<string | undefined> = new Set(['sku-look-alike', 'deleted-in-shop', 'deleted-in-erp']);

/** What waits and need not have changed. */
const worthAnotherLook = (ids: readonly string[], known: ReadonlyMap<string, Known>): readonly string[] =>
  ids.filter(id => {
    const one = known.get(id);
    return one?.state === 'pending' || (codeOfRecord(id) === undefined && !staysAsItIs.has(one?.cause));
  });

/** What has changed, and these besides. */
export async function changedFocus(
  { since, also }: Extract<Scope, { kind: 'changed' }>,
  sides: ProductSides,
  known: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<Focus> {
  const changed = await changesSince(since, sides, known, signal);
  const waiting = onlyFocus(worthAnotherLook(also, known), known);
  return {
    productIds: new Set([...changed.productIds, ...waiting.productIds]),
    codes: new Set([...changed.codes, ...waiting.codes]),
    items: changed.items,
    isWide: changed.isWide || waiting.isWide,
    concerns: compared => changed.concerns(compared) || waiting.concerns(compared),
  };
}

/** From here on one bulk operation is cheaper than asking for each. */
export const mostProducts = 500;

const everything: Focus = {
  productIds: new Set(),
  codes: new Set(),
  items: [],
  isWide: true,
  concerns: () => true,
};

/** Changed products with all their variants, and changed items with the variants that they are. */
async function changesSince(
  since: Instant,
  { shop, erp, policy }: ProductSides,
  known: ReadonlyMap<string, Known>,
  signal: AbortSignal,
): Promise<Focus> {
  const { mappings, ownership, settings } = policy;
  const links = linksOf(known).filter(({ kept }) => !kept);
  const byItem = new Map(links.map(link => [link.itemId, link]));
  const byName = new Map([...known.values()].filter(({ id }) => isVariantId(id)).map(one => [one.name, one]));
  const mappedTo = new Map(Object.entries(mappings.items).map(([sku, code]) => [code, sku]));

  const productIds = new Set<string>();
  for await (const page of shop.productsChangedSince(since, signal)) {
    for (const { id } of page) productIds.add(id);
    if (productIds.size > mostProducts) return everything;
  }
  const deleted = new Set(await shop.deletedSince(since, signal));
  const items: ErpItem[] = [];
  for await (const page of erp.items({ changedSince: since }, settings.priceList ?? undefined, signal)) {
    items.push(...page);
    if (items.length > mostProducts) return everything;
  }
  const codes = new Set(items.map(({ code }) => code));

  const loose = new Set<string>();
  let isWide = links.some(({ agreed: { productId } }) => productId !== undefined && deleted.has(productId));
  for (const { id, code } of items) {
    const variant = byItem.get(id) ?? byName.get(mappedTo.get(code) ?? code);
    const productId = variant?.productId;
    if (productId !== undefined) productIds.add(productId);
    else if (variant !== undefined) loose.add(variant.id);
    // Nothing is made in the shop before all of it was looked through for the code and its look-alikes.
    else if (ownership['products.create'].owner === 'erp') isWide = true;
  }
  return { productIds, codes, items, isWide: isWide || loose.size > 0, concerns: concernsOf(productIds, codes, loose) };
}

const concernsOf =
  (productIds: ReadonlySet<string>, codes: ReadonlySet<string>, loose: ReadonlySet<string>): Focus['concerns'] =>
  ({ ref, record }) => {
    switch (record.kind) {
      case 'product':
        return productIds.has(ref.id);
      case 'variant':
        // What leads to one item stops together, whichever of them has changed.
        return (
          productIds.has(record.product.id) ||
          loose.has(ref.id) ||
          record.match.kind === 'shared' ||
          record.match.kind === 'doubled'
        );
      case 'item':
        return codes.has(record.item.code);
      case 'deleted-product':
      case 'deleted-variant':
        return true;
    }
  };

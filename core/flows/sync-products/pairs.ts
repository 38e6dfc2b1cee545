import type { Compared } from '../../engine/comparison.ts';
import { grouped } from '../../model/grouped.ts';
import type { Mappings } from '../../model/mappings.ts';
import type { ErpItem, ShopProduct } from '../../model/product.ts';
import { isProductId, linksOf, type Known, type Link } from './known.ts';
import { matchVariants, skuOf, type Matches } from './match.ts';
import { itemRecordId, type FamilyMatch, type ProductPair } from './pair.ts';

type Comparable = Compared<ProductPair>;

/** Both sides as they were read. */
export type Lists = {
  readonly products: readonly ShopProduct[];
  /** Ids of the products that were asked for, so that one that is not among them is gone; undefined: each that is known was. */
  readonly asked: ReadonlySet<string> | undefined;
  readonly items: readonly ErpItem[];
  /** Units of an item, by code, where known. */
  readonly stock: ReadonlyMap<string, string>;
};

/** Brings two lists together: what both have, what only one has, and what one has no more. Pure. */
export function pairsOf(
  { products, asked, items, stock }: Lists,
  known: ReadonlyMap<string, Known>,
  mappings: Mappings,
): readonly Comparable[] {
  const links = linksOf(known);
  const open = links.filter(({ kept }) => !kept);
  const present = new Set(products.flatMap(({ variants }) => variants.map(({ id }) => id)));
  const matches = matchVariants(products, items, {
    links: new Map(open.map(({ id, itemId }) => [id, itemId])),
    taken: new Set(links.filter(({ id, kept }) => kept || !present.has(id)).map(({ itemId }) => itemId)),
    mappings,
  });
  const families = familiesOf(products, matches, known);
  const special = new Set(Object.values(mappings.specialItems));
  return [
    ...products.flatMap(product => productPairs(product, matches, families)),
    // Shipping, tips and the like are booked on items, and sold by nobody.
    ...matches.free
      .filter(({ item }) => !special.has(item.code))
      .map((free): Comparable => ({
        ref: { id: itemRecordId(free.item.code), name: free.item.code },
        // The ERP's clock is not Shopify's, whose times the cursor is made of.
        updatedAt: '',
        record: { kind: 'item', ...free },
      })),
    ...deletedProducts(products, asked, known),
    ...deletedVariants(goneLinks(products, asked, open), items, stock),
  ];
}

function productPairs(
  product: ShopProduct,
  matches: Matches,
  families: ReadonlyMap<string, ReadonlyMap<string, string>>,
): readonly Comparable[] {
  const { id, title, updatedAt, variants } = product;
  return [
    {
      ref: { id, name: title },
      updatedAt,
      record: { kind: 'product', product, match: familyOf(product, matches, families) },
    },
    ...variants.flatMap((variant): readonly Comparable[] => {
      const match = matches.variants.get(variant.id);
      if (match === undefined) return [];
      return [
        {
          ref: { id: variant.id, name: skuOf(variant) ?? variant.title },
          updatedAt: variant.updatedAt,
          record: { kind: 'variant', product, variant, match },
        },
      ];
    }),
  ];
}

const itemsOf = ({ variants }: ShopProduct, matches: Matches): readonly ErpItem[] =>
  variants.flatMap(({ id }) => {
    const match = matches.variants.get(id);
    return match?.kind === 'item' ? [match.item] : [];
  });

/** Family -> ids and titles of the products whose variants belong to it, those of the journal's that were not read included. */
function familiesOf(
  products: readonly ShopProduct[],
  matches: Matches,
  known: ReadonlyMap<string, Known>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const read = new Set(products.map(({ id }) => id));
  const members = [
    ...products.flatMap(product =>
      itemsOf(product, matches).map(({ family }) => [family.id, product.id, product.title] as const),
    ),
    ...linksOf(known).flatMap(({ agreed: { familyId, productId }, kept }) =>
      kept || familyId === undefined || productId === undefined || read.has(productId)
        ? []
        : [[familyId, productId, known.get(productId)?.name ?? productId] as const],
    ),
  ];
  return new Map(
    [...grouped(members, ([family]) => family)].map(([family, all]) => [
      family,
      new Map(all.map(([, id, title]) => [id, title])),
    ]),
  );
}

function familyOf(
  product: ShopProduct,
  matches: Matches,
  families: ReadonlyMap<string, ReadonlyMap<string, string>>,
): FamilyMatch {
  if (product.isGiftCard) return { kind: 'gift-card' };
  const items = itemsOf(product, matches);
  const [item] = items;
  if (item === undefined) return { kind: 'none' };
  if (items.some(({ family }) => family.id !== item.family.id))
    return { kind: 'several', codes: items.map(({ code }) => code) };
  const others = [...(families.get(item.family.id) ?? [])].flatMap(([id, title]) => (id === product.id ? [] : [title]));
  return others.length > 0 ? { kind: 'shared', others } : { kind: 'family', family: item.family, item };
}

/** Links whose variant was asked for, with its product, and is not there. */
export function goneLinks(
  products: readonly ShopProduct[],
  asked: Lists['asked'],
  links: readonly Link[],
): readonly Link[] {
  const present = new Set(products.flatMap(({ variants }) => variants.map(({ id }) => id)));
  return links.filter(
    ({ id, kept, productId }) =>
      !kept && !present.has(id) && productId !== undefined && asked?.has(productId) !== false,
  );
}

/** Products that were agreed on and are in no list. */
function deletedProducts(
  products: readonly ShopProduct[],
  asked: Lists['asked'],
  known: ReadonlyMap<string, Known>,
): readonly Comparable[] {
  const read = new Set(products.map(({ id }) => id));
  return [...known.values()].flatMap(({ id, name, agreed, cause }): readonly Comparable[] => {
    if (!isProductId(id) || agreed === undefined || read.has(id) || cause === 'deleted-in-shop') return [];
    if (asked?.has(id) === false) return [];
    return [{ ref: { id, name }, updatedAt: agreed.seen, record: { kind: 'deleted-product' } }];
  });
}

function deletedVariants(
  gone: readonly Link[],
  items: readonly ErpItem[],
  stock: ReadonlyMap<string, string>,
): readonly Comparable[] {
  const byId = new Map(items.map(item => [item.id, item]));
  const families = grouped(items, ({ family }) => family.id);
  return gone.map(({ id, name, itemId, agreed }) => {
    const item = byId.get(itemId);
    return {
      ref: { id, name },
      updatedAt: agreed.seen,
      record: {
        kind: 'deleted-variant',
        item,
        inStock: item === undefined ? undefined : stock.get(item.code),
        isAlone: item !== undefined && families.get(item.family.id)?.length === 1,
      },
    };
  });
}

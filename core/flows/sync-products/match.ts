import { itemCode } from '../import-orders/mapping.ts';
import { grouped } from '../../model/grouped.ts';
import type { Mappings } from '../../model/mappings.ts';
import type { ErpItem, ProductVariant, ShopProduct } from '../../model/product.ts';
import { alikeSku, isBlankSku } from '../../model/sku.ts';

/** What a variant is in the ERP: by the link of earlier runs, else by SKU, exactly. Never by title, never by a guess. */
export type VariantMatch =
  | {
      readonly kind: 'item';
      readonly item: ErpItem;
      /** Its SKU and the item's code differ, as mapped. */ readonly mapped: boolean;
    }
  | { readonly kind: 'gift-card' }
  | { readonly kind: 'blank' }
  /** Variants that lead to the same item, by title, itself included. */
  | { readonly kind: 'shared'; readonly by: readonly string[] }
  | { readonly kind: 'doubled'; readonly code: string; readonly items: readonly string[] }
  | { readonly kind: 'alike'; readonly code: string; readonly codes: readonly string[] }
  | { readonly kind: 'none'; readonly code: string; readonly mapped: boolean }
  | { readonly kind: 'item-gone' };

/** An active item that is no variant's. */
export type FreeItem = {
  readonly item: ErpItem;
  /** SKUs and codes that look like its own. */
  readonly alike: readonly string[];
  /** How many items have its code. */
  readonly doubles: number;
};

export type Matches = {
  readonly variants: ReadonlyMap<string, VariantMatch>;
  readonly free: readonly FreeItem[];
};

/** An archived item counts where no active one has its code. */
const counting = (items: readonly ErpItem[]): readonly ErpItem[] => {
  const active = items.filter(item => item.active);
  return active.length > 0 ? active : items;
};

/**
 * @param links variant -> item's id, as both sides agreed
 * @param taken ids of items that belonged to something deleted in the shop
 */
export function matchVariants(
  products: readonly ShopProduct[],
  items: readonly ErpItem[],
  {
    links,
    taken,
    mappings,
  }: {
    readonly links: ReadonlyMap<string, string>;
    readonly taken: ReadonlySet<string>;
    readonly mappings: Mappings;
  },
): Matches {
  const variants = products.filter(({ isGiftCard }) => !isGiftCard).flatMap(product => product.variants);
  const byId = new Map(items.map(item => [item.id, item]));
  const byCode = grouped(items, ({ code }) => (isBlankSku(code) ? undefined : code));
  const bySku = grouped(variants, skuOf);
  const linkOf = (id: string): ErpItem | undefined => byId.get(links.get(id) ?? '');
  const codeOf = (variant: ProductVariant): string => itemCode(skuOf(variant) ?? '', mappings);

  const first = (variant: ProductVariant): VariantMatch => {
    const sku = skuOf(variant);
    const linked = linkOf(variant.id);
    const sharing = sku === undefined ? [] : (bySku.get(sku) ?? []);
    if (sharing.length > 1) return { kind: 'shared', by: sharing.map(({ title }) => title) };
    if (linked !== undefined) {
      const doubles = counting(byCode.get(linked.code) ?? [linked]);
      if (doubles.length > 1) return { kind: 'doubled', code: linked.code, items: doubles.map(({ name }) => name) };
      return { kind: 'item', item: linked, mapped: isMapped(sku, mappings) };
    }
    if (sku === undefined) return links.has(variant.id) ? { kind: 'item-gone' } : { kind: 'blank' };
    const code = itemCode(sku, mappings);
    const found = counting(byCode.get(code) ?? []);
    if (found.length > 1) return { kind: 'doubled', code, items: found.map(({ name }) => name) };
    if (found[0] !== undefined) return { kind: 'item', item: found[0], mapped: isMapped(sku, mappings) };
    if (links.has(variant.id)) return { kind: 'item-gone' };
    return { kind: 'none', code, mapped: isMapped(sku, mappings) };
  };

  const firsts = new Map(variants.map(variant => [variant.id, first(variant)]));
  const takers = grouped(variants, ({ id }) => itemIdOf(firsts.get(id)));
  const pool = grouped(new Set([...byCode.keys(), ...variants.map(codeOf).filter(code => code !== '')]), code =>
    alikeSku(code),
  );
  const alikeTo = (code: string): readonly string[] => (pool.get(alikeSku(code)) ?? []).filter(other => other !== code);

  const result = new Map<string, VariantMatch>();
  for (const { isGiftCard, variants: own } of products)
    for (const variant of own) {
      const match = firsts.get(variant.id);
      result.set(
        variant.id,
        isGiftCard || match === undefined ? { kind: 'gift-card' } : settled(match, takers, alikeTo),
      );
    }
  const used = new Set([...takers.keys(), ...taken]);
  const wanted = new Set(products.flatMap(product => product.variants.map(codeOf)));
  return {
    variants: result,
    free: [...byCode].flatMap(([code, all]) => {
      const [item, ...others] = counting(all);
      if (item === undefined || !item.active || wanted.has(code) || all.some(({ id }) => used.has(id))) return [];
      return [{ item, alike: alikeTo(code), doubles: others.length + 1 }];
    }),
  };
}

/** Of a variant; undefined where it is blank. */
export const skuOf = ({ values }: Pick<ProductVariant, 'values'>): string | undefined =>
  isBlankSku(values.sku) ? undefined : (values.sku ?? undefined);

const isMapped = (sku: string | undefined, { items }: Mappings): boolean =>
  sku !== undefined && items[sku] !== undefined;

const itemIdOf = (match: VariantMatch | undefined): string | undefined =>
  match?.kind === 'item' ? match.item.id : undefined;

/** Two variants that lead to one item stop, and what only looks like a code of the other side is no match. */
function settled(
  match: VariantMatch,
  takers: ReadonlyMap<string, readonly ProductVariant[]>,
  alikeTo: (code: string) => readonly string[],
): VariantMatch {
  if (match.kind === 'item') {
    const all = takers.get(match.item.id) ?? [];
    return all.length > 1 ? { kind: 'shared', by: all.map(({ title }) => title) } : match;
  }
  if (match.kind !== 'none' || match.mapped) return match;
  const codes = alikeTo(match.code);
  return codes.length === 0 ? match : { kind: 'alike', code: match.code, codes };
}

import type { GoodsState } from '../../journal/goods.ts';
import { agreedFrom, isKept, type Agreed } from './agreed.ts';

/** What the journal knows of a product or a variant. */
export type Known = {
  readonly id: string;
  /** Of a variant its SKU, where it has one. */
  readonly name: string;
  readonly agreed: Agreed | undefined;
  /** Of a variant, where it was agreed on or parked. */
  readonly productId: string | undefined;
  /** Its link counts no more. */
  readonly kept: boolean;
  readonly state: GoodsState['state'];
  readonly cause: string | undefined;
};

/** All that this flow has ever settled, by id. */
export function knownFrom(goods: ReadonlyMap<string, GoodsState>): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  for (const state of goods.values())
    if (state.flow === 'sync-products') {
      const { id, name, cause } = state;
      const agreed = agreedFrom(state.agreed);
      const productId = agreed?.productId ?? state.problem?.details['product'];
      known.set(id, { id, name, cause, state: state.state, agreed, productId, kept: isKept(state) });
    }
  return known;
}

export const isVariantId = (id: string): boolean => id.startsWith('gid://shopify/ProductVariant/');
export const isProductId = (id: string): boolean => id.startsWith('gid://shopify/Product/');

/** Of a variant that is linked to an item. */
export type Link = Known & { readonly agreed: Agreed; readonly itemId: string };

export function linksOf(known: ReadonlyMap<string, Known>): readonly Link[] {
  return [...known.values()].flatMap(one => {
    const { agreed } = one;
    if (!isVariantId(one.id) || agreed?.erpId === undefined) return [];
    return [{ ...one, agreed, itemId: agreed.erpId }];
  });
}

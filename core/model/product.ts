import type { Instant } from './time.ts';

/** What both sides may know of a product, and of one variant of it. */
export const productFields = ['title', 'description', 'vendor', 'type', 'tags', 'status'] as const;
export type ProductField = (typeof productFields)[number];
export const variantFields = ['sku', 'barcode', 'price', 'compare-at-price', 'cost', 'weight', 'tracked'] as const;
export type VariantField = (typeof variantFields)[number];

/**
 * Values in one form for both sides, so that equal means equal: money and weight (grams) as decimals without zeros at the end, in
 * the shop's currency; tags sorted (as JavaScript sorts text) and joined by ", "; `tracked` "yes" or "no"; `status` "active", "draft", "archived" or "unlisted";
 * null for none, which a weight of 0 is too. A field that a side cannot hold is absent.
 */
export type Values<F extends string> = { readonly [Name in F]?: string | null };

export type ProductVariant = {
  readonly id: string;
  readonly itemId: string;
  /** As people say it: product and variant. */
  readonly title: string;
  /** Its stock follows that of its parts. */
  readonly bundle: boolean;
  readonly updatedAt: Instant;
  readonly values: Values<VariantField>;
};

export type ShopProduct = {
  readonly id: string;
  readonly title: string;
  readonly isGiftCard: boolean;
  readonly updatedAt: Instant;
  readonly values: Values<ProductField>;
  readonly variants: readonly ProductVariant[];
};

/** An item of the ERP's, with the family (product template) whose fields it shares with its siblings. */
export type ErpItem = {
  readonly id: string;
  /** The item's code; empty where it has none. */
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly updatedAt: Instant;
  readonly values: Values<VariantField>;
  readonly family: { readonly id: string; readonly updatedAt: Instant; readonly values: Values<ProductField> };
};

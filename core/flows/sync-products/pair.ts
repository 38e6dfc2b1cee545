import type { ErpItem, ProductVariant, ShopProduct } from '../../model/product.ts';
import type { FreeItem, VariantMatch } from './match.ts';

export type Family = ErpItem['family'];

/** What a product is in the ERP: the family of its variants' items. */
export type FamilyMatch =
  /** `item`: one of the family, by which it is changed. */
  | { readonly kind: 'family'; readonly family: Family; readonly item: ErpItem }
  | { readonly kind: 'gift-card' }
  /** None of its variants is matched. */
  | { readonly kind: 'none' }
  /** Its variants belong to several, told by codes. */
  | { readonly kind: 'several'; readonly codes: readonly string[] }
  /** Variants of another product belong to it too. */
  | { readonly kind: 'shared'; readonly others: readonly string[] };

/** One thing that one side has or both have. */
export type ProductPair =
  | { readonly kind: 'product'; readonly product: ShopProduct; readonly match: FamilyMatch }
  | {
      readonly kind: 'variant';
      readonly product: ShopProduct;
      readonly variant: ProductVariant;
      readonly match: VariantMatch;
    }
  | ({ readonly kind: 'item' } & FreeItem)
  /** Shopify does not have it any more, read past its search index. */
  | { readonly kind: 'deleted-product' }
  | {
      readonly kind: 'deleted-variant';
      /** Undefined: the ERP does not have it either. */
      readonly item: ErpItem | undefined;
      /** Units, a decimal; undefined: not known. */
      readonly inStock: string | undefined;
      /** No other item is of its family. */
      readonly isAlone: boolean;
    };

export const itemRecordId = (code: string): string => `erp:item:${code}`;
/** Undefined: it is the id of something else. */
export const codeOfRecord = (id: string): string | undefined =>
  id.startsWith('erp:item:') ? id.slice('erp:item:'.length) : undefined;

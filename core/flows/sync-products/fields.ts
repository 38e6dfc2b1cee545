import { Big } from 'big.js';
import { minorDigits } from '../../model/money.ts';
import {
  productFields,
  variantFields,
  type ErpItem,
  type ProductField,
  type ProductVariant,
  type ShopProduct,
  type VariantField,
} from '../../model/product.ts';
import type { Family } from './pair.ts';
import type { ProductsPolicy } from './policy.ts';

export type GoodsField = `product.${ProductField}` | `variant.${VariantField}`;
export type FieldName = ProductField | VariantField;

/** One field as both sides hold it: as they tell it, and in the one form in which it is compared. */
export type FieldPair = {
  readonly field: GoodsField;
  readonly name: FieldName;
  readonly told: { readonly shopify: string | null; readonly erp: string | null };
  readonly shopify: string | null;
  readonly erp: string | null;
};

type Ruled = Pick<ProductsPolicy, 'ownership' | 'features' | 'erp' | 'shopCurrency'>;

export const fieldNames: readonly FieldName[] = [...productFields, ...variantFields];

const nameOf = new Map<GoodsField, FieldName>([
  ...productFields.map(name => [`product.${name}`, name] as const),
  ...variantFields.map(name => [`variant.${name}`, name] as const),
]);
export const goodsFields: readonly GoodsField[] = [...nameOf.keys()];

/** Somebody owns it: it is synced where both sides can. */
export const isOwned = (name: FieldName, ownership: Ruled['ownership']): boolean =>
  goodsFields.some(field => nameOf.get(field) === name && ownership[field].owner !== 'nobody');

/** Why an owned field is not synced with this ERP, as a sentence; undefined: it is synced, or nobody owns it. */
function lackOf(field: GoodsField, { ownership, features, erp }: Omit<Ruled, 'shopCurrency'>): string | undefined {
  const name = nameOf.get(field);
  const { owner } = ownership[field];
  if (name === undefined || owner === 'nobody') return undefined;
  if (!features.readsFields.includes(name))
    return `${erp} does not tell ${fieldWords[name]}, so Counterfoil does not sync them.`;
  return owner === 'shopify' && !features.writesFields.includes(name)
    ? `${erp} does not take ${fieldWords[name]}, so those of Shopify are not carried there.`
    : undefined;
}

/** Owned fields that are not synced all the same, with words: told once a run, not once a record. */
export const unsyncedFields = (policy: Omit<Ruled, 'shopCurrency'>): readonly { field: GoodsField; words: string }[] =>
  goodsFields.flatMap(field => {
    const words = lackOf(field, policy);
    return words === undefined ? [] : [{ field, words }];
  });

const fieldWords: Readonly<Record<FieldName, string>> = {
  title: 'titles',
  description: 'descriptions',
  vendor: 'vendors',
  type: 'product types',
  tags: 'tags',
  status: 'statuses',
  sku: 'SKUs',
  barcode: 'barcodes',
  price: 'prices',
  'compare-at-price': 'compare-at prices',
  cost: 'costs',
  weight: 'weights',
  tracked: 'whether stock is counted',
};

const money: ReadonlySet<FieldName> = new Set(['price', 'compare-at-price', 'cost']);
const isDecimal = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

/** Shopify keeps money in whole cents: an average cost of 3.3333 is 3.33 there, and no change. */
export function comparable(name: FieldName, value: string | null, currency: string): string | null {
  if (value === null || !isDecimal(value)) return value;
  if (money.has(name)) return new Big(value).round(minorDigits(currency), Big.roundHalfUp).toFixed();
  return name === 'weight' ? new Big(value).toFixed() : value;
}

/** An ERP that tells archived ones only knows nothing of drafts: to it they are active. */
const statusAs = (shopify: string | null, erp: string | null): string | null =>
  (erp === 'active' || erp === 'archived') && (shopify === 'draft' || shopify === 'unlisted') ? 'active' : shopify;

function pairOf(
  field: GoodsField,
  name: FieldName,
  told: { readonly shopify: string | null | undefined; readonly erp: string | null | undefined },
  policy: Ruled,
): readonly FieldPair[] {
  const { shopify, erp } = told;
  if (shopify === undefined || erp === undefined) return [];
  if (policy.ownership[field].owner === 'nobody' || lackOf(field, policy) !== undefined) return [];
  return [
    {
      field,
      name,
      told: { shopify, erp },
      shopify: name === 'status' ? statusAs(shopify, erp) : comparable(name, shopify, policy.shopCurrency),
      erp: comparable(name, erp, policy.shopCurrency),
    },
  ];
}

/** What is compared of a product: what somebody owns, both sides have, and the ERP tells and takes as its owner needs. */
export const productPairs = (product: ShopProduct, family: Family, policy: Ruled): readonly FieldPair[] =>
  productFields.flatMap(name =>
    pairOf(`product.${name}`, name, { shopify: product.values[name], erp: family.values[name] }, policy),
  );

/** @param mapped its SKU is mapped to another code, so that the two are not meant to be the same */
export const variantPairs = (
  variant: ProductVariant,
  item: ErpItem,
  mapped: boolean,
  policy: Ruled,
): readonly FieldPair[] =>
  variantFields.flatMap(name => {
    // A price list without the item has no price for it, and none is no price to sell at.
    if (name === 'price' && item.values.price === null && policy.ownership['variant.price'].owner === 'erp') return [];
    if (name !== 'sku')
      return pairOf(`variant.${name}`, name, { shopify: variant.values[name], erp: item.values[name] }, policy);
    const code = item.code === '' ? null : item.code;
    return mapped ? [] : pairOf('variant.sku', name, { shopify: variant.values.sku, erp: code }, policy);
  });

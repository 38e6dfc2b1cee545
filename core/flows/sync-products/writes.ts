import {
  type ErpItem,
  type ProductField,
  type ProductVariant,
  type ShopProduct,
  type Values,
  type VariantField,
} from '../../model/product.ts';
import type { FieldChange, RecordRef, Write } from '../../model/write.ts';
import { numericId } from '../import-orders/keys.ts';
import { comparable, fieldNames, type FieldName, type FieldPair } from './fields.ts';
import type { ProductsPolicy } from './policy.ts';

export type AnyValues = Values<FieldName>;

export type ProductBody = {
  readonly productId: string;
  /** As Shopify told them; where it has others by now, nothing is changed. */
  readonly before: Values<ProductField>;
  readonly values: Values<ProductField>;
};
export type VariantBody = {
  readonly productId: string;
  readonly variantId: string;
  readonly inventoryItemId: string;
  readonly before: Values<VariantField>;
  readonly values: Values<VariantField>;
};
export type ItemBody = {
  readonly itemId: string;
  readonly before: AnyValues;
  readonly values: AnyValues;
  /** Whose prices they are; null: the item's own. */
  readonly priceList: string | null;
};
export type NewItemBody = { readonly key: string; readonly code: string; readonly values: AnyValues };
export type NewProductBody = {
  readonly code: string;
  readonly product: Values<ProductField>;
  readonly variant: Values<VariantField>;
};

export type ProductWrite =
  | Write<'update-product', ProductBody>
  | Write<'update-variant', VariantBody>
  | Write<'update-item', ItemBody>
  | Write<'create-item', NewItemBody>
  | Write<'create-product', NewProductBody>;

/** One field that is to change on one side, with the rule that allows it. */
export type Carried = {
  readonly pair: Pick<FieldPair, 'name' | 'told'>;
  readonly value: string | null;
  readonly rule: string;
};

/** The reference that an item made for a variant has in the ERP. */
const variantKey = (id: string): string => `shopify:variant:${numericId(id)}`;

type Head = Pick<Write, 'key' | 'record' | 'fields' | 'rule'>;

function headOf(
  record: RecordRef,
  side: 'shopify' | 'erp',
  carried: readonly Carried[],
  { digest }: Pick<ProductsPolicy, 'digest'>,
): Head {
  const fields: readonly FieldChange[] = carried.map(({ pair, value }) => ({
    field: pair.name,
    before: pair.told[side],
    after: value,
  }));
  const sum = digest(JSON.stringify([side, fields])).slice(0, 12);
  const rule = [...new Set(carried.map(one => one.rule))].join('; ');
  return { key: `sync-products:${numericId(record.id)}:${sum}`, record, fields, rule };
}

const told = (side: 'shopify' | 'erp', carried: readonly Carried[]): AnyValues =>
  Object.fromEntries(carried.map(({ pair }) => [pair.name, pair.told[side]]));
const wanted = (carried: readonly Carried[]): AnyValues =>
  Object.fromEntries(carried.map(({ pair, value }) => [pair.name, value]));

export const updateProduct = (
  record: RecordRef,
  productId: string,
  carried: readonly Carried[],
  policy: Pick<ProductsPolicy, 'digest'>,
): ProductWrite => ({
  ...headOf(record, 'shopify', carried, policy),
  system: 'shop',
  action: 'update-product',
  body: { productId, before: told('shopify', carried), values: wanted(carried) },
});

export const updateVariant = (
  record: RecordRef,
  { productId, variant }: { readonly productId: string; readonly variant: ProductVariant },
  carried: readonly Carried[],
  policy: Pick<ProductsPolicy, 'digest'>,
): ProductWrite => ({
  ...headOf(record, 'shopify', carried, policy),
  system: 'shop',
  action: 'update-variant',
  body: {
    productId,
    variantId: variant.id,
    inventoryItemId: variant.itemId,
    before: told('shopify', carried),
    values: wanted(carried),
  },
});

export const updateItem = (
  record: RecordRef,
  itemId: string,
  carried: readonly Carried[],
  policy: Pick<ProductsPolicy, 'digest' | 'settings'>,
): ProductWrite => ({
  ...headOf(record, 'erp', carried, policy),
  system: 'erp',
  action: 'update-item',
  body: {
    itemId,
    before: told('erp', carried),
    values: wanted(carried),
    priceList: policy.settings.priceList,
  },
});

const created = (values: AnyValues): readonly FieldChange[] =>
  Object.entries(values).map(([field, after]) => ({ field, before: null, after }));

/** With what the ERP takes of fields that somebody owns: an owner's empty price must not come back over the other side's. The SKU is its code. */
export function createItem(
  record: RecordRef,
  {
    product,
    variant,
    code,
  }: { readonly product: ShopProduct; readonly variant: ProductVariant; readonly code: string },
  rule: string,
  isGiven: (name: FieldName) => boolean,
): ProductWrite {
  const values = given({ ...product.values, ...variant.values }, isGiven);
  const key = variantKey(variant.id);
  return {
    key,
    system: 'erp',
    action: 'create-item',
    record,
    rule,
    fields: created({ sku: code, ...values }),
    body: { key, code, values },
  };
}

/** A draft: a person looks at it before it is on sale. Money in whole cents, as Shopify keeps it. */
export function createProduct(
  record: RecordRef,
  item: ErpItem,
  rule: string,
  { isGiven, currency }: { readonly isGiven: (name: FieldName) => boolean; readonly currency: string },
): ProductWrite {
  const { family, code } = item;
  const product = { ...given(family.values, isGiven), title: family.values.title ?? item.name, status: 'draft' };
  const variant = {
    ...given(item.values, isGiven, (name, value) => comparable(name, value, currency)),
    sku: code,
  };
  return {
    key: `sync-products:create:${code}`,
    system: 'shop',
    action: 'create-product',
    record,
    rule,
    fields: created({ ...product, ...variant }),
    body: { code, product, variant },
  };
}

function given(
  values: AnyValues,
  isGiven: (name: FieldName) => boolean,
  form: (name: FieldName, value: string | null) => string | null = (_name, value) => value,
): AnyValues {
  const kept: { [Name in FieldName]?: string | null } = {};
  for (const name of fieldNames) {
    const value = values[name];
    if (value !== undefined && isGiven(name)) kept[name] = form(name, value);
  }
  return kept;
}

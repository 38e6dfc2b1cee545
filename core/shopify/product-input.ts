import { SyncError } from '../errors.ts';
import { productFields, variantFields, type ProductField, type Values, type VariantField } from '../model/product.ts';
import type { Variables } from './operation.ts';

// The compared form back into Shopify's: only what is named, since what is sent is overwritten.

/** What Shopify has no "none" for: sent as nothing, a price might become 0. */
function needed(value: string | null, what: string): string {
  if (value !== null) return value;
  throw new SyncError('rejected', 'value-missing', `Shopify does not keep a product without ${what}.`, {
    system: 'shop',
    nextStep: 'Enter one where it comes from, then try again.',
  });
}

type Inputs<F extends string> = { readonly [Name in F]: (value: string | null) => Variables };

const ofProduct: Inputs<ProductField> = {
  title: title => ({ title: needed(title, 'a title') }),
  description: descriptionHtml => ({ descriptionHtml: descriptionHtml ?? '' }),
  vendor: vendor => ({ vendor: vendor ?? '' }),
  type: productType => ({ productType: productType ?? '' }),
  tags: tags => ({ tags: tags === null ? [] : tags.split(', ') }),
  status: status => ({ status: needed(status, 'a status').toUpperCase() }),
};

type VariantOnly = Extract<VariantField, 'barcode' | 'price' | 'compare-at-price'>;
const ofVariant: Inputs<VariantOnly> = {
  barcode: barcode => ({ barcode }),
  price: price => ({ price: needed(price, 'a price') }),
  'compare-at-price': compareAtPrice => ({ compareAtPrice }),
};

/** Shopify keeps these with the variant's inventory item. A weight is one of the few numbers that it takes as a float. */
const ofItem: Inputs<Exclude<VariantField, VariantOnly>> = {
  sku: sku => ({ sku }),
  cost: cost => ({ cost }),
  weight: grams => ({ measurement: { weight: { value: Number(grams ?? '0'), unit: 'GRAMS' } } }),
  tracked: tracked => ({ tracked: needed(tracked, 'a word on stock tracking') === 'yes' }),
};

const chosen = <F extends string>(inputs: Inputs<F>, fields: readonly F[], values: Values<F>): Variables =>
  fields.reduce<Variables>((input, field) => {
    const value = values[field];
    return value === undefined ? input : { ...input, ...inputs[field](value) };
  }, {});

export const productInput = (values: Values<ProductField>): Variables => chosen(ofProduct, productFields, values);

const isOfVariant = (field: VariantField): field is VariantOnly => field in ofVariant;
const isOfItem = (field: VariantField): field is Exclude<VariantField, VariantOnly> => field in ofItem;

export function variantInput(values: Values<VariantField>): Variables {
  const inventoryItem = chosen(ofItem, variantFields.filter(isOfItem), values);
  const own = chosen(ofVariant, variantFields.filter(isOfVariant), values);
  return Object.keys(inventoryItem).length === 0 ? own : { ...own, inventoryItem };
}

const OPTION = 'Title';
const ONLY = 'Default Title';

/** A product with the one variant that Shopify gives a product without options. Not for sale until somebody says so. */
export const newProductInput = (
  product: Values<ProductField>,
  { sku, ...variant }: Values<VariantField>,
): Variables => ({
  status: 'DRAFT',
  ...productInput(product),
  productOptions: [{ name: OPTION, values: [{ name: ONLY }] }],
  // Where a variant is made, its SKU stands beside its item.
  variants: [{ ...variantInput(variant), sku: sku ?? null, optionValues: [{ optionName: OPTION, name: ONLY }] }],
});

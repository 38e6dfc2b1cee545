import { changeProduct, changeVariant, type VariantChanges } from '../goods.ts';
import type { Product, Variant } from '../records.ts';
import type { ApiRequest } from '../request.ts';
import { productView, variantView } from '../views/product-view.ts';
import { inventoryItemView } from '../views/stock-view.ts';
import { idOf } from '../views/view.ts';
import { problem, type UserError } from './payload.ts';
import { productFields, PRODUCT_FIELDS, type ProductFields } from './product-input.ts';
import {
  demandKnown,
  itemChanges,
  variantChanges,
  type InventoryItemInput,
  type VariantInput,
} from './variant-input.ts';

type ProductUpdate = ProductFields & { readonly id?: string | null };

/** The last one is never absent: its default is false. */
const UPDATED = new Set([...PRODUCT_FIELDS, 'id', 'deleteConflictingConstrainedMetafields']);

/** What is left out stays; tags replace those there were. */
export function productUpdate(
  request: ApiRequest,
  args: { readonly product?: ProductUpdate | null; readonly input?: unknown; readonly identifier?: unknown },
) {
  demandKnown(args, new Set(['product']), 'productUpdate');
  const input = args.product ?? {};
  demandKnown(input, UPDATED, 'ProductUpdateInput');
  const product = findProduct(request, input.id);
  if (!product) return { product: null, userErrors: [problem(['id'], 'Product does not exist')] };
  const { changes, errors } = productFields(input, []);
  if (errors.length > 0) return { product: null, userErrors: errors.map(plain) };
  return { product: productView(request, changeProduct(request.store, product, changes)), userErrors: [] };
}

interface VariantsUpdate {
  readonly productId: string;
  readonly variants: readonly (VariantInput & { readonly id?: string | null })[];
  readonly allowPartialUpdates?: boolean | null;
  readonly media?: unknown;
}

const VARIANT_FIELDS = new Set([
  'id',
  'barcode',
  'price',
  'compareAtPrice',
  'inventoryPolicy',
  'requiresComponents',
  'inventoryItem',
  'inventoryQuantities',
]);

/** All or nothing, unless a part is allowed. */
export function productVariantsBulkUpdate(request: ApiRequest, args: VariantsUpdate) {
  const { store } = request;
  demandKnown(args, new Set(['productId', 'variants', 'allowPartialUpdates']), 'productVariantsBulkUpdate');
  const product = findProduct(request, args.productId);
  if (!product) {
    const missing = problem(['productId'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
    return { product: null, productVariants: null, userErrors: [missing] };
  }
  const errors: UserError[] = [];
  const planned: { readonly variant: Variant; readonly changes: VariantChanges }[] = [];
  for (const [i, input] of args.variants.entries()) {
    const read = variantUpdate(request, product, input, ['variants', String(i)]);
    errors.push(...read.errors);
    if (read.variant && read.errors.length === 0) planned.push({ variant: read.variant, changes: read.changes });
  }
  const done = errors.length > 0 && args.allowPartialUpdates !== true ? [] : planned;
  const changed = done.map(({ variant, changes }) => changeVariant(store, variant, changes));
  return {
    product: productView(request, store.products.get(product.id) ?? product),
    productVariants: changed.length === 0 && errors.length > 0 ? null : changed.map(one => variantView(request, one)),
    userErrors: errors,
  };
}

function variantUpdate(
  request: ApiRequest,
  product: Product,
  input: VariantsUpdate['variants'][number],
  field: readonly string[],
): { readonly variant?: Variant; readonly changes: VariantChanges; readonly errors: readonly UserError[] } {
  demandKnown(input, VARIANT_FIELDS, 'ProductVariantsBulkInput');
  const failed = (error: UserError) => ({ changes: {}, errors: [error] });
  if (input.id == null) {
    const message = 'Product variant is missing ID attribute';
    return failed(problem([...field, 'id'], message, 'PRODUCT_VARIANT_ID_MISSING'));
  }
  if ('inventoryQuantities' in input) {
    const message =
      'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.';
    return failed(problem([...field, 'inventoryQuantities'], message, 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE'));
  }
  const id = idOf('ProductVariant', input.id);
  const variant = id === null ? undefined : request.store.variants.get(id);
  if (variant?.productId !== product.id) {
    return failed(problem([...field, 'id'], 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST'));
  }
  return { variant, ...variantChanges(input, request.store.settings.currency, field) };
}

export function inventoryItemUpdate(
  request: ApiRequest,
  args: { readonly id: string; readonly input: InventoryItemInput },
) {
  const id = idOf('InventoryItem', args.id);
  const variant = id === null ? undefined : request.store.variants.ofItem(id);
  if (!variant) {
    return {
      inventoryItem: null,
      userErrors: [problem(['id'], "The product couldn't be updated because it does not exist.")],
    };
  }
  const { changes, errors } = itemChanges(args.input, request.store.settings.currency, ['input']);
  if (errors.length > 0) return { inventoryItem: null, userErrors: errors.map(plain) };
  return { inventoryItem: inventoryItemView(request, changeVariant(request.store, variant, changes)), userErrors: [] };
}

function findProduct(request: ApiRequest, global: unknown): Product | undefined {
  const id = idOf('Product', global);
  return id === null ? undefined : request.store.products.get(id);
}

/** A plain UserError has no code. */
const plain = ({ field, message }: UserError): UserError => ({ field, message });

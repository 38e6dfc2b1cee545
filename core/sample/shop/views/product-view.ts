import { connection, type PageArguments } from '../connection.ts';
import { moneyText } from '../money.ts';
import type { Product, Variant } from '../records.ts';
import { metafieldOf, metafieldsOf } from './metafield-view.ts';
import { gid, time, type Looking, type View } from './view.ts';

export function productView(look: Looking, product: Product): View {
  const { store } = look;
  const id = gid('Product', product.id);
  const variants = (): Variant[] => store.variants.ofProduct(product.id);
  return {
    __typename: 'Product',
    id,
    legacyResourceId: String(product.id),
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    productType: product.productType,
    status: product.status,
    tags: product.tags,
    description: (args: { readonly truncateAt?: number | null }) =>
      plainText(product.descriptionHtml).slice(0, args.truncateAt ?? undefined),
    descriptionHtml: product.descriptionHtml,
    isGiftCard: product.isGiftCard,
    totalInventory: () => variants().reduce((sum, one) => sum + (one.tracked ? available(look, one) : 0), 0),
    tracksInventory: () => variants().some(one => one.tracked),
    hasOnlyDefaultVariant: () => variants().length === 1 && variants()[0]?.title === 'Default Title',
    hasVariantsThatRequiresComponents: () => variants().some(one => one.requiresComponents),
    createdAt: time(product.createdAt),
    updatedAt: time(product.updatedAt),
    publishedAt: time(product.createdAt),
    options: () => [
      {
        id: gid('ProductOption', product.id),
        name: product.option,
        position: 1,
        values: variants().map(one => one.title),
      },
    ],
    variantsCount: () => ({ count: variants().length, precision: 'EXACT' }),
    variants: (args: PageArguments) =>
      connection(
        variants(),
        args,
        one => ({ value: one.position, id: one.id }),
        one => variantView(look, one),
      ),
    metafield: metafieldOf(look, id),
    metafields: metafieldsOf(look, id),
  };
}

export function variantView(look: Looking, variant: Variant): View {
  const product = look.store.products.get(variant.productId);
  const id = gid('ProductVariant', variant.id);
  return {
    __typename: 'ProductVariant',
    id,
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: `${product?.title ?? ''} - ${variant.title}`,
    position: variant.position,
    sku: variant.sku || null,
    barcode: variant.barcode || null,
    price: moneyText(variant.price, look.store.settings.currency),
    compareAtPrice:
      variant.compareAtPrice === null ? null : moneyText(variant.compareAtPrice, look.store.settings.currency),
    taxable: Number(variant.taxRate) > 0,
    inventoryPolicy: variant.inventoryPolicy,
    inventoryQuantity: () => available(look, variant),
    sellableOnlineQuantity: () => available(look, variant),
    requiresComponents: variant.requiresComponents,
    createdAt: time(variant.createdAt),
    updatedAt: time(variant.updatedAt),
    selectedOptions: [{ name: product?.option ?? 'Title', value: variant.title }],
    product: () => (product ? productView(look, product) : null),
    inventoryItem: () => look.show.inventoryItem(look, variant),
    metafield: metafieldOf(look, id),
    metafields: metafieldsOf(look, id),
  };
}

/** Inactive levels do not count. */
const available = (look: Looking, variant: Variant): number =>
  look.store.levels
    .ofItem(variant.inventoryItemId)
    .reduce((sum, level) => sum + (level.isActive ? level.quantities.available : 0), 0);

const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

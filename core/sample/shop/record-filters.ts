import { flagFilter, idFilter, textFilter, timeFilter, tokenFilter } from './filters.ts';
import type { Customer, Product, Variant } from './records.ts';
import type { Filters } from './search.ts';
import type { Store } from './store.ts';

/** The `query` filters of everything but orders. */

export function productFilters(store: Store): Filters<Product> {
  const { timeZone } = store.settings;
  const now = (): number => store.now();
  const skus = (product: Product): string[] => store.variants.ofProduct(product.id).map(variant => variant.sku);
  return {
    default: tokenFilter(product => [product.title, product.vendor, product.productType]),
    id: idFilter(product => product.id),
    updated_at: timeFilter(product => product.updatedAt, timeZone, now),
    created_at: timeFilter(product => product.createdAt, timeZone, now),
    status: textFilter(product => [product.status]),
    title: tokenFilter(product => [product.title]),
    handle: textFilter(product => [product.handle]),
    vendor: textFilter(product => [product.vendor]),
    product_type: textFilter(product => [product.productType]),
    tag: textFilter(product => product.tags),
    gift_card: flagFilter(product => product.isGiftCard),
    bundles: flagFilter(product => store.variants.ofProduct(product.id).some(one => one.requiresComponents)),
    sku: tokenFilter(skus),
    barcode: textFilter(product => store.variants.ofProduct(product.id).map(variant => variant.barcode)),
  };
}

export function variantFilters(store: Store): Filters<Variant> {
  return {
    default: tokenFilter(variant => [variant.sku, variant.title]),
    id: idFilter(variant => variant.id),
    sku: tokenFilter(variant => [variant.sku]),
    barcode: textFilter(variant => [variant.barcode]),
    updated_at: timeFilter(
      variant => variant.updatedAt,
      store.settings.timeZone,
      () => store.now(),
    ),
    product_id: idFilter(variant => variant.productId),
    product_status: textFilter(variant => [store.products.get(variant.productId)?.status ?? null]),
    managed: flagFilter(variant => variant.tracked),
    exclude_variants_with_components: (variant, _comparator, value) => value !== 'true' || !variant.requiresComponents,
  };
}

export function itemFilters(store: Store): Filters<Variant> {
  const { timeZone } = store.settings;
  const now = (): number => store.now();
  return {
    id: idFilter(variant => variant.inventoryItemId),
    sku: tokenFilter(variant => [variant.sku]),
    created_at: timeFilter(variant => variant.createdAt, timeZone, now),
    updated_at: timeFilter(variant => variant.updatedAt, timeZone, now),
  };
}

/** `updated_at` of customers matches whole days, as the schema says. */
export function customerFilters(store: Store): Filters<Customer> {
  const updatedAt = timeFilter<Customer>(
    customer => customer.updatedAt,
    store.settings.timeZone,
    () => store.now(),
  );
  return {
    default: tokenFilter(customer => [customer.firstName, customer.lastName, customer.email]),
    id: idFilter(customer => customer.id),
    email: textFilter(customer => [customer.email]),
    tag: textFilter(customer => customer.tags),
    updated_at: (customer, comparator, value) => updatedAt(customer, comparator, value.replace(/T.*$/, '')),
  };
}

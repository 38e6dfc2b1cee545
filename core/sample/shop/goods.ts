import { isDeepStrictEqual } from 'node:util';
import { InputProblem } from './input-problem.ts';
import type { Product, ShopEvent, Variant } from './records.ts';
import { emptyLevel, type Store } from './store.ts';

/** How products and variants change, whoever changes them: an app through the API or a person in the shop. */

type Kept = 'id' | 'productId' | 'inventoryItemId' | 'createdAt' | 'updatedAt';

export type ProductChanges = Partial<Omit<Product, Kept>>;
export type VariantChanges = Partial<Omit<Variant, Kept>>;

export type NewVariant = Omit<Variant, Kept | 'position'> & {
  /** Available pieces by location; where nothing is said, the item is stocked at the first location, with none. */
  readonly stock: ReadonlyMap<number, number>;
};

export type NewProduct = Omit<Product, Kept | 'handle'> & {
  readonly handle: string | null;
  readonly variants: readonly NewVariant[];
};

export function addProduct(store: Store, { variants, handle, ...fields }: NewProduct): Product {
  const at = store.second();
  const id = store.nextId();
  const product = { ...fields, id, handle: freeHandle(store, handle ?? fields.title), createdAt: at, updatedAt: at };
  store.products.set(id, product);
  for (const variant of variants) addVariant(store, product, variant);
  note(store, 'create', 'PRODUCT', id, `${product.title} was created.`);
  return product;
}

export function addVariant(store: Store, product: Product, { stock, ...fields }: NewVariant): Variant {
  const at = store.second();
  const position = (store.variants.ofProduct(product.id).at(-1)?.position ?? 0) + 1;
  const ids = { id: store.nextId(), inventoryItemId: store.nextId(), productId: product.id };
  const variant = { ...fields, ...ids, position, createdAt: at, updatedAt: at };
  store.variants.put(variant);
  const first = [...store.locations.values()].find(one => one.isActive);
  const places = stock.size > 0 || !first ? stock : new Map([[first.id, 0]]);
  for (const [locationId, available] of places) {
    const level = emptyLevel(variant.inventoryItemId, locationId, at);
    store.levels.put({ ...level, quantities: { ...level.quantities, available } });
  }
  return variant;
}

/** What is already so changes nothing, and no time. */
export function changeProduct(store: Store, product: Product, changes: ProductChanges): Product {
  if (isDeepStrictEqual({ ...product, ...changes }, product)) return product;
  const next = { ...product, ...changes, updatedAt: store.second() };
  store.products.set(product.id, next);
  return next;
}

/** The product looks changed too. */
export function changeVariant(store: Store, variant: Variant, changes: VariantChanges): Variant {
  if (isDeepStrictEqual({ ...variant, ...changes }, variant)) return variant;
  const next = { ...variant, ...changes, updatedAt: store.second() };
  store.variants.put(next);
  store.touchProduct(variant.productId);
  return next;
}

export function deleteProduct(store: Store, product: Product): void {
  for (const variant of store.variants.ofProduct(product.id)) removeVariant(store, variant);
  store.products.delete(product.id);
  note(store, 'destroy', 'PRODUCT', product.id, `${product.title} was deleted.`);
}

export function deleteVariant(store: Store, variant: Variant): void {
  if (store.variants.ofProduct(variant.productId).length === 1) {
    throw new InputProblem('variant', 'is the only one of its product; delete the product instead');
  }
  removeVariant(store, variant);
  store.touchProduct(variant.productId);
  note(store, 'destroy', 'PRODUCT_VARIANT', variant.id, `${variant.title} was deleted.`);
}

function removeVariant(store: Store, variant: Variant): void {
  store.variants.remove(variant);
  store.levels.removeItem(variant.inventoryItemId);
}

function note(
  store: Store,
  action: ShopEvent['action'],
  subject: ShopEvent['subject'],
  subjectId: number,
  message: string,
): void {
  store.events.push({ id: store.nextId(), action, subject, subjectId, message, at: store.second() });
}

/** As Shopify makes one of a title; the second of a kind gets a number. */
function freeHandle(store: Store, wanted: string): string {
  const handle = wanted
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  const taken = new Set(store.products.values().map(one => one.handle));
  let free = handle;
  for (let n = 1; taken.has(free); n += 1) free = `${handle}-${n}`;
  return free;
}

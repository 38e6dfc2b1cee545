import { readFileSync } from 'node:fs';
import { CATALOGUE, catalogueOf, LOCATION_NAMES, type CatalogueItem } from './catalogue.ts';
import { toMinor } from './money.ts';
import type { Location, Product, ShopSettings, Variant } from './records.ts';
import { completed, type SeedData } from './seed-data.ts';
import { customersFor } from './seed-customers.ts';
import { liveThrough } from './seed-orders.ts';
import { emptyLevel, onHand, Store } from './store.ts';

const SETTINGS: ShopSettings = {
  name: 'Fettle & Fold',
  domain: 'fettle-and-fold.myshopify.com',
  email: 'hello@fettleandfold.example',
  currency: 'GBP',
  presentmentCurrencies: ['GBP', 'EUR'],
  timeZone: 'Europe/London',
  countryCode: 'GB',
  country: 'United Kingdom',
  taxesIncluded: true,
  address1: '9 Mill Lane',
  city: 'Leeds',
  zip: 'LS11 5WA',
};

/** `variants`: an empty shop with so many, to see how things go in a big one. */
export type Seed = 'built-in' | 'empty' | { readonly variants: number } | { readonly file: string } | SeedData;

export function seedData(seed: Seed, now: () => number, seedNumber: number): SeedData {
  if (seed === 'empty') return emptyShop(now(), CATALOGUE);
  if (seed === 'built-in') return builtIn(now(), seedNumber);
  if (!('file' in seed) && !('settings' in seed)) return emptyShop(now(), catalogueOf(seed.variants));
  if (!('file' in seed)) return seed;
  const read = readJson(seed.file);
  if (typeof read !== 'object' || read === null || !('settings' in read) || !('orders' in read)) {
    throw new Error(`${seed.file} is not a seed file of the sample shop: "settings" or "orders" is missing.`);
  }
  // A seed file is written by `Store.toSeed`; its records are taken as they are.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return completed(read as SeedData);
}

function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not a seed file of the sample shop: it is not JSON.`);
  }
}

/** A small homeware shop with sixty days behind it. The same end and number give the same shop, to the byte. */
export function builtIn(end: number, seedNumber = 1): SeedData {
  let clock = end;
  const opened = end - 500 * 86_400_000;
  const store = new Store(
    { ...goods(opened, CATALOGUE), customers: customersFor(opened, seedNumber) },
    { now: () => clock, searchLagMs: () => 0 },
  );
  // Counted once, before the first sale, as the ERP was: what left since is what the two have to agree on.
  countStock(store, opened, CATALOGUE);
  liveThrough(store, end, seedNumber, at => {
    clock = at;
  });
  clock = end;
  return store.toSeed();
}

const emptyShop = (now: number, items: readonly CatalogueItem[]): SeedData => {
  const seed = goods(now - 86_400_000, items);
  const store = new Store({ ...seed, customers: [] }, { now: () => now, searchLagMs: () => 0 });
  countStock(store, now - 86_400_000, items);
  return store.toSeed();
};

function goods(at: number, items: readonly CatalogueItem[]): Omit<SeedData, 'customers'> {
  const second = Math.floor(at / 1000) * 1000;
  const products = new Map<string, Product>();
  const siblings = new Map<number, number>();
  const variants = items.map((item, i) => {
    const product = products.get(item.product) ?? productOf(item, products.size, second);
    const position = (siblings.get(product.id) ?? 0) + 1;
    products.set(item.product, product);
    siblings.set(product.id, position);
    return variantOf(item, product, { index: i, position }, second);
  });
  return {
    settings: SETTINGS,
    locations: LOCATION_NAMES.map((name, i) => locationOf(name, i, second)),
    products: [...products.values()],
    variants,
    levels: [],
    orders: [],
    events: [],
    lastId: 0,
  };
}

function productOf(item: CatalogueItem, index: number, at: number): Product {
  return {
    id: 7_410_000_000_101 + index,
    handle: item.product
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-$/, ''),
    title: item.product,
    vendor: item.vendor,
    productType: item.type,
    status: 'ACTIVE',
    tags: [item.type.toLowerCase()],
    descriptionHtml: '',
    option: item.option,
    isGiftCard: false,
    createdAt: at,
    updatedAt: at,
  };
}

function variantOf(
  item: CatalogueItem,
  product: Product,
  { index, position }: { readonly index: number; readonly position: number },
  at: number,
): Variant {
  return {
    id: 42_310_000_000_201 + index,
    productId: product.id,
    inventoryItemId: 44_510_000_000_301 + index,
    position,
    title: item.variant,
    sku: item.sku,
    barcode: item.barcode,
    price: toMinor(item.price, SETTINGS.currency),
    compareAtPrice: null,
    cost: toMinor(item.cost, SETTINGS.currency),
    taxRate: item.vatRate,
    weightGrams: item.weightGrams,
    weightUnit: 'GRAMS',
    tracked: true,
    inventoryPolicy: 'DENY',
    requiresComponents: false,
    createdAt: at,
    updatedAt: at,
  };
}

function locationOf(name: string, index: number, createdAt: number): Location {
  const shipping = index === 0;
  return {
    id: 66_510_000_401 + index,
    name,
    address1: shipping ? '9 Mill Lane' : '31 Call Lane',
    city: 'Leeds',
    zip: shipping ? 'LS11 5WA' : 'LS1 6ED',
    isActive: true,
    deactivatedAt: null,
    fulfillsOnlineOrders: shipping,
    createdAt,
  };
}

const stockAt = (item: CatalogueItem, name: string): number =>
  LOCATION_NAMES.reduce((count, one) => (one === name ? item.stock[one] : count), 0);

/** What is on hand is what the catalogue says, as after a count; what open orders hold of it is committed. */
function countStock(store: Store, at: number, items: readonly CatalogueItem[]): void {
  for (const item of items) {
    const variant = store.variants.withSku(item.sku)[0];
    if (!variant) continue;
    for (const location of store.locations.values()) {
      const counted = stockAt(item, location.name);
      const level =
        store.levels.get(variant.inventoryItemId, location.id) ?? emptyLevel(variant.inventoryItemId, location.id, at);
      const available = level.quantities.available + counted - onHand(level);
      store.levels.put({ ...level, quantities: { ...level.quantities, available } });
    }
  }
}

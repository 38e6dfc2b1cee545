import type { Order } from './order-records.ts';
import type { Customer, Level, Location, Metafield, Product, ShopEvent, ShopSettings, StockName } from './records.ts';
import type { SeedData } from './seed-data.ts';
import { LevelIndex } from './level-index.ts';
import { STOCK_NAMES } from './records.ts';
import { VariantIndex } from './variant-index.ts';
import { Versions } from './versions.ts';

export interface StoreOptions {
  readonly now: () => number;
  /** How long connections lag behind a change; read at every change. */
  readonly searchLagMs: () => number;
}

/** The shop's memory. Records are never changed in place: a change puts a new record. */
export class Store {
  settings: ShopSettings;
  readonly locations = new Map<number, Location>();
  readonly products: Versions<Product>;
  readonly variants = new VariantIndex();
  readonly levels = new LevelIndex();
  readonly events: ShopEvent[] = [];
  readonly customers = new Map<number, Customer>();
  readonly metafields = new Map<string, Metafield>();
  private readonly orders: Versions<Order>;
  private readonly options: StoreOptions;
  private ids = 8_120_000_000_000;
  private orderNumber = 1000;

  constructor(seed: SeedData, options: StoreOptions) {
    this.options = options;
    this.settings = seed.settings;
    for (const one of seed.locations) this.locations.set(one.id, one);
    this.products = new Versions(options.now, options.searchLagMs);
    this.orders = new Versions(options.now, options.searchLagMs);
    for (const one of seed.products) this.products.seed(one);
    for (const one of seed.variants) this.variants.put(one);
    for (const one of seed.levels) this.levels.put(one);
    this.events.push(...seed.events);
    this.ids = Math.max(this.ids, seed.lastId);
    for (const one of seed.customers) this.customers.set(one.id, one);
    for (const one of seed.orders) this.seedOrder(one);
  }

  now(): number {
    return this.options.now();
  }

  /** Shopify's times have whole seconds. */
  second(): number {
    return Math.floor(this.options.now() / 1000) * 1000;
  }

  readonly nextId = (): number => {
    this.ids += 1;
    return this.ids;
  };

  nextOrderNumber(): number {
    this.orderNumber += 1;
    return this.orderNumber;
  }

  /** A state known to the index at once, with numbers kept clear of it. */
  seedOrder(order: Order): void {
    this.orders.seed(order);
    this.orderNumber = Math.max(this.orderNumber, order.number);
    this.ids = Math.max(this.ids, ...idsIn(order));
  }

  putOrder(order: Order): Order {
    this.orders.set(order.id, order);
    return order;
  }

  order(id: number): Order | undefined {
    return this.orders.get(id);
  }

  /** Every order as it is now. */
  allOrders(): Order[] {
    return this.orders.values();
  }

  /** Every order as the search index has it, late by the lag. */
  indexedOrders(): Order[] {
    return this.orders.indexed();
  }

  /** Adds to named quantities; a level that was never there starts at zero, stocked or not as said. The product looks changed too. */
  moveStock(itemId: number, locationId: number, changes: Partial<Record<StockName, number>>, stocked = true): Level {
    const at = this.second();
    const known = this.levels.get(itemId, locationId) ?? emptyLevel(itemId, locationId, at, stocked);
    const quantities = { ...known.quantities };
    for (const name of STOCK_NAMES) quantities[name] += changes[name] ?? 0;
    const level = { ...known, quantities, updatedAt: at };
    this.levels.put(level);
    this.touchProduct(this.variants.ofItem(itemId)?.productId);
    return level;
  }

  touchProduct(id: number | undefined): void {
    const product = id === undefined ? undefined : this.products.get(id);
    if (product) this.products.set(product.id, { ...product, updatedAt: this.second() });
  }

  metafield(owner: string, namespace: string, key: string): Metafield | undefined {
    return this.metafields.get(`${owner} ${namespace} ${key}`);
  }

  putMetafield(field: Metafield): void {
    this.metafields.set(`${field.owner} ${field.namespace} ${field.key}`, field);
  }

  /** The whole shop as data; metafields are the app's and stay out. */
  toSeed(): SeedData {
    return {
      settings: this.settings,
      locations: [...this.locations.values()],
      products: this.products.values(),
      variants: [...this.variants.values()],
      levels: this.levels.all(),
      customers: [...this.customers.values()],
      orders: this.allOrders(),
      events: this.events,
      lastId: this.ids,
    };
  }
}

export const onHand = (level: Level): number =>
  level.quantities.available +
  level.quantities.committed +
  level.quantities.damaged +
  level.quantities.quality_control +
  level.quantities.reserved +
  level.quantities.safety_stock;

export function emptyLevel(itemId: number, locationId: number, at: number, isActive = true): Level {
  const quantities = {
    available: 0,
    committed: 0,
    reserved: 0,
    damaged: 0,
    safety_stock: 0,
    quality_control: 0,
    incoming: 0,
  };
  return { itemId, locationId, isActive, quantities, createdAt: at, updatedAt: at };
}

function idsIn(order: Order): number[] {
  const parts = [
    order.lines,
    order.shipping,
    order.transactions,
    order.refunds,
    order.fulfilments,
    order.fulfilmentOrders,
    order.agreements,
  ];
  return [order.id, ...parts.flatMap(list => list.map(one => one.id))];
}

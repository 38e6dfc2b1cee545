import type { Order } from './order-records.ts';
import type { Customer, Level, Location, Product, ShopEvent, ShopSettings, Variant } from './records.ts';

/** A whole shop as plain data: what a seed file holds. */
export interface SeedData {
  readonly settings: ShopSettings;
  readonly locations: readonly Location[];
  readonly products: readonly Product[];
  readonly variants: readonly Variant[];
  readonly levels: readonly Level[];
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
  readonly events: readonly ShopEvent[];
  /** The last id given out. */
  readonly lastId: number;
}

/** What an earlier edition of the shop did not write of a record. */
const BEFORE = {
  seed: { events: [], lastId: 0 },
  location: { deactivatedAt: null },
  product: { descriptionHtml: '' },
  variant: { compareAtPrice: null, weightUnit: 'GRAMS', inventoryPolicy: 'DENY', requiresComponents: false },
  level: { isActive: true },
} as const;

/** A seed that an earlier edition may have written, with what it lacks. */
export const completed = (seed: SeedData): SeedData => ({
  ...BEFORE.seed,
  ...seed,
  locations: seed.locations.map(one => ({ ...BEFORE.location, ...one })),
  products: seed.products.map(one => ({ ...BEFORE.product, ...one })),
  variants: seed.variants.map(one => ({ ...BEFORE.variant, ...one })),
  levels: seed.levels.map(one => ({ ...BEFORE.level, ...one })),
});

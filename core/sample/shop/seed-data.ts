import type { Order } from './order-records.ts';
import type { Customer, Level, Location, Product, ShopSettings, Variant } from './records.ts';

/** A whole shop as plain data: what a seed file holds. */
export interface SeedData {
  readonly settings: ShopSettings;
  readonly locations: readonly Location[];
  readonly products: readonly Product[];
  readonly variants: readonly Variant[];
  readonly levels: readonly Level[];
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
}

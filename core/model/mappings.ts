import type { SpecialItem } from './problem.ts';

/** In place of a country: whichever it is. */
export const anyCountry = '*';

/** Which ERP tax stands for a Shopify tax. An ERP often has two records for one rate: price with and without it. */
export type TaxMapping = {
  /** ISO 3166-1 alpha-2 of where the goods go, or "*" for every country without an entry of its own. */
  readonly country: string;
  /** Decimal fraction without trailing zeros: "0.2", "0". */
  readonly rate: string;
  readonly pricesIncludeTax: boolean;
  /** The ERP's code for the tax. */
  readonly code: string;
};

/** What only a person can know about how the two systems' words match (mappings.json). */
export type Mappings = {
  /** SKU -> ERP item code, only where they differ. */
  readonly items: Readonly<Record<string, string>>;
  readonly specialItems: Readonly<Partial<Record<SpecialItem, string>>>;
  readonly taxes: readonly TaxMapping[];
  /** Countries the books are ready for: ISO code -> the ERP's country code. */
  readonly countries: Readonly<Record<string, string>>;
  /** Shopify gateway -> the ERP's payment method or journal. */
  readonly paymentMethods: Readonly<Record<string, string>>;
  /** Shopify location id -> the ERP's warehouse code; needed once the ERP has more than one. */
  readonly warehouses: Readonly<Record<string, string>>;
  /** Our external reference (`shopify:customer:<id>`, `shopify:guest:<hash>`) -> the ERP's customer id, chosen by hand; wins over every rule. */
  readonly customers: Readonly<Record<string, string>>;
  /** The ERP's customer for sales without a name: POS walk-ins. */
  readonly walkInCustomer: string | null;
};

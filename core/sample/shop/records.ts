/** What the sample shop remembers. Times are epoch milliseconds, money is minor units, ids are Shopify's bare numbers. */

export interface Address {
  readonly id: number;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly country: string;
  readonly countryCode: string;
  readonly phone: string | null;
}

export interface Customer {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly address: Address | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Product {
  readonly id: number;
  readonly handle: string;
  readonly title: string;
  readonly vendor: string;
  readonly productType: string;
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED';
  readonly tags: readonly string[];
  readonly descriptionHtml: string;
  readonly option: string;
  readonly isGiftCard: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const GRAMS_IN = { GRAMS: 1, KILOGRAMS: 1000, OUNCES: 28.349523125, POUNDS: 453.59237 } as const;
export type WeightUnit = keyof typeof GRAMS_IN;

export interface Variant {
  readonly id: number;
  readonly productId: number;
  readonly inventoryItemId: number;
  readonly position: number;
  readonly title: string;
  /** Blank when it has none. */
  readonly sku: string;
  readonly barcode: string;
  readonly price: number;
  readonly compareAtPrice: number | null;
  readonly cost: number | null;
  readonly taxRate: string;
  readonly weightGrams: number;
  /** The unit it is shown in. */
  readonly weightUnit: WeightUnit;
  readonly tracked: boolean;
  /** Whether it goes on selling at nothing available. */
  readonly inventoryPolicy: 'DENY' | 'CONTINUE';
  /** A bundle: its stock is that of its components. */
  readonly requiresComponents: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Location {
  readonly id: number;
  readonly name: string;
  readonly address1: string;
  readonly city: string;
  readonly zip: string;
  readonly isActive: boolean;
  readonly deactivatedAt: number | null;
  readonly fulfillsOnlineOrders: boolean;
  readonly createdAt: number;
}

export const STOCK_NAMES = [
  'available',
  'committed',
  'reserved',
  'damaged',
  'safety_stock',
  'quality_control',
  'incoming',
] as const;
export type StockName = (typeof STOCK_NAMES)[number];

export interface Level {
  readonly itemId: number;
  readonly locationId: number;
  /** Whether the item is stocked there; what it held stays when it no longer is. */
  readonly isActive: boolean;
  readonly quantities: Readonly<Record<StockName, number>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Metafield {
  readonly id: number;
  readonly owner: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What the shop remembers having happened; deleted things live on only here. */
export interface ShopEvent {
  readonly id: number;
  readonly action: 'create' | 'destroy';
  readonly subject: 'PRODUCT' | 'PRODUCT_VARIANT';
  readonly subjectId: number;
  readonly message: string;
  readonly at: number;
}

export interface ShopSettings {
  readonly name: string;
  readonly domain: string;
  readonly email: string;
  readonly currency: string;
  readonly presentmentCurrencies: readonly string[];
  readonly timeZone: string;
  readonly countryCode: string;
  readonly country: string;
  readonly taxesIncluded: boolean;
  readonly address1: string;
  readonly city: string;
  readonly zip: string;
}

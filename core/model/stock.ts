import type { Instant } from './time.ts';

/** Units at one location as Shopify counts them: on hand is the sum of all but incoming. */
export type StockFigures = {
  readonly available: number;
  readonly onHand: number;
  /** Sold and not yet fulfilled. */
  readonly committed: number;
  readonly reserved: number;
  readonly incoming: number;
  readonly damaged: number;
  readonly safetyStock: number;
  readonly qualityControl: number;
};

/** One variant at one location, in Shopify. */
export type ShopLevel = {
  /** Of the inventory level, with its query part. */
  readonly id: string;
  readonly itemId: string;
  readonly variantId: string | undefined;
  readonly locationId: string;
  /** As typed; undefined where it is blank. */
  readonly sku: string | undefined;
  /** Product and variant, as people say it. */
  readonly title: string;
  /** Shopify counts it. */
  readonly tracked: boolean;
  /** Its stock follows that of its parts. */
  readonly bundle: boolean;
  /** Of its product. */
  readonly tags: readonly string[];
  readonly isActive: boolean;
  readonly updatedAt: Instant;
  readonly figures: StockFigures;
};

/** One of the ERP's items and what it has of it in the warehouses asked for. */
export type ErpItemStock = {
  /** The item's code. */
  readonly code: string;
  readonly name: string;
  /** `kit`: made of others, without stock of its own. */
  readonly kind: 'stocked' | 'not-counted' | 'kit';
  /** One entry a warehouse asked for, also where it has nothing. Decimals: an item may be sold by weight. */
  readonly levels: readonly {
    readonly warehouse: string;
    readonly onHand: string;
    /** Of these, promised to confirmed orders and transfers that have not left yet. */
    readonly promised: string;
  }[];
};

/** What one order takes from one level. `fulfilled` has left the shelf and Shopify's on hand already. */
export type OrderUnits = {
  readonly orderId: string;
  readonly itemId: string;
  readonly locationId: string;
  readonly open: number;
  readonly fulfilled: number;
};

/** Which of Shopify's figures is written; it counts the others from it. */
export type StockQuantity = 'available' | 'on_hand';

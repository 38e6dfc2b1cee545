import type { ErpItem, ProductField, ShopProduct, Values, VariantField } from './model/product.ts';
import type { PriceList } from './model/settings.ts';
import type { ErpItemStock, OrderUnits, ShopLevel, StockQuantity } from './model/stock.ts';
import type { Instant } from './model/time.ts';

/** One of several changes that go to Shopify as one request. `from` is what it must still be. */
export type StockChange = {
  readonly itemId: string;
  readonly locationId: string;
  readonly from: number;
  readonly to: number;
};
/** A batch lands whole or not at all: `refused` names, by place, what stood in its way. */
export type StockAnswer =
  | {
      readonly landed: true;
      /** Shopify's id of the adjustment; undefined where all was so already. */ readonly id: string | undefined;
    }
  | {
      readonly landed: false;
      readonly refused: readonly {
        /** Undefined where Shopify does not say which: tried one by one, each gets its own answer. */
        readonly at: number | undefined;
        /** Shopify has another number by now. */
        readonly stale: boolean;
        readonly code: string;
        readonly message: string;
      }[];
    };

/** A shop's stock. Every verb reads past the search index except `levelsChangedSince`, which lags as all of Shopify's searches do. */
export interface ShopStock {
  /** Every level at these locations, by one bulk operation: whole, or it throws. Inactive levels and locations are told, not left out. */
  levels(locationIds: readonly string[], signal: AbortSignal): Promise<readonly ShopLevel[]>;
  levelsChangedSince(
    since: Instant,
    locationIds: readonly string[],
    signal: AbortSignal,
  ): AsyncIterable<readonly ShopLevel[]>;
  /** The levels of these inventory items at these locations, as they are now. One that is gone is left out. */
  levelsOf(
    itemIds: readonly string[],
    locationIds: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ShopLevel[]>;
  /** What these orders take from which level, as they are now; cancelled ones take nothing. */
  unitsOf(orderIds: readonly string[], signal: AbortSignal): Promise<readonly OrderUnits[]>;
  /** Ids of orders changed at or after `since`: those that the ERP may not know yet. */
  orderIdsSince(since: Instant, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Sets at most `mostStockChanges` levels by compare-and-set, all or none.
   * @param by its key: one that was used within a day gives the first answer again, a refusal too
   *   its reference: a URI that Shopify's own history shows beside the change
   * @throws transient, 'stock-key-spent': it did not land and never will under this key; try again with another
   */
  setStock(
    quantity: StockQuantity,
    changes: readonly StockChange[],
    by: { readonly key: string; readonly reference: string },
    signal: AbortSignal,
  ): Promise<StockAnswer>;
}
/** Shopify's limit for any list that it is sent. */
export const mostStockChanges = 250;

/** What a shop sells, field by field. */
export interface ShopProducts {
  /** All of it, every status, by one bulk operation: whole, or it throws. */
  products(signal: AbortSignal): AsyncIterable<readonly ShopProduct[]>;
  /** Changed at or after `since`, oldest change first. May repeat. */
  productsChangedSince(since: Instant, signal: AbortSignal): AsyncIterable<readonly ShopProduct[]>;
  /** These products, as they are now. One that is gone is left out. */
  productsOf(ids: readonly string[], signal: AbortSignal): Promise<readonly ShopProduct[]>;
  /** Ids of products that were deleted at or after `since`, as Shopify's event log tells. */
  deletedSince(since: Instant, signal: AbortSignal): Promise<readonly string[]>;
  /** Sets only what `values` names. Shopify compares nothing: read just before. @returns the product as it is then */
  updateProduct(id: string, values: Values<ProductField>, signal: AbortSignal): Promise<ShopProduct>;
  /** The same for variants of one product, at most `mostStockChanges`. */
  updateVariants(
    productId: string,
    variants: readonly { readonly id: string; readonly itemId: string; readonly values: Values<VariantField> }[],
    signal: AbortSignal,
  ): Promise<ShopProduct>;
  /** A product with one variant. The caller has made sure that no variant has its SKU. */
  createProduct(
    draft: { readonly product: Values<ProductField>; readonly variant: Values<VariantField> },
    signal: AbortSignal,
  ): Promise<ShopProduct>;
}

export type GoodsFeatures = {
  /** Tells stock by warehouse. */
  readonly stock: boolean;
  /** Of products and items: what it can tell, and what it takes. */
  readonly readsFields: readonly (ProductField | VariantField)[];
  readonly writesFields: readonly (ProductField | VariantField)[];
  readonly createsItems: boolean;
  /** Lists of prices beside the items' own, which are in the books' currency, by code; empty: it has none. */
  readonly priceLists: readonly PriceList[];
};

/** The ERP's items and what it has of them. Errors as with `Erp`; which verbs may be called, its features say. */
export interface ErpGoods {
  goodsFeatures(signal: AbortSignal): Promise<GoodsFeatures>;
  /**
   * Stock in these warehouses of the active items with one of these codes, or of all that have a code. An item without stock is told with
   * zeros; one that is missing is not known. Whole, or it throws. Needs the feature `stock`.
   */
  stock(
    which: { readonly codes?: readonly string[]; readonly warehouses: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly ErpItemStock[]>;
  /** Codes of items whose stock or promises in these warehouses may have changed at or after `since`. May repeat, never leaves one out. */
  stockChangedSince(since: Instant, warehouses: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Items with everything the features say it reads: with one of these codes, or changed since, or all. Archived ones included.
   * @param priceList whose prices are told, by code, null for an item without one of its own there; undefined: the items' own
   */
  items(
    which: { readonly codes?: readonly string[]; readonly changedSince?: Instant },
    priceList: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly ErpItem[]>;
  /**
   * Sets only what `values` names, on the item and its family, where they still are as in `before`. Other price lists stay untouched.
   * What is set already counts as done, so that it is safe to repeat.
   * @throws conflict, 'changed-meanwhile', with nothing changed, where they are not
   */
  updateItem(
    id: string,
    change: {
      readonly before: Values<ProductField | VariantField>;
      readonly values: Values<ProductField | VariantField>;
      readonly priceList: string | undefined;
    },
    signal: AbortSignal,
  ): Promise<ErpItem>;
  /**
   * `key`: our external reference, which makes it safe to repeat. Needs the feature `createsItems`.
   * @throws rejected, 'code-taken', where another item has the code
   */
  createItem(
    draft: { readonly key: string; readonly code: string; readonly values: Values<ProductField | VariantField> },
    signal: AbortSignal,
  ): Promise<ErpItem>;
}

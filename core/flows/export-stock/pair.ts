import type { ErpItemStock, ShopLevel, StockFigures, StockQuantity } from '../../model/stock.ts';
import type { Place } from './places.ts';

/** Units of one level that are sold, and of which the ERP does not know. */
export type UnitsOnTheWay = {
  readonly open: number;
  /** Left the shelf, and Shopify's on hand: the ERP still counts them. */
  readonly fulfilled: number;
  /** Open ones of orders that never come to the ERP. */
  readonly leftOut: number;
  /** The orders on their way, by name. */
  readonly orders: readonly string[];
};

/** One variant at one mapped location, as both sides have it. */
export type LevelPair = {
  readonly kind: 'level';
  readonly level: ShopLevel;
  readonly location: string;
  readonly warehouse: string;
  /** The ERP's for its SKU; empty where that is blank. */
  readonly code: string;
  /** The ERP's items with that code: one, if all is well. */
  readonly items: readonly ErpItemStock[];
  /** Other variants that stand for the same item, by SKU and title. */
  readonly sharing: readonly { readonly sku: string; readonly title: string }[];
  readonly onTheWay: UnitsOnTheWay;
};

/** A location itself: whether stock is told there at all. */
export type LocationPair = Place & {
  readonly kind: 'location';
  /** Undefined where only a part was read. */
  readonly whole: { readonly levels: readonly LevelPair[]; readonly lacking: readonly Lacking[] } | undefined;
};

/** An item that Shopify does not stock at a location where the ERP has some of it. */
export type Lacking = { readonly sku: string; readonly onHand: string };

/** A level that Shopify had and has no more. */
export type GonePair = { readonly kind: 'gone' };

export type StockPair = LevelPair | LocationPair | GonePair;

export const shown = (figures: StockFigures, quantity: StockQuantity): number =>
  quantity === 'on_hand' ? figures.onHand : figures.available;

export const noUnits: UnitsOnTheWay = { open: 0, fulfilled: 0, leftOut: 0, orders: [] };

const itemStart = 'gid://shopify/InventoryItem/';
const levelStart = 'gid://shopify/InventoryLevel/';

export const isLevelId = (id: string): boolean => id.startsWith(levelStart);

/** The inventory item of a level, which its id names. */
export const itemIdOf = (levelId: string): string => {
  const [, number = ''] = /[?&]inventory_item_id=(\d+)/.exec(levelId) ?? [];
  return `${itemStart}${number}`;
};

export const levelName = (sku: string | undefined, title: string, location: string): string =>
  [sku ?? title, location].join(between);

/** The SKU in a level's name; of a level without one, its title. */
export const skuInName = (name: string): string => name.slice(0, Math.max(0, name.indexOf(between)));

const between = ' at ';

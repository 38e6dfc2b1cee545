import type { Day } from './time.ts';
import type { MoneySide } from './order.ts';
import type { StockQuantity } from './stock.ts';

export type ShopSettings = {
  /** `example.myshopify.com` */
  readonly domain: string;
  /** Another address for the same protocol: the sample shop or a stand-in. Plain http for loopback addresses only. */
  readonly endpoint: string | null;
  /** An admin token that does not run out, or a Dev Dashboard app's client id and secret. */
  readonly credentials: 'admin-token' | 'client-credentials';
  readonly apiVersion: string;
};

export type ErpSettings =
  | { readonly kind: 'sample'; readonly folder: string }
  | { readonly kind: 'odoo'; readonly url: string; readonly database: string };

export type OrderSettings = {
  /** `order`: sales orders only. `invoice-when-paid`: the invoice and its payments too, once Shopify shows the order as paid. */
  readonly documents: 'order' | 'invoice-when-paid';
  /** Which side of Shopify's money is posted; kept per order once posted. */
  readonly moneySide: MoneySide;
  /** In the order's currency. A larger difference to the ERP's own rounding is refused. */
  readonly roundingTolerance: string;
  /** First day to import, in the shop's zone; null: everything the shop shows. */
  readonly from: Day | null;
  readonly testOrders: 'skip' | 'import';
  readonly highRisk: 'hold' | 'import';
};

/** From a time of day to another, in the shop's zone; over midnight where the second is the earlier one. */
export type DailyWindow = { readonly from: string; readonly to: string };
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** When stock is not raised, so that goods counted in the rush do not go on sale twice; in the shop's zone. */
export type PeakLock = DailyWindow & {
  readonly days: readonly Weekday[];
  /** `increases`: sales still lower stock. `everything`: nothing is written. */
  readonly holds: 'increases' | 'everything';
};

export type StockSettings = {
  /** Which of Shopify's figures is written. `on_hand` leaves what is sold and not yet sent to Shopify's own count. */
  readonly quantity: StockQuantity;
  /** What becomes of a level with orders that the ERP does not know yet: it is told less by them, or waits for them. */
  readonly ordersOnTheWay: 'reduce' | 'wait';
  /** Smaller differences wait; 1: none does. What would drop to 0 never waits. */
  readonly minimumDelta: number;
  /** Units kept back. Of several that fit, the most special counts: SKU, tag (the largest), location, all. */
  readonly buffers: {
    readonly all: number;
    readonly locations: Readonly<Record<string, number>>;
    readonly tags: Readonly<Record<string, number>>;
    readonly skus: Readonly<Record<string, number>>;
  };
  /** In percent of a location's SKUs: a plan in which more of them would drop to 0, or by half or more, is held. */
  readonly limits: { readonly zeroPercent: number; readonly dropPercent: number };
  readonly peakLocks: readonly PeakLock[];
  /** Half a piece: refused by name, or rounded down. */
  readonly fractions: 'refuse' | 'round-down';
};

/** One that an ERP keeps beside its items' own prices. `code`: as settings name it. */
export type PriceList = { readonly code: string; readonly label: string; readonly currency: string };

export type ProductSettings = {
  /** The ERP's price list that counts as the price, by code; null: the items' own price. */
  readonly priceList: string | null;
  /** In percent of all products: a plan that would change more of them in one field is held. */
  readonly limitPercent: number;
};

export type AlertSettings = {
  /** Whether this PC tells of what needs a person. The icon and the page always do. */
  readonly notifications: boolean;
  /** When notifications wait for its end; null: never. */
  readonly quietHours: DailyWindow | null;
  /** Whether what failed is told in quiet hours too. */
  readonly failuresBreakThrough: boolean;
  /** After how many hours of business without a sync an alert comes, although nothing failed; null: never. */
  readonly silentAfterHours: number | null;
  /** When the shop trades: hours that count for `silentAfterHours`. */
  readonly businessHours: DailyWindow & { readonly days: readonly Weekday[] };
};

export type UpdateSettings = {
  /** Whether new versions are fetched by themselves. They are put in place only when nothing runs. */
  readonly automatic: boolean;
  /** Whether this network counts as metered, on which nothing large is fetched; `detect`: as the system says. */
  readonly metered: 'detect' | 'no' | 'yes';
};

export type Settings = {
  /** `watch`: plans and shows everything, writes nothing to either side. */
  readonly mode: 'live' | 'watch';
  readonly shop: ShopSettings;
  readonly erp: ErpSettings;
  /** Cron expression with five fields, in the shop's zone. */
  readonly schedule: string;
  readonly orders: OrderSettings;
  readonly stock: StockSettings;
  readonly products: ProductSettings;
  readonly alerts: AlertSettings;
  readonly updates: UpdateSettings;
  /** Loopback port of the page; 0 picks a free one. */
  readonly page: { readonly port: number };
  /** How this PC is called on another PC that stands by. */
  readonly deviceName: string;
};

/** What a person may change on the page; the rest of settings.json is for whoever knows the ERP. */
export type EditableSettings = Pick<
  Settings,
  'schedule' | 'stock' | 'products' | 'alerts' | 'updates' | 'mode' | 'deviceName'
>;
export const editableOf = (settings: EditableSettings): EditableSettings => {
  const { schedule, stock, products, alerts, updates, mode, deviceName } = settings;
  return { schedule, stock, products, alerts, updates, mode, deviceName };
};
/** What is left out stays as it is. */
export type SettingsChange = { readonly [Name in keyof EditableSettings]?: EditableSettings[Name] | undefined };
export type SettingsView = EditableSettings & {
  readonly shop: { readonly domain: string; readonly signIn: ShopSettings['credentials'] };
  readonly erp: { readonly name: string; readonly where: string };
};

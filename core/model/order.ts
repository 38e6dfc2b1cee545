import type { Money } from './money.ts';
import type { Instant } from './time.ts';

/** Shopify's global id, `gid://shopify/Order/6001`. The order's name and number may repeat; this never does. */
export type OrderId = string & { readonly brand: 'OrderId' };
export type CustomerId = string & { readonly brand: 'CustomerId' };

/** The same sum in the shop's currency and in the customer's. One side is chosen per order and kept. */
export type MoneyBag = { readonly shop: Money; readonly presentment: Money };
export type MoneySide = keyof MoneyBag;

export type TaxLine = {
  readonly title: string;
  /** Decimal fraction as Shopify gives it: "0.2" for 20 %. */
  readonly rate: string;
  readonly amount: MoneyBag;
  /** Collected and remitted by the marketplace: not the shop's own liability. */
  readonly channelLiable: boolean;
};

export type OrderLine = {
  readonly id: string;
  readonly title: string;
  /** Undefined when blank: custom lines, tips, deleted variants. */
  readonly sku: string | undefined;
  readonly isGiftCard: boolean;
  /** Units sold, including those removed or refunded later. */
  readonly quantity: number;
  /** Units left after edits and refunds. */
  readonly currentQuantity: number;
  /** Of the difference, units that came back through a refund; the rest was removed by an edit. */
  readonly refundedQuantity: number;
  readonly unitPrice: MoneyBag;
  /** All discounts on this line, line and order level, for `quantity` units. */
  readonly discount: MoneyBag;
  readonly taxLines: readonly TaxLine[];
};

export type ShippingLine = {
  readonly id: string;
  readonly title: string;
  readonly isRemoved: boolean;
  readonly price: MoneyBag;
  readonly discount: MoneyBag;
  readonly taxLines: readonly TaxLine[];
};

export type Address = {
  readonly name: string | undefined;
  readonly company: string | undefined;
  readonly address1: string | undefined;
  readonly address2: string | undefined;
  readonly city: string | undefined;
  readonly province: string | undefined;
  readonly zip: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | undefined;
  readonly phone: string | undefined;
};

export type OrderCustomer = {
  readonly id: CustomerId;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
};

/** A payment, refund or authorisation; kinds and statuses are Shopify's and stay open. */
export type Transaction = {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly gateway: string;
  readonly test: boolean;
  readonly processedAt: Instant | undefined;
  readonly amount: MoneyBag;
};

export type Order = {
  readonly id: OrderId;
  /** As the shop shows it: "#1042". */
  readonly name: string;
  readonly createdAt: Instant;
  /** When the sale happened: the books' date. Differs from createdAt for imported orders. */
  readonly processedAt: Instant;
  readonly updatedAt: Instant;
  readonly cancelledAt: Instant | undefined;
  readonly closedAt: Instant | undefined;
  readonly test: boolean;
  readonly edited: boolean;
  readonly taxesIncluded: boolean;
  readonly channel: string | undefined;
  /** Set for POS orders. */
  readonly retailLocation:
    { readonly id: string; readonly name: string; readonly countryCode: string | undefined } | undefined;
  readonly financialStatus: string | undefined;
  readonly fulfillmentStatus: string | undefined;
  /** ACCEPT, INVESTIGATE, CANCEL, NONE. */
  readonly riskRecommendation: string | undefined;
  /** HIGH, MEDIUM, LOW, NONE, PENDING of each assessment. */
  readonly riskLevels: readonly string[];
  readonly customer: OrderCustomer | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly billingAddress: Address | undefined;
  readonly shippingAddress: Address | undefined;
  readonly lines: readonly OrderLine[];
  readonly shipping: readonly ShippingLine[];
  readonly tip: MoneyBag;
  readonly duties: MoneyBag;
  readonly additionalFees: readonly {
    readonly name: string;
    readonly price: MoneyBag;
    readonly taxLines: readonly TaxLine[];
  }[];
  /** What Shopify charged: after edits, before returns. */
  readonly totalTax: MoneyBag;
  readonly total: MoneyBag;
  /** After returns too: what the customer owes or has paid in the end. */
  readonly currentTotal: MoneyBag;
  readonly transactions: readonly Transaction[];
  /** Shopify's id of the request whose answer told of it. */
  readonly request?: string | undefined;
};

import { equals, type Money } from './money.ts';
import type { Address } from './order.ts';
import type { Day, Instant } from './time.ts';

/** A document or master record in the ERP: its internal id and the name people know it by. */
export type ErpRef = { readonly id: string; readonly name: string };

/** Net + tax = gross, in one currency. */
export type Totals = { readonly net: Money; readonly tax: Money; readonly gross: Money };

export const sameTotals = (a: Totals, b: Totals): boolean =>
  a.gross.currency === b.gross.currency && equals(a.net, b.net) && equals(a.tax, b.tax) && equals(a.gross, b.gross);

export type Item = ErpRef & { readonly code: string; readonly active: boolean };

export type Customer = ErpRef & {
  /** Our external reference, when the ERP holds one. */
  readonly key: string | undefined;
  readonly email: string | undefined;
};

export type CustomerDraft = {
  /** External reference, `shopify:customer:<id>` or `shopify:guest:<hash of the e-mail>`: makes the write safe to repeat. */
  readonly key: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly address: Address | undefined;
};

/** Another place a customer's goods go to. */
export type DeliveryAddressDraft = { readonly key: string; readonly customerId: string; readonly address: Address };

export type DraftTax = {
  /** The ERP's code for this tax. */
  readonly code: string;
  readonly rate: string;
  /** What Shopify charged, for the whole line. */
  readonly amount: Money;
};

export type DraftLine = {
  /** Shopify's line id; unique within the order. */
  readonly key: string;
  /** The ERP's item code. */
  readonly item: string;
  readonly description: string;
  readonly quantity: number;
  /** Before discount; with or without tax as `pricesIncludeTax` says. */
  readonly unitPrice: Money;
  readonly discount: Money;
  /** quantity x unitPrice - discount, exact to the penny. */
  readonly amount: Money;
  readonly taxes: readonly DraftTax[];
};

/** What the ERP is asked to hold for one Shopify order. */
export type SalesOrderDraft = {
  /** `shopify:order:<numeric id>`: the ERP's unique external reference. */
  readonly key: string;
  /** The order's name, "#1042". */
  readonly reference: string;
  readonly orderedAt: Instant;
  /** The same moment as a day in the shop's zone: the books' date. */
  readonly orderDay: Day;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly customerId: string;
  readonly deliveryAddressId: string | undefined;
  /** The ERP's warehouse code, when the order's location is mapped. */
  readonly warehouse: string | undefined;
  readonly lines: readonly DraftLine[];
  readonly totals: Totals;
};

export type Invoice = ErpRef & { readonly state: 'draft' | 'posted' | 'cancelled'; readonly totals: Totals };

export type SalesOrder = ErpRef & {
  readonly key: string;
  readonly reference: string;
  readonly state: 'draft' | 'posted' | 'cancelled';
  readonly orderDay: Day;
  readonly totals: Totals;
  /** Shipped or handed over, wholly or in part. */
  readonly delivered: boolean;
  readonly invoice: Invoice | undefined;
};

/** The line that takes up a rounding difference, on an account of its own; `amount` may be negative. */
export type RoundingLine = { readonly item: string; readonly amount: Money };

export type PaymentDraft = {
  /** `shopify:transaction:<id>`. */
  readonly key: string;
  readonly invoiceId: string;
  /** The ERP's code for the payment method or journal. */
  readonly method: string;
  readonly amount: Money;
  readonly day: Day;
};

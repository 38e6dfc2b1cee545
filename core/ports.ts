import type { SyncError } from './errors.ts';
import type { Entry, Event, Head, Placed, Position } from './journal/entry.ts';
import type { Order, OrderId } from './model/order.ts';
import type { Reversal, ReversalWish, Reversed } from './model/reversal.ts';
import type {
  Customer,
  CustomerDraft,
  DeliveryAddressDraft,
  ErpRef,
  Invoice,
  Item,
  PaymentDraft,
  RoundingLine,
  SalesOrder,
  SalesOrderDraft,
} from './model/sales-order.ts';
import type { Instant } from './model/time.ts';
import type { FlowName } from './model/write.ts';

export type ShopInfo = {
  readonly id: string;
  readonly name: string;
  /** `example.myshopify.com` */
  readonly domain: string;
  readonly currency: string;
  /** IANA zone: the shop's days. */
  readonly zone: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
  readonly grantedScopes: readonly string[];
  /** Permissions that were not granted, with what each is for; `needed`: no flow can work without it. */
  readonly lacking: readonly { readonly scope: string; readonly purpose: string; readonly needed: boolean }[];
  /** Why no flow can work with what was granted: missing permissions by name. Undefined when they can. */
  readonly refusal: SyncError | undefined;
  /** Why one flow cannot work while the others go on, in the same words; a flow that can is absent. */
  readonly refusals: Readonly<Partial<Record<FlowName, SyncError>>>;
  /** Worth a person's eye, stops nothing: the API version's end, a version other than ours answering. */
  readonly notices: readonly { readonly code: string; readonly words: string }[];
  /** The API version that answered, which differs from the one asked for once that is retired. */
  readonly answeredVersion: string | undefined;
};

/** Shopify points spent, for the speed budgets. */
export type ShopSpending = {
  readonly requests: number;
  readonly requestedPoints: number;
  readonly chargedPoints: number;
};

/** A value kept in the shop itself, changed only by compare-and-set. */
export type SharedValue = { readonly value: string; readonly digest: string };

/** An order whose answer broke our expectations. One is parked by its name; the rest of its page goes on. */
export type UnreadableOrder = {
  readonly id: OrderId;
  readonly name: string;
  readonly updatedAt: Instant;
  /** Category 'rejected', code 'unreadable-order'; names the field, never its value. */
  readonly unreadable: SyncError;
  readonly request?: string | undefined;
};
export type ShopOrder = Order | UnreadableOrder;

export interface Shop {
  info(signal: AbortSignal): Promise<ShopInfo>;
  /**
   * Pages of orders whose updatedAt is at or after `since`, oldest change first, archived and cancelled ones included.
   * May repeat an order; never leaves one out that the search index knows. `since` undefined: from the oldest visible.
   */
  ordersUpdatedSince(since: Instant | undefined, signal: AbortSignal): AsyncIterable<readonly ShopOrder[]>;
  /** How many there are, for a progress bar; Shopify counts to 10,000. */
  countOrdersUpdatedSince(since: Instant | undefined, signal: AbortSignal): Promise<number>;
  /** One order: by global id past the search index, or by name with or without "#" (the newest, when names repeat). */
  order(ref: string, signal: AbortSignal): Promise<ShopOrder | undefined>;
  /** Orders whose processedAt is in [from, to), every status. For the day's comparison. */
  ordersProcessedIn(from: Instant, to: Instant, signal: AbortSignal): AsyncIterable<readonly ShopOrder[]>;
  readShared(name: string, signal: AbortSignal): Promise<SharedValue | undefined>;
  /**
   * Sets `name` only if it still has `digest` (undefined: only if absent).
   * @returns the new value, or undefined when another writer was faster.
   */
  writeShared(
    name: string,
    value: string,
    digest: string | undefined,
    signal: AbortSignal,
  ): Promise<SharedValue | undefined>;
  readonly spending: ShopSpending;
}

export type ShopLocation = { readonly id: string; readonly name: string; readonly isActive: boolean };
/** `sku` is as typed; undefined where it is blank. */
export type ShopVariant = { readonly id: string; readonly sku: string | undefined; readonly title: string };

/** What a shop sells and from where, to match it with the ERP. Only reads. */
export interface Catalogue {
  /** Inactive ones included, oldest first. */
  locations(signal: AbortSignal): Promise<readonly ShopLocation[]>;
  variants(signal: AbortSignal): AsyncIterable<readonly ShopVariant[]>;
  /** Shopify counts to 10,000. */
  countVariants(signal: AbortSignal): Promise<number>;
}

export type Choice = {
  readonly code: string;
  readonly label: string;
  /** Of a tax; `rate` a decimal fraction, undefined where it is none. */
  readonly tax?: { readonly rate: string | undefined; readonly pricesIncludeTax: boolean };
};
/** The most that `choices` gives: as many, and there may be more. */
export const mostChoices = 500;
export type ChoiceKind = 'item' | 'tax' | 'country' | 'payment-method' | 'warehouse' | 'customer';

export type ErpInfo = {
  /** As people call it: "Odoo 19.0", "the sample ERP". */
  readonly name: string;
  /** Of the company, or undefined where the ERP has none. */
  readonly currency: string | undefined;
};

export type ErpFeatures = {
  /** A second create with the same key cannot make a second document, whatever we do. */
  readonly nativeKey: boolean;
  /** Takes Shopify's tax amounts as given. Without it the ERP computes its own and a difference may arise. */
  readonly acceptsTaxAmounts: boolean;
  readonly invoices: boolean;
  readonly payments: boolean;
  /** Takes a posted order back by its proper documents. */
  readonly reversals: boolean;
};

/**
 * What an ERP adapter promises; the contract suite in test/contract/erp.contract.ts is the full text.
 * Every verb throws SyncError with system 'erp': transient or busy (may have landed), auth, rejected (did not land), bug.
 * Every `create...` is safe to repeat with the same key: it returns what is there and finishes what is half made.
 */
export interface Erp {
  readonly kind: string;
  readonly features: ErpFeatures;
  info(signal: AbortSignal): Promise<ErpInfo>;
  /** For the mapping screens and for naming a code that no longer exists. At most `mostChoices`, best match first. */
  choices(kind: ChoiceKind, search: string, signal: AbortSignal): Promise<readonly Choice[]>;

  /** Items whose code is one of `codes`, exactly; two items with one code are both returned. */
  findItems(codes: readonly string[], signal: AbortSignal): Promise<readonly Item[]>;
  /** Customers with one of these external references or exactly one of these e-mails (already normalised). */
  findCustomers(
    by: { readonly keys: readonly string[]; readonly emails: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Customer[]>;
  createCustomer(draft: CustomerDraft, signal: AbortSignal): Promise<Customer>;
  findDeliveryAddress(key: string, signal: AbortSignal): Promise<ErpRef | undefined>;
  createDeliveryAddress(draft: DeliveryAddressDraft, signal: AbortSignal): Promise<ErpRef>;

  /** Sales orders with one of these keys, drafts and cancelled ones included. */
  findSalesOrders(keys: readonly string[], signal: AbortSignal): Promise<readonly SalesOrder[]>;
  /** Holds the order without any effect on stock or books, and says what the ERP makes of its totals. */
  draftSalesOrder(draft: SalesOrderDraft, signal: AbortSignal): Promise<SalesOrder>;
  /** Removes a draft. A posted order is refused; a missing one is fine. */
  discardSalesOrder(key: string, signal: AbortSignal): Promise<void>;
  /** Makes the draft binding, with the order's own date. `rounding` is added as one line first. Repeating it changes nothing. */
  postSalesOrder(draft: SalesOrderDraft, rounding: RoundingLine | undefined, signal: AbortSignal): Promise<SalesOrder>;

  /**
   * The whole order's invoice, posted, on `day`, with the order's key and reference. Needs a posted sales order. One that would
   * come to other totals than the sales order is not posted and leaves nothing behind: safety, 'invoice-differs'.
   */
  createInvoice(
    salesOrder: { readonly id: string; readonly key: string; readonly reference: string },
    day: string,
    signal: AbortSignal,
  ): Promise<Invoice>;
  findPayment(key: string, signal: AbortSignal): Promise<ErpRef | undefined>;
  recordPayment(draft: PaymentDraft, signal: AbortSignal): Promise<ErpRef>;

  /** What taking the order back would do now. Changes nothing. */
  reversalOf(wish: ReversalWish, signal: AbortSignal): Promise<Reversal>;
  /**
   * Takes a posted order back: the whole invoice by one credit note, then the order is cancelled. Repeating it finishes what is
   * half done and makes no second credit note. Payments stay, to the customer's credit.
   * @throws rejected 'not-reversed' with the reason where `reversalOf` refuses
   */
  reverseSalesOrder(wish: ReversalWish, signal: AbortSignal): Promise<Reversed>;

  /** Sales orders with a Shopify key whose order day is in [fromDay, toDay], drafts excluded. For the day's comparison. */
  salesOrdersBetween(fromDay: string, toDay: string, signal: AbortSignal): Promise<readonly SalesOrder[]>;
}

/** Where the journal's lines live. The only part of the journal that touches a disk. */
export interface JournalStore {
  readonly head: Head;
  /** Bytes of a torn last line, thrown away when opened. */
  readonly dropped: number;
  /**
   * Resolves once the entries are durable, in order, all or a prefix of them. One call at a time.
   * @param lastOf where the record's newest entry before these stands
   */
  append(events: readonly Event[], lastOf: (recordId: string) => Position | undefined): Promise<readonly Placed[]>;
  /** From `fromSeq` on, oldest first, in batches, each line checked against the chain. */
  read(fromSeq: number): AsyncIterable<readonly Placed[]>;
  readAt(position: Position): Promise<Entry>;
  close(): Promise<void>;
}

export interface Clock {
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1), for jitter. */
  random(): number;
}

/** Named secrets; values never leave through logs, errors or files in clear. */
export interface Secrets {
  get(name: SecretName): Promise<string | undefined>;
}
export type SecretName = 'shop-token' | 'shop-client-id' | 'shop-client-secret' | 'erp-api-key';

export interface Log {
  info(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

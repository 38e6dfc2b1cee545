import type { Bag } from './money.ts';
import type { Address } from './records.ts';

/** An order and its parts. Times are epoch milliseconds, money is minor units of both currencies. */

export interface TaxLine {
  readonly title: string;
  readonly rate: string;
  readonly amount: Bag;
  readonly channelLiable: boolean;
}

export interface Allocation {
  readonly application: number;
  readonly amount: Bag;
}

export interface Discount {
  readonly kind: 'code' | 'automatic' | 'manual';
  /** The code, or the title of an automatic or manual discount. */
  readonly name: string;
  readonly target: 'LINE_ITEM' | 'SHIPPING_LINE';
  readonly method: 'ACROSS' | 'EACH';
  readonly selection: 'ALL' | 'ENTITLED';
  readonly value: { readonly percentage: number } | { readonly amount: Bag };
}

/** What became of each unit ordered. `removed` is an edit or a cancellation, `refunded` a refund. */
export type Unit = 'kept' | 'removed' | 'refunded';

export interface Line {
  readonly id: number;
  readonly kind: 'product' | 'gift-card' | 'tip';
  readonly variantId: number | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly vendor: string | null;
  readonly unitPrice: Bag;
  readonly units: readonly Unit[];
  readonly fulfilled: number;
  /** Units that left the order before they were fulfilled. */
  readonly unfulfillable: number;
  readonly allocations: readonly Allocation[];
  readonly taxes: readonly TaxLine[];
  readonly taxable: boolean;
  readonly requiresShipping: boolean;
  readonly weightGrams: number;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly key: string;
  readonly value: string;
}

export interface Shipping {
  readonly id: number;
  readonly title: string;
  readonly code: string;
  readonly price: Bag;
  readonly allocations: readonly Allocation[];
  readonly taxes: readonly TaxLine[];
  /** Parts given back so far, without and with the tax in it. */
  readonly refunded: Bag;
  readonly refundedTax: Bag;
}

export interface Fee {
  readonly id: number;
  readonly name: string;
  readonly price: Bag;
  readonly taxes: readonly TaxLine[];
}

export interface Transaction {
  readonly id: number;
  readonly kind: 'AUTHORIZATION' | 'CAPTURE' | 'SALE' | 'REFUND' | 'VOID';
  readonly status: 'SUCCESS' | 'PENDING' | 'FAILURE';
  readonly gateway: string;
  readonly amount: Bag;
  readonly parentId: number | null;
  readonly test: boolean;
  readonly locationId: number | null;
  readonly at: number;
}

export interface RefundLine {
  readonly id: number;
  readonly lineId: number;
  readonly quantity: number;
  readonly restockType: 'NO_RESTOCK' | 'CANCEL' | 'RETURN';
  readonly locationId: number | null;
  readonly subtotal: Bag;
  readonly taxes: readonly TaxLine[];
  readonly discount: Bag;
}

export interface Refund {
  readonly id: number;
  readonly at: number;
  readonly note: string | null;
  readonly lines: readonly RefundLine[];
  readonly shipping: readonly {
    readonly id: number;
    readonly shippingId: number;
    readonly subtotal: Bag;
    readonly tax: Bag;
  }[];
  readonly adjustments: readonly { readonly id: number; readonly reason: AdjustmentReason; readonly amount: Bag }[];
  readonly transactionIds: readonly number[];
}

export type AdjustmentReason = 'CUSTOMER' | 'DAMAGE' | 'REFUND_DISCREPANCY' | 'RESTOCK';

export interface Tracking {
  readonly company: string | null;
  readonly number: string | null;
  readonly url: string | null;
}

export interface Fulfilment {
  readonly id: number;
  readonly name: string;
  readonly at: number;
  readonly locationId: number;
  readonly fulfilmentOrderIds: readonly number[];
  readonly tracking: readonly Tracking[];
  readonly lines: readonly { readonly id: number; readonly lineId: number; readonly quantity: number }[];
}

export interface FulfilmentOrder {
  readonly id: number;
  readonly locationId: number;
  readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'CANCELLED';
  readonly method: 'SHIPPING' | 'RETAIL' | 'NONE';
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lines: readonly FulfilmentOrderLine[];
}

export interface FulfilmentOrderLine {
  readonly id: number;
  readonly lineId: number;
  readonly total: number;
  readonly remaining: number;
}

export interface Sale {
  readonly id: number;
  readonly action: 'ORDER' | 'UPDATE' | 'RETURN';
  readonly type: 'PRODUCT' | 'GIFT_CARD' | 'TIP' | 'SHIPPING' | 'ADDITIONAL_FEE' | 'ADJUSTMENT';
  /** The line, shipping line or fee sold; null for an adjustment. */
  readonly of: number | null;
  readonly quantity: number | null;
  readonly total: Bag;
  readonly discount: Bag;
  readonly taxes: readonly TaxLine[];
}

export interface Agreement {
  readonly id: number;
  readonly reason: 'ORDER' | 'ORDER_EDIT' | 'REFUND';
  readonly refundId: number | null;
  readonly at: number;
  readonly sales: readonly Sale[];
}

export interface Order {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly confirmationNumber: string;
  readonly createdAt: number;
  readonly processedAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly cancelledAt: number | null;
  readonly cancelReason: string | null;
  readonly staffNote: string | null;
  readonly edited: boolean;
  readonly test: boolean;
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly rate: string;
  readonly taxesIncluded: boolean;
  readonly taxExempt: boolean;
  readonly sourceName: 'web' | 'pos';
  readonly retailLocationId: number | null;
  readonly customerId: number | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly poNumber: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly billingAddress: Address | null;
  readonly shippingAddress: Address | null;
  readonly risk: 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH';
  readonly discounts: readonly Discount[];
  readonly lines: readonly Line[];
  readonly shipping: readonly Shipping[];
  readonly fees: readonly Fee[];
  readonly transactions: readonly Transaction[];
  readonly refunds: readonly Refund[];
  readonly fulfilments: readonly Fulfilment[];
  readonly fulfilmentOrders: readonly FulfilmentOrder[];
  readonly agreements: readonly Agreement[];
  readonly originalTotal: Bag;
}

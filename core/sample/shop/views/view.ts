import { decimalText, type Bag } from '../money.ts';
import type { Access } from '../access.ts';
import type { Order, TaxLine } from '../order-records.ts';
import type { Variant } from '../records.ts';
import type { Store } from '../store.ts';

/**
 * A view is what the API shows of a record: its fields by their names in Shopify's schema, computed when asked for.
 * A field that a view does not have is answered with an error that names it, never with made-up data.
 */
export type View = Readonly<Record<string, unknown>> & { readonly __typename: string };

export const isView = (value: unknown): value is View =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const typeNameOf = ({ __typename: name }: View): string => name;

export interface Looking {
  readonly store: Store;
  readonly access: Access;
  readonly app: AppIdentity;
  readonly show: Shown;
}

/** The views that other views lead back to: an order's refund knows its order, a variant its stock. */
export interface Shown {
  order(look: Looking, order: Order): View;
  inventoryItem(look: Looking, variant: Variant): View;
}

export interface AppIdentity {
  readonly id: number;
  readonly installationId: number;
  readonly title: string;
}

export const gid = (type: string, id: number): string => `gid://shopify/${type}/${id}`;

/** The bare number of a gid of the given type; null for anything else. */
export function idOf(type: string, global: unknown): number | null {
  const match = typeof global === 'string' ? /^gid:\/\/shopify\/(\w+)\/(\d+)(\?.*)?$/.exec(global) : null;
  return match && match[1] === type ? Number(match[2]) : null;
}

/** UTC with whole seconds, as Shopify writes times. */
export const time = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

export const money = (minor: number, currencyCode: string): View => ({
  __typename: 'MoneyV2',
  amount: decimalText(minor, currencyCode),
  currencyCode,
});

export const bagView = (order: Pick<Order, 'currency' | 'presentmentCurrency'>, amount: Bag): View => ({
  __typename: 'MoneyBag',
  shopMoney: () => money(amount.shop, order.currency),
  presentmentMoney: () => money(amount.presentment, order.presentmentCurrency),
});

export const taxView = (order: Order, tax: TaxLine): View => ({
  __typename: 'TaxLine',
  title: tax.title,
  rate: Number(tax.rate),
  ratePercentage: Number((Number(tax.rate) * 100).toFixed(6)),
  source: 'Shopify',
  channelLiable: tax.channelLiable,
  priceSet: () => bagView(order, tax.amount),
});

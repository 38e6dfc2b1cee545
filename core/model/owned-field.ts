import type { Domain, FieldRule } from './ownership.ts';
import { productFields, variantFields } from './product.ts';

const own = {
  products: [
    ...productFields.map(field => `product.${field}` as const),
    ...variantFields.map(field => `variant.${field}` as const),
    'products.create',
  ],
  stock: ['stock.on-hand', 'stock.committed', 'stock.unmapped'],
  orders: ['orders.lines', 'orders.delivery-address', 'orders.payments', 'orders.status', 'orders.fulfilment'],
  returns: ['returns.refund', 'returns.restock'],
  tax: ['tax.amounts', 'tax.rounding', 'tax.invoice-number', 'tax.invoice-date'],
  customers: ['customers.name', 'customers.email', 'customers.phone', 'customers.tags', 'customers.merge'],
} as const satisfies Readonly<Record<Domain, readonly string[]>>;

/** Each field of the matrix by its domain, in the order in which they are shown and signed. */
export const fieldsOf: Readonly<Record<Domain, readonly OwnedField[]>> = own;

export const ownedFields = [
  ...own.products,
  ...own.stock,
  ...own.orders,
  ...own.returns,
  ...own.tax,
  ...own.customers,
] as const;
export type OwnedField = (typeof ownedFields)[number];

export const isOwnedField = (name: string): name is OwnedField => ownedFields.some(field => field === name);

/** One owner a field (ownership.json). */
export type Ownership = Readonly<Record<OwnedField, FieldRule>>;

/** What a person makes of one field. */
export type OwnershipChange = { readonly field: OwnedField; readonly rule: FieldRule };

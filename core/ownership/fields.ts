import { ownedFields, type OwnedField } from '../model/owned-field.ts';
import { conflictRules, owners, type ConflictRule, type Owner } from '../model/ownership.ts';

/** The ERP's name goes in, a reason comes out that completes "cannot be, because ...". */
type Reason = (erp: string) => string;

/** What a field is called, and what can be said of it today. */
export type KnownField = {
  /** Completes "Shopify owns ...". */
  readonly called: string;
  /** For a row of the matrix, beneath its domain. */
  readonly label: string;
  readonly owners: readonly Owner[];
  /** Why not all of them; empty where it is all. */
  readonly ownersBecause: Reason;
  readonly rules: readonly ConflictRule[];
  readonly rulesBecause: Reason;
  /** A flow obeys it today. The others are agreed and signed, and wait for theirs. */
  readonly carried: boolean;
};

const anyOwner = { owners, ownersBecause: () => '' } as const;
const anyRule = { rules: conflictRules, rulesBecause: () => '' } as const;
const only = (owner: Owner, because: Reason) => ({ owners: [owner], ownersBecause: because }) as const;
const asks = (because: string) => ({ rules: ['hold-and-ask'], rulesBecause: () => because }) as const;

const booked = asks('what is in the books is never changed without a person');
const uncarried = { ...asks('Counterfoil does not carry this yet, so it settles nothing by itself'), carried: false };
const counted = { rules: ['owner-wins', 'hold-and-ask'], rulesBecause: () => 'a count has no newest change' } as const;
const copied = only('shopify', erp => `orders are copied from Shopify to ${erp}, and not the other way`);
const charged = only('shopify', () => 'what Shopify charged is posted, and never reckoned anew');

const content = (called: string, label: string): KnownField => ({
  called,
  label,
  ...anyOwner,
  ...anyRule,
  carried: true,
});
const order = (called: string, label: string): KnownField => ({ called, label, ...copied, ...booked, carried: true });
const later = (called: string, label: string): KnownField => ({ called, label, ...anyOwner, ...uncarried });

/** The whole matrix. */
export const knownFields: Readonly<Record<OwnedField, KnownField>> = {
  'product.title': content('the title of a product', 'Title'),
  'product.description': content('the description of a product', 'Description'),
  'product.vendor': content('the vendor of a product', 'Vendor'),
  'product.type': content('the type of a product', 'Type'),
  'product.tags': content('the tags of a product', 'Tags'),
  'product.status': content('the status of a product', 'Status: active, draft, archived'),
  'variant.sku': {
    ...content('the SKU of a variant', 'SKU'),
    ...asks('both sides are matched by it, so a person looks first'),
  },
  'variant.barcode': content('the barcode of a variant', 'Barcode'),
  'variant.price': content('the price of a variant', 'Price'),
  'variant.compare-at-price': content('the compare-at price of a variant', 'Compare-at price'),
  'variant.cost': content('the cost of a variant', 'Cost'),
  'variant.weight': content('the weight of a variant', 'Weight'),
  'variant.tracked': content('whether the stock of a variant is counted', 'Stock is counted'),
  'products.create': {
    ...content('which products there are', 'New products'),
    ...asks('what is gone on one side is never deleted on the other without a person'),
  },

  'stock.on-hand': {
    called: 'the units on hand at a location',
    label: 'On hand, by location',
    owners: ['erp', 'nobody'],
    ownersBecause: erp => `people count the stock in ${erp}, and Counterfoil never changes it there`,
    ...counted,
    carried: true,
  },
  'stock.committed': {
    called: 'the units committed to orders',
    label: 'Committed to orders',
    ...only('shopify', () => 'Shopify commits units with each order by itself, and nobody can write them'),
    ...asks('nothing is written here, so there is nothing to settle'),
    carried: true,
  },
  'stock.unmapped': {
    called: 'the stock at a location without a warehouse',
    label: 'Locations that are not mapped',
    ...only('nobody', () => 'a location counts once it is mapped to a warehouse'),
    ...asks('nothing is written here, so there is nothing to settle'),
    carried: true,
  },

  'orders.lines': order('lines and totals of an order', 'Lines and totals'),
  'orders.delivery-address': order('the delivery address of an order', 'Delivery address'),
  'orders.payments': order('the payments of an order', 'Payments'),
  'orders.status': order('whether an order is cancelled or on hold', 'Cancelled, on hold'),
  'orders.fulfilment': later('delivery and tracking of an order', 'Delivery and tracking'),

  'returns.refund': later('the amount of a refund', 'Refund amount'),
  'returns.restock': later('which returned items go back into stock', 'Restocked items'),

  'tax.amounts': {
    called: 'the tax that was charged',
    label: 'Tax amounts',
    ...charged,
    ...booked,
    carried: true,
  },
  'tax.rounding': {
    called: 'the total to which a document is rounded',
    label: 'Rounding difference',
    ...charged,
    ...booked,
    carried: true,
  },
  'tax.invoice-number': {
    called: 'the number of an invoice',
    label: 'Invoice number',
    ...only('erp', erp => `the books in ${erp} number their invoices themselves`),
    ...booked,
    carried: true,
  },
  'tax.invoice-date': {
    called: 'the date of an invoice',
    label: 'Invoice date',
    ...only('shopify', () => 'it is the day in Shopify, so that the sale falls into the right period'),
    ...booked,
    carried: true,
  },

  'customers.name': {
    called: 'name and address of a new customer',
    label: 'Name and address',
    ...only('shopify', () => 'an order needs a customer to be posted to'),
    ...booked,
    carried: true,
  },
  'customers.email': {
    called: 'the e-mail address of a new customer',
    label: 'E-mail address',
    ...anyOwner,
    ...booked,
    carried: true,
  },
  'customers.phone': {
    called: 'the phone number of a new customer',
    label: 'Phone number',
    ...anyOwner,
    ...booked,
    carried: true,
  },
  'customers.tags': later('tags and notes of a customer', 'Tags and notes'),
  'customers.merge': later('which customers are one and the same', 'Merged customers'),
};

/** One of each, for every field. */
export function eachField<T>(make: (field: OwnedField) => T): Record<OwnedField, T> {
  const made: Partial<Record<OwnedField, T>> = {};
  for (const field of ownedFields) made[field] = make(field);
  if (!isWhole(made)) throw new TypeError('a field of the matrix is missing');
  return made;
}

const isWhole = <T>(made: Partial<Record<OwnedField, T>>): made is Record<OwnedField, T> =>
  ownedFields.every(field => field in made);

import { SyncError } from './errors.ts';
import { owners, type FieldRule, type Owner } from './model/ownership.ts';

/** What a field is called, and which owners it can have today, with the reason where that is not all of them. */
type KnownField = { readonly called: string; readonly owners: readonly Owner[]; readonly because: string };

const copied = 'orders are copied from Shopify to the ERP, and not the other way';
const needed = 'an order needs a customer to be posted to';

/** Every field that is written today. */
export const ownedFields = {
  'orders.lines': { called: 'lines, totals and VAT of an order', owners: ['shopify'], because: copied },
  'orders.delivery-address': { called: 'the delivery address of an order', owners: ['shopify'], because: copied },
  'orders.payments': { called: 'the payments of an order', owners: ['shopify'], because: copied },
  'customers.name': { called: 'name and address of a new customer', owners: ['shopify'], because: needed },
  'customers.email': { called: 'the e-mail address of a new customer', owners, because: '' },
  'customers.phone': { called: 'the phone number of a new customer', owners, because: '' },
} as const satisfies Readonly<Record<string, KnownField>>;

export type OwnedField = keyof typeof ownedFields;
/** One owner a field (ownership.json). */
export type Ownership = Readonly<Record<OwnedField, FieldRule>>;

export const standardRule: FieldRule = { owner: 'shopify', onConflict: 'hold-and-ask', responsible: null };

/** Shopify sells, the ERP keeps the books. */
export const standardOwnership: Ownership = {
  'orders.lines': standardRule,
  'orders.delivery-address': standardRule,
  'orders.payments': standardRule,
  'customers.name': standardRule,
  'customers.email': standardRule,
  'customers.phone': standardRule,
};

export const ownerOf = (ownership: Ownership, field: OwnedField): Owner => ownership[field].owner;

/**
 * The rule by which Shopify's value of a field is written to the ERP, as a sentence: asked for before every Write.
 * @throws SyncError 'safety' where Shopify does not own it
 */
export function ruleFor(ownership: Ownership, field: OwnedField): string {
  const { called } = ownedFields[field];
  const owner = ownerOf(ownership, field);
  if (owner === 'shopify') return `Shopify owns ${called}`;
  throw new SyncError('safety', 'not-the-owner', `Shopify does not own ${called}, so it is not written to the ERP.`, {
    system: 'agent',
    nextStep: 'Say in ownership.json who owns it.',
    details: { field, owner },
  });
}

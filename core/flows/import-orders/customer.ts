import type { Order } from '../../model/order.ts';
import type { Mappings } from '../../model/mappings.ts';
import type { CustomerDraft } from '../../model/sales-order.ts';
import type { Digest } from './keys.ts';
import type { Observed } from './observed.ts';
import { emailOf, personKey } from './person.ts';

export type CustomerChoice =
  /** `owner`: whose delivery addresses are meant, for their keys. */
  | { readonly kind: 'use'; readonly id: string; readonly owner: string; readonly why: string }
  | { readonly kind: 'create'; readonly draft: CustomerDraft }
  | { readonly kind: 'walk-in'; readonly id: string }
  | { readonly kind: 'no-walk-in' }
  | { readonly kind: 'ambiguous'; readonly key: string; readonly count: number };

const nameFor = (order: Order, email: string | undefined): string => {
  const address = order.billingAddress ?? order.shippingAddress;
  const name = order.customer?.name ?? address?.name ?? address?.company ?? email ?? `Customer of ${order.name}`;
  return name.trim() === '' ? `Customer of ${order.name}` : name.trim();
};

/** A customer of the ERP's own: another one chosen later has delivery addresses of its own. */
const ownerOf = (id: string): string => `erp:${id}`;

/**
 * Who the ERP's customer is: the one chosen by hand, the one with our reference, the one with exactly this e-mail, a new
 * one; walk-ins go to the configured customer. Names, phones and look-alikes never match.
 */
export function chooseCustomer(order: Order, observed: Observed, mappings: Mappings, digest: Digest): CustomerChoice {
  const email = emailOf(order);
  const key = personKey(order, digest);
  if (key === undefined) {
    return mappings.walkInCustomer === null ? { kind: 'no-walk-in' } : { kind: 'walk-in', id: mappings.walkInCustomer };
  }
  const byHand = mappings.customers[key];
  if (byHand !== undefined) return { kind: 'use', id: byHand, owner: ownerOf(byHand), why: 'chosen by hand' };
  const byKey = observed.customersByKey.get(key);
  if (byKey !== undefined) return { kind: 'use', id: byKey.id, owner: key, why: 'same Shopify customer' };
  const byEmail = email === undefined ? [] : (observed.customersByEmail.get(email) ?? []);
  const [only, another] = byEmail;
  if (only !== undefined && another !== undefined) {
    return { kind: 'ambiguous', key, count: byEmail.length };
  }
  if (only !== undefined) return { kind: 'use', id: only.id, owner: ownerOf(only.id), why: 'same e-mail address' };
  return {
    kind: 'create',
    draft: {
      key,
      name: nameFor(order, email),
      email,
      phone: order.customer?.phone ?? order.phone,
      address: order.billingAddress ?? order.shippingAddress,
    },
  };
}

import type { Order } from '../../model/order.ts';
import type { Mappings } from '../../model/mappings.ts';
import type { CustomerDraft } from '../../model/sales-order.ts';
import { addressText } from './address.ts';
import { customerKey, guestKey, type Digest } from './keys.ts';
import { emailOf, type Observed } from './observed.ts';

export type CustomerChoice =
  | { readonly kind: 'use'; readonly id: string; readonly key: string; readonly why: string }
  | { readonly kind: 'create'; readonly draft: CustomerDraft }
  | { readonly kind: 'walk-in'; readonly id: string }
  | { readonly kind: 'no-walk-in' }
  | { readonly kind: 'ambiguous'; readonly key: string; readonly names: readonly string[] };

const nameFor = (order: Order, email: string | undefined): string => {
  const address = order.billingAddress ?? order.shippingAddress;
  const name = order.customer?.name ?? address?.name ?? address?.company ?? email ?? `Customer of ${order.name}`;
  return name.trim() === '' ? `Customer of ${order.name}` : name.trim();
};

/** Without a customer and an e-mail, a person is only known by where the goods go. */
function ownKey(order: Order, email: string | undefined, digest: Digest): string | undefined {
  if (order.customer !== undefined) return customerKey(order.customer.id);
  if (email !== undefined) return guestKey(email, digest);
  return order.shippingAddress === undefined ? undefined : guestKey(addressText(order.shippingAddress), digest);
}

/**
 * Who the ERP's customer is: the one chosen by hand, the one with our reference, the one with exactly this e-mail, a new
 * one; walk-ins go to the configured customer. Names, phones and look-alikes never match.
 */
export function chooseCustomer(order: Order, observed: Observed, mappings: Mappings, digest: Digest): CustomerChoice {
  const email = emailOf(order);
  const key = ownKey(order, email, digest);
  if (key === undefined) {
    return mappings.walkInCustomer === null ? { kind: 'no-walk-in' } : { kind: 'walk-in', id: mappings.walkInCustomer };
  }
  const byHand = mappings.customers[key];
  if (byHand !== undefined) return { kind: 'use', id: byHand, key, why: 'chosen by hand' };
  const byKey = observed.customersByKey.get(key);
  if (byKey !== undefined) return { kind: 'use', id: byKey.id, key, why: 'same Shopify customer' };
  const byEmail = email === undefined ? [] : (observed.customersByEmail.get(email) ?? []);
  const [only, another] = byEmail;
  if (only !== undefined && another !== undefined) {
    return { kind: 'ambiguous', key, names: byEmail.map(customer => customer.name) };
  }
  if (only !== undefined) return { kind: 'use', id: only.id, key, why: 'same e-mail address' };
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

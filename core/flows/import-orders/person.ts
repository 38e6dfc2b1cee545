import type { Address, Order } from '../../model/order.ts';
import { addressText } from './address.ts';
import { customerKey, guestKey, normaliseEmail, type Digest } from './keys.ts';

/** Who an order is of, as far as it says. Never for the journal. */
export type Person = {
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly addresses: readonly Address[];
};

export const personOf = ({ customer, email, phone, billingAddress, shippingAddress }: Order): Person => ({
  name: customer?.name,
  email: customer?.email ?? email,
  phone: customer?.phone ?? phone,
  addresses: [billingAddress, shippingAddress].filter(address => address !== undefined),
});

export const emailOf = (order: Order): string | undefined => {
  const email = order.customer?.email ?? order.email;
  return email === undefined || email.trim() === '' ? undefined : normaliseEmail(email);
};

/**
 * The external reference of the order's customer; undefined where nobody is named. Without a customer and an e-mail, a
 * person is only known by where the goods go.
 */
export function personKey(order: Order, digest: Digest): string | undefined {
  if (order.customer !== undefined) return customerKey(order.customer.id);
  const email = emailOf(order);
  if (email !== undefined) return guestKey(email, digest);
  return order.shippingAddress === undefined ? undefined : guestKey(addressText(order.shippingAddress), digest);
}

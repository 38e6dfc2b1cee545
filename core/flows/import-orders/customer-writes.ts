import type { Address, Order } from '../../model/order.ts';
import type { CustomerDraft } from '../../model/sales-order.ts';
import { ownerOf } from '../../ownership/rule.ts';
import { addressText } from './address.ts';
import type { CustomerChoice } from './customer.ts';
import type { ImportPolicy } from './policy.ts';
import { createCustomer, createDeliveryAddress, type ImportWrite, type Reference } from './writes.ts';

const withErpCountry = (address: Address, policy: ImportPolicy): Address => ({
  ...address,
  countryCode: address.countryCode === undefined ? undefined : policy.mappings.countries[address.countryCode],
});

/** What Shopify does not own of a customer is not written. */
const owned = (draft: CustomerDraft, { ownership }: ImportPolicy): CustomerDraft => ({
  ...draft,
  email: ownerOf(ownership, 'customers.email') === 'shopify' ? draft.email : undefined,
  phone: ownerOf(ownership, 'customers.phone') === 'shopify' ? draft.phone : undefined,
});

/** The customer and the place the goods go to, and what must be written for them first. */
type Who = {
  readonly writes: readonly ImportWrite[];
  readonly customer: Reference;
  readonly deliveryAddress: Reference | undefined;
  readonly why: string;
};

export function customerWrites(
  order: Order,
  choice: Exclude<CustomerChoice, { kind: 'ambiguous' | 'no-walk-in' }>,
  policy: ImportPolicy,
): Who {
  if (choice.kind === 'walk-in')
    return { writes: [], customer: { id: choice.id }, deliveryAddress: undefined, why: 'walk-in' };
  const shipTo = order.shippingAddress && withErpCountry(order.shippingAddress, policy);
  if (choice.kind === 'use') {
    const customer = { id: choice.id };
    if (shipTo === undefined) return { writes: [], customer, deliveryAddress: undefined, why: choice.why };
    const delivery = createDeliveryAddress(order, choice.owner, customer, shipTo, policy);
    return { writes: [delivery], customer, deliveryAddress: { key: delivery.key }, why: choice.why };
  }
  const customer = { key: choice.draft.key };
  const home = choice.draft.address && withErpCountry(choice.draft.address, policy);
  const made = createCustomer(order, { ...owned(choice.draft, policy), address: home }, policy);
  const goesElsewhere = shipTo !== undefined && (home === undefined || addressText(home) !== addressText(shipTo));
  if (!goesElsewhere) return { writes: [made], customer, deliveryAddress: undefined, why: 'new' };
  const delivery = createDeliveryAddress(order, choice.draft.key, customer, shipTo, policy);
  return { writes: [made, delivery], customer, deliveryAddress: { key: delivery.key }, why: 'new' };
}

import { listConnection, type PageArguments } from '../connection.ts';
import { figures } from '../figures.ts';
import type { Order } from '../order-records.ts';
import type { Customer } from '../records.ts';
import { addressView } from './address-view.ts';
import { metafieldOf, metafieldsOf } from './metafield-view.ts';
import { gid, money, time, type Looking, type View } from './view.ts';

export function customerView(look: Looking, customer: Customer): View {
  const id = gid('Customer', customer.id);
  const orders = (): Order[] => look.store.allOrders().filter(order => order.customerId === customer.id);
  return {
    __typename: 'Customer',
    id,
    legacyResourceId: String(customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: `${customer.firstName} ${customer.lastName}`,
    state: 'DISABLED',
    locale: 'en-GB',
    note: customer.note,
    tags: customer.tags,
    taxExempt: false,
    taxExemptions: [],
    verifiedEmail: customer.email !== null,
    createdAt: time(customer.createdAt),
    updatedAt: time(customer.updatedAt),
    numberOfOrders: () => String(orders().length),
    amountSpent: () => money(spent(orders()), look.store.settings.currency),
    email: customer.email,
    phone: customer.phone,
    defaultEmailAddress:
      customer.email === null
        ? null
        : { emailAddress: customer.email, marketingState: 'NOT_SUBSCRIBED', validFormat: true },
    defaultPhoneNumber: customer.phone === null ? null : { phoneNumber: customer.phone },
    defaultAddress: () => addressView(customer.address),
    addressesV2: (args: PageArguments) =>
      listConnection(customer.address ? [customer.address] : [], args, one => addressView(one)),
    mergeable: { isMergeable: true, reason: null, errorFields: [] },
    metafield: metafieldOf(look, id),
    metafields: metafieldsOf(look, id),
  };
}

const spent = (orders: readonly Order[]): number =>
  orders
    .filter(order => !order.test && order.cancelledAt === null)
    .reduce((sum, one) => sum + figures(one).current.total.shop, 0);

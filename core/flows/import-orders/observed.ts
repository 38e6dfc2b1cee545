import type { Order } from '../../model/order.ts';
import type { Customer, Item, SalesOrder } from '../../model/sales-order.ts';
import type { Landed } from '../../model/write.ts';
import { mostChoices, type Choice, type ChoiceKind, type Erp } from '../../ports.ts';
import type { ImportWrite } from './writes.ts';
import { guestKey, normaliseEmail, orderKey, type Digest } from './keys.ts';
import { emailOf, personKey } from './person.ts';
import { grouped } from '../../model/grouped.ts';

/** What the ERP holds that these orders touch, read fresh in a few calls for a whole page. */
export type Observed = {
  readonly salesOrders: ReadonlyMap<string, SalesOrder>;
  readonly customersByKey: Map<string, Customer>;
  readonly customersByEmail: Map<string, readonly Customer[]>;
  /** The active ones: nothing can be booked on an archived one. */
  readonly items: ReadonlyMap<string, readonly Item[]>;
  /** How many there are to choose from; counted only where an order was sold in a shop. */
  readonly warehouses: number;
  /** All taxes and payment methods that can be meant; undefined where the ERP does not tell all of them. */
  readonly taxes: readonly Choice[] | undefined;
  readonly paymentMethods: readonly Choice[] | undefined;
};

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

export async function observe(
  erp: Erp,
  orders: readonly Order[],
  itemCodes: readonly string[],
  digest: Digest,
  signal: AbortSignal,
): Promise<Observed> {
  const emails = unique(orders.flatMap(order => emailOf(order) ?? []));
  const people = orders.flatMap(order => personKey(order, digest) ?? []);
  const keys = unique([...people, ...emails.map(email => guestKey(email, digest))]);
  const salesOrders = await erp.findSalesOrders(
    orders.map(order => orderKey(order.id)),
    signal,
  );
  const customers = keys.length === 0 ? [] : await erp.findCustomers({ keys, emails }, signal);
  const items = itemCodes.length === 0 ? [] : await erp.findItems(unique(itemCodes), signal);
  const isInShop = orders.some(order => order.retailLocation !== undefined);
  const warehouses = isInShop ? await erp.choices('warehouse', '', signal) : [];
  const all = async (kind: ChoiceKind): Promise<readonly Choice[] | undefined> => {
    const choices = orders.length === 0 ? [] : await erp.choices(kind, '', signal);
    return choices.length === 0 || choices.length >= mostChoices ? undefined : choices;
  };
  return {
    salesOrders: new Map(salesOrders.map(order => [order.key, order])),
    customersByKey: new Map(customers.flatMap(one => (one.key === undefined ? [] : [[one.key, one] as const]))),
    customersByEmail: grouped(customers, one => (one.email === undefined ? undefined : normaliseEmail(one.email))),
    items: grouped(
      items.filter(item => item.active),
      item => item.code,
    ),
    warehouses: warehouses.length,
    taxes: await all('tax'),
    paymentMethods: await all('payment-method'),
  };
}

/** A customer made for one order of the page is there for the next (CUS-03), without asking again. */
export function learn(observed: Observed, write: ImportWrite, landed: Landed): boolean {
  if (write.action !== 'create-customer') return false;
  const { email } = write.body;
  const customer: Customer = { id: landed.id, name: landed.name, key: write.key, email };
  observed.customersByKey.set(write.key, customer);
  if (email !== undefined) observed.customersByEmail.set(email, [customer]);
  return true;
}

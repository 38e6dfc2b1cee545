import type { Address } from '../../model/order.ts';
import type { Customer, CustomerDraft, DeliveryAddressDraft, ErpRef } from '../../model/sales-order.ts';
import { isCountry } from './countries.ts';
import type { Store } from './client.ts';
import { customer, deliveryAddress, type CustomerRecord } from './documents.ts';
import { idOf, isId, pathOf } from './names.ts';
import { customerOf, refOf } from './parse.ts';
import { refuse } from './refuse.ts';

export type Customers = ReturnType<typeof openCustomers>;

export function openCustomers(store: Store) {
  const known = new Map<string, () => CustomerRecord | undefined>();

  const look = (id: string): CustomerRecord | undefined => {
    const read = known.get(id) ?? store.watched(pathOf('customers', id), customer);
    known.set(id, read);
    return read();
  };

  const all = async (): Promise<readonly Customer[]> =>
    (await store.list('customers')).flatMap(id => {
      const record = look(id);
      return record === undefined ? [] : [customerOf(id, record)];
    });

  return {
    all,

    async find(by: {
      readonly keys: readonly string[];
      readonly emails: readonly string[];
    }): Promise<readonly Customer[]> {
      const keys = new Set(by.keys);
      const emails = new Set(by.emails);
      if (emails.size > 0)
        return (await all()).filter(
          ({ key, email }) =>
            (key !== undefined && keys.has(key)) || (email !== undefined && emails.has(email.trim().toLowerCase())),
        );
      return [...keys].flatMap(key => {
        const record = look(idOf(key));
        return record?.key === key ? [customerOf(idOf(key), record)] : [];
      });
    },

    async create(draft: CustomerDraft): Promise<Customer> {
      const id = idOf(draft.key);
      const there = look(id);
      if (there !== undefined) return customerOf(id, there);
      if (draft.name.trim() === '')
        throw refuse('customer-without-name', 'A customer needs a name.', 'Name the customer.');
      if (draft.address !== undefined) checkCountry(draft.address);
      const record = {
        number: await store.claimNumber('CUST'),
        key: draft.key,
        name: draft.name,
        email: draft.email,
        phone: draft.phone,
        address: draft.address === undefined ? undefined : plain(draft.address),
      };
      await store.create(pathOf('customers', id), record);
      return customerOf(id, look(id) ?? record);
    },

    /** @throws rejected when there is no such customer. */
    need(id: string): void {
      if (!isId(id) || look(id) === undefined)
        throw refuse('unknown-customer', `There is no customer "${id}".`, 'Choose another customer for this order.');
    },

    async findAddress(key: string): Promise<ErpRef | undefined> {
      const id = idOf(key);
      const record = await store.read(pathOf('delivery-addresses', id), deliveryAddress);
      return record === undefined ? undefined : refOf(id, record);
    },

    async createAddress(draft: DeliveryAddressDraft): Promise<ErpRef> {
      const there = await this.findAddress(draft.key);
      if (there !== undefined) return there;
      this.need(draft.customerId);
      checkCountry(draft.address);
      const id = idOf(draft.key);
      const record = {
        number: await store.claimNumber('ADDR'),
        key: draft.key,
        customer: draft.customerId,
        address: plain(draft.address),
      };
      await store.create(pathOf('delivery-addresses', id), record);
      return (await this.findAddress(draft.key)) ?? refOf(id, record);
    },

    async needAddress(id: string | undefined): Promise<void> {
      if (id === undefined) return;
      if (!isId(id) || (await store.read(pathOf('delivery-addresses', id), deliveryAddress)) === undefined)
        throw refuse('unknown-address', `There is no delivery address "${id}".`, 'Try the order again.');
    },
  };
}

/** Without what is unknown. */
const plain = (address: Address): Partial<Record<keyof Address, string>> =>
  Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined && value !== ''));

const checkCountry = ({ countryCode }: Address): void => {
  if (countryCode === undefined || isCountry(countryCode)) return;
  throw refuse('unknown-country', `There is no country "${countryCode}".`, 'Map the country to another one.');
};

import type { Placement } from './place-input.ts';
import type { Address, Customer } from './records.ts';
import type { Store } from './store.ts';

const COUNTRIES: Readonly<Record<string, { name: string; city: string; zip: string; address1: string }>> = {
  GB: { name: 'United Kingdom', city: 'York', zip: 'YO1 7HH', address1: '14 Coppergate' },
  DE: { name: 'Germany', city: 'Hamburg', zip: '20095', address1: 'Mönckebergstraße 7' },
  IE: { name: 'Ireland', city: 'Dublin', zip: 'D02 X285', address1: '22 Dawson Street' },
  US: { name: 'United States', city: 'Portland', zip: '97205', address1: '410 SW Alder Street' },
};

export function findOrAddCustomer(
  store: Store,
  said: NonNullable<Placement['customer']>,
  country: string,
  at: number,
): Customer {
  for (const one of store.customers.values()) if (one.email === said.email) return one;
  const firstName = said.firstName ?? 'Alex';
  const lastName = said.lastName ?? 'Marsh';
  const customer: Customer = {
    id: store.nextId(),
    firstName,
    lastName,
    email: said.email,
    phone: null,
    note: null,
    tags: [],
    address: address(store, firstName, lastName, country),
    createdAt: at,
    updatedAt: at,
  };
  store.customers.set(customer.id, customer);
  return customer;
}

export function addressFor(store: Store, input: Placement, customer: Customer | undefined): Address {
  const known = customer?.address;
  if (known && known.countryCode === input.country) return { ...known, id: store.nextId() };
  const firstName = input.name?.firstName ?? customer?.firstName ?? 'Alex';
  const lastName = input.name?.lastName ?? customer?.lastName ?? 'Marsh';
  return address(store, firstName, lastName, input.country);
}

function address(store: Store, firstName: string, lastName: string, countryCode: string): Address {
  const place = COUNTRIES[countryCode];
  return {
    id: store.nextId(),
    firstName,
    lastName,
    company: null,
    address1: place?.address1 ?? '1 High Street',
    address2: null,
    city: place?.city ?? null,
    zip: place?.zip ?? null,
    country: place?.name ?? new Intl.DisplayNames('en', { type: 'region' }).of(countryCode) ?? countryCode,
    countryCode,
    phone: null,
  };
}

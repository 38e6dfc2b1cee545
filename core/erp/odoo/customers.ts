import { z } from 'zod';
import type { Address } from '../../model/order.ts';
import type { Customer, CustomerDraft, DeliveryAddressDraft, ErpRef } from '../../model/sales-order.ts';
import type { Client } from './client.ts';
import { unexpectedAnswer } from './failures.ts';
import { externalId, type Keys } from './keys.ts';
import type { MasterData } from './master-data.ts';
import { text } from './parse.ts';

/** Odoo keeps an address a second time, alone and without capitals: people write "Zoë <zoe@example.com>" too. */
const partners = z.array(z.object({ id: z.number(), name: text, email_normalized: text }));
const FIELDS = ['name', 'email_normalized'];

type Cells = Readonly<Record<string, string | undefined>>;

export function openCustomers(client: Client, keys: Keys, masters: MasterData) {
  async function addressCells(address: Address | undefined, signal: AbortSignal): Promise<Cells> {
    if (address === undefined) return {};
    const { countryCode, province } = address;
    const country = countryCode === undefined ? undefined : await masters.countryId(countryCode, signal);
    const state =
      country === undefined || province === undefined ? undefined : await masters.stateId(country, province, signal);
    return {
      street: address.address1,
      street2: address.address2,
      city: address.city,
      zip: address.zip,
      'country_id/.id': country?.toString(),
      'state_id/.id': state?.toString(),
      company_name: address.company,
    };
  }

  async function load(key: string, cells: Cells, doing: string, signal: AbortSignal): Promise<number> {
    const filled = Object.entries({ id: externalId(key), ...cells }).flatMap(([field, cell]) =>
      cell === undefined || cell.trim() === '' ? [] : [[field, cell] as const],
    );
    const row = filled.map(([, cell]) => cell);
    return client.load(
      doing,
      'res.partner',
      filled.map(([field]) => field),
      [row],
      signal,
    );
  }

  const read = (ids: readonly number[], signal: AbortSignal) =>
    ids.length === 0
      ? Promise.resolve([])
      : client.call('customers', 'res.partner/read', { ids, fields: FIELDS }, partners, signal);

  async function findRef(key: string, signal: AbortSignal): Promise<ErpRef | undefined> {
    const [found] = await read([...(await keys.find('res.partner', [key], signal)).values()], signal);
    return found === undefined ? undefined : { id: String(found.id), name: found.name ?? key };
  }

  return {
    async find(
      by: { readonly keys: readonly string[]; readonly emails: readonly string[] },
      signal: AbortSignal,
    ): Promise<readonly Customer[]> {
      const idByKey = await keys.find('res.partner', by.keys, signal);
      const ids = [...idByKey.values()];
      if (ids.length === 0 && by.emails.length === 0) return [];
      // Odoo keeps each address a second time without capitals and blanks; "in" compares it exactly.
      const domain = ['&', ['type', '!=', 'delivery'], '|', ['id', 'in', ids], ['email_normalized', 'in', by.emails]];
      const found = await client.call(
        'customers',
        'res.partner/search_read',
        { domain, fields: FIELDS },
        partners,
        signal,
      );
      const keyById = new Map([...idByKey].map(([key, id]) => [id, key]));
      const others = found.filter(one => !keyById.has(one.id)).map(one => one.id);
      const otherKeys = await keys.of('res.partner', others, signal);
      return found.map(({ id, name, email_normalized: email }) => {
        const key = keyById.get(id) ?? otherKeys.get(id);
        return { id: String(id), name: name ?? '', key, email };
      });
    },

    async create(draft: CustomerDraft, signal: AbortSignal): Promise<Customer> {
      const { name, email, phone } = draft;
      const cells = { name, email, phone, ...(await addressCells(draft.address, signal)) };
      const id = await load(draft.key, cells, 'the customer', signal);
      const [made] = await read([id], signal);
      if (made === undefined) throw unexpectedAnswer('the customer', 'not there after its creation');
      return { id: String(id), name: made.name ?? name, key: draft.key, email: made.email_normalized };
    },

    findAddress: findRef,

    async createAddress(draft: DeliveryAddressDraft, signal: AbortSignal): Promise<ErpRef> {
      const { address, customerId } = draft;
      const cells = {
        'parent_id/.id': customerId,
        type: 'delivery',
        name: recipientOf(address),
        phone: address.phone,
        ...(await addressCells(address, signal)),
      };
      const id = await load(draft.key, cells, 'the delivery address', signal);
      const [made] = await read([id], signal);
      return { id: String(id), name: made?.name ?? cells.name };
    },
  };
}

/** Odoo empties `company_name` of a contact that belongs to another: the company stands beside the name. */
const recipientOf = ({ name, company }: Address): string =>
  [name, company].filter(part => part !== undefined && part.trim() !== '').join(', ') || 'Delivery address';

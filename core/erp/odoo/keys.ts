import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import type { Client } from './client.ts';

/** Our external references are Odoo's external ids in a module of our own: unique there by the database itself. */
const MODULE = 'counterfoil';

/** `shopify:order:6001` -> `shopify_order_6001`: letters, digits and "_" only, and back again. */
export const externalName = (key: string): string =>
  key
    .replaceAll(/[^a-z0-9:]/gu, char =>
      [...Buffer.from(char)].map(byte => `X${byte.toString(16).padStart(2, '0')}`).join(''),
    )
    .replaceAll(':', '_');

export const externalId = (key: string): string => `${MODULE}.${externalName(key)}`;

/** The key behind `counterfoil.shopify_order_6001`; undefined for the ids of others. */
export function keyOf(id: string): string | undefined {
  if (!id.startsWith(`${MODULE}.`)) return undefined;
  const name = id.slice(MODULE.length + 1).replaceAll('_', ':');
  return name.replaceAll(/(?:X[0-9a-f]{2})+/g, bytes => Buffer.from(bytes.replaceAll('X', ''), 'hex').toString());
}

export type Keys = {
  /** Key -> record id, for those of `keys` that exist. */
  find(model: string, keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, number>>;
  /** Record id -> key, for those of `ids` that have one of ours. */
  of(model: string, ids: readonly number[], signal: AbortSignal): Promise<ReadonlyMap<number, string>>;
};

const rows = z.array(z.object({ name: z.string(), res_id: z.number() }));
const reference = z.tuple([z.string(), z.number()]);
const byId = z.record(z.string(), z.union([z.string(), z.literal(false)]));

export function openKeys(client: Client): Keys {
  /** Only users with the right "Access Rights" may read the list; others may ask for one at a time. */
  let listAllowed = true;

  async function list(
    model: string,
    keys: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>> {
    const byName = new Map(keys.map(key => [externalName(key), key]));
    const domain = [
      ['module', '=', MODULE],
      ['model', '=', model],
      ['name', 'in', [...byName.keys()]],
    ];
    const body = { domain, fields: ['name', 'res_id'] };
    const found = await client.call('external ids', 'ir.model.data/search_read', body, rows, signal);
    return new Map(found.flatMap(({ name, res_id }) => [[byName.get(name) ?? name, res_id] as const]));
  }

  async function oneByOne(
    model: string,
    keys: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    for (const key of keys) {
      const body = { module: MODULE, xml_id: externalName(key) };
      try {
        const [itsModel, id] = await client.call(
          'an external id',
          'ir.model.data/check_object_reference',
          body,
          reference,
          signal,
        );
        if (itsModel === model) found.set(key, id);
      } catch (error) {
        if (!isAbsent(error)) throw error;
      }
    }
    return found;
  }

  return {
    async find(model, keys, signal) {
      signal.throwIfAborted();
      const wanted = [...new Set(keys)];
      if (wanted.length === 0) return new Map();
      if (!listAllowed) return oneByOne(model, wanted, signal);
      try {
        return await list(model, wanted, signal);
      } catch (error) {
        if (!(error instanceof SyncError) || error.code !== 'erp-not-allowed') throw error;
        listAllowed = false;
        return oneByOne(model, wanted, signal);
      }
    },

    async of(model, ids, signal) {
      if (ids.length === 0) return new Map();
      const found = await client.call('external ids', `${model}/get_external_id`, { ids }, byId, signal);
      return new Map(
        Object.entries(found).flatMap(([id, name]) => {
          const key = name === false ? undefined : keyOf(name);
          return key === undefined ? [] : [[Number(id), key] as const];
        }),
      );
    },
  };
}

/** Odoo's own words in every language: the error is not translated. */
const isAbsent = (error: unknown): boolean =>
  error instanceof SyncError && (error.details['odoo'] ?? '').startsWith('External ID not found');

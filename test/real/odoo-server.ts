import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Mappings } from '../../core/model/mappings.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { seedOdoo, type OdooServer, type SeededOdoo } from '../odoo/seed.ts';

const server = z.object({ url: z.string(), database: z.string(), apiKey: z.string() });

/** Where an Odoo of the tests lives; a person may choose another place. */
export type OdooPlace = { readonly ODOO_PORT: string; readonly ODOO_HOME: string };
export const contractPlace: OdooPlace = { ODOO_PORT: '18080', ODOO_HOME: '/tmp/counterfoil-odoo-contract' };

const run = (script: string, place: OdooPlace, more: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(`test/odoo/${script}`, { env: { ...place, ...process.env, ...more } });

/** An Odoo that knows the sample shop's catalogue and has no orders yet, whatever was there before. */
export async function freshOdoo(
  place = contractPlace,
): Promise<{ readonly odoo: OdooServer; readonly seeded: SeededOdoo }> {
  const { stdout } = await run('up.sh', place, { ODOO_FRESH: '1' });
  const odoo = server.parse(JSON.parse(stdout));
  return { odoo, seeded: await seedOdoo(odoo, CATALOGUE) };
}

export const stopOdoo = async (place = contractPlace): Promise<void> => void (await run('down.sh', place));

/** Location's name -> warehouse's code. */
export const WAREHOUSES: Readonly<Record<string, string>> = { 'Stock room': 'WH', 'Leeds Shop': 'LEEDS' };
const COUNTRIES = ['GB', 'IE', 'DE', 'FR', 'NL', 'US'];

/** @param locations Shopify location id -> its name. */
export const odooMappings = (
  { mappings, walkInCustomer }: SeededOdoo,
  locations: Readonly<Record<string, string>>,
): Mappings => ({
  items: {},
  customers: {},
  ...mappings,
  countries: Object.fromEntries(COUNTRIES.map(code => [code, code])),
  warehouses: Object.fromEntries(
    Object.entries(locations).flatMap(([id, name]) => {
      const code = WAREHOUSES[name];
      return code === undefined ? [] : [[id, code]];
    }),
  ),
  walkInCustomer: String(walkInCustomer),
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';
import { seedOdoo, type OdooServer } from '../odoo/seed.ts';

/** A database of its own, fresh each time, beside any other Odoo on this machine. */
const env = { ODOO_PORT: '18080', ODOO_HOME: '/tmp/counterfoil-odoo-contract', ...process.env };

export const CATALOGUE = [
  { sku: 'MUG-SLT-350', title: 'Stoneware mug, Slate', price: '14.90', vatRate: '0.2' },
  { sku: 'TEA-BRK-125', title: 'Loose leaf tea, Breakfast', price: '7.80', vatRate: '0' },
  { sku: 'DRF-EXC-080', title: 'Draught excluder, 80 cm', price: '21.00', vatRate: '0.05' },
];

const server = z.object({ url: z.string(), database: z.string(), apiKey: z.string() });

declare module 'vitest' {
  export interface ProvidedContext {
    odoo: OdooServer;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = (script: string, more: Readonly<Record<string, string>> = {}) =>
    promisify(execFile)(`test/odoo/${script}`, { env: { ...env, ...more } });
  const { stdout } = await run('up.sh', { ODOO_FRESH: '1' });
  const odoo = server.parse(JSON.parse(stdout));
  await seedOdoo(odoo, CATALOGUE);
  project.provide('odoo', odoo);
  return async () => {
    await run('down.sh');
  };
}

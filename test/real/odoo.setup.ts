import type { TestProject } from 'vitest/node';
import type { OdooServer } from '../odoo/seed.ts';
import { freshOdoo, stopOdoo } from './odoo-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    odoo: OdooServer;
  }
}

/** A database of its own, fresh each time, beside any other Odoo on this machine. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('odoo', (await freshOdoo()).odoo);
  return stopOdoo;
}

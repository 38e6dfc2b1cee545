import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { SyncError } from '../../../core/errors.ts';

export const shop = { domain: 'example.myshopify.com' };
export const sample = { shop, erp: { kind: 'sample' } };
export const real = { shop, erp: { kind: 'odoo', url: 'https://erp.example.com', database: 'shop' } };

export type ConfigFolder = {
  readonly folder: string;
  /** Text as it is, anything else as JSON. */
  put(name: string, content: unknown): Promise<void>;
  text(name: string): Promise<string>;
  json(name: string): Promise<unknown>;
};

/** A data folder, anew for each test of the file that calls this. */
export function configFolder(): ConfigFolder {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-config-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const text = (name: string) => readFile(join(folder, name), 'utf8');
  return {
    get folder() {
      return folder;
    },
    put: (name, content) =>
      writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2)),
    text,
    json: async name => JSON.parse(await text(name)),
  };
}

/** @throws where nothing was refused */
export async function refusalOf(work: Promise<unknown>): Promise<SyncError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SyncError) return error;
  throw new Error(`expected a SyncError, got ${String(error)}`);
}

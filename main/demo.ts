import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sampleMappings, seedSampleErp } from '../core/erp/sample/seed.ts';
import { SyncError } from '../core/errors.ts';
import { CATALOGUE } from '../core/sample/shop/catalogue.ts';
import { writeMappings, writeSettings } from './config/config.ts';
import { sampleSettings } from './config/sample-settings.ts';
import { ensureDataFolder } from './data-folder.ts';
import { exists } from './exists.ts';

const shopFacts = z.object({
  url: z.string(),
  domain: z.string(),
  accessToken: z.string(),
  locations: z.record(z.string(), z.string()),
});
type ShopFacts = z.infer<typeof shopFacts>;

type Shop = { readonly facts: ShopFacts; close(): Promise<void> };

/** A process of its own: the shop is not part of the agent's memory, and ends with it even after a kill. */
async function startShop(folder: string, trafficSeconds: number): Promise<Shop> {
  const script = fileURLToPath(new URL('./headless/sample-shop.js', import.meta.url));
  const args = [
    script,
    '--json',
    '--with-parent',
    '--all-orders',
    '--keep',
    join(folder, 'shop.json'),
    '--traffic',
    String(trafficSeconds),
  ];
  const child = spawn(process.execPath, args, {
    // Of Electron's binary this makes a plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>(done => {
    child.once('exit', () => done());
  });
  const line = await new Promise<string>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('error', failed);
    child.once('exit', () =>
      failed(new SyncError('bug', 'sample-shop-ended', 'The sample shop did not start; its reason is above.')),
    );
  });
  return {
    facts: shopFacts.parse(JSON.parse(line)),
    close() {
      child.stdin.end();
      return ended;
    },
  };
}

/** Written anew at each start: the sample shop's address changes. What a person mapped stays. */
async function configure(folder: string, shop: ShopFacts): Promise<void> {
  const erpFolder = join(folder, 'erp');
  await mkdir(folder, { recursive: true });
  await seedSampleErp(erpFolder, CATALOGUE);
  await writeSettings(folder, sampleSettings(shop, hostname()));
  if (!(await exists(join(folder, 'mappings.json')))) await writeMappings(folder, sampleMappings(shop.locations));
}

export type Demo = { readonly folder: string; readonly shopUrl: string; close(): Promise<void> };

/** Opens the sample shop and the sample ERP, and writes the settings that join them into `folder`. */
export async function openDemo(folder: string, trafficSeconds: number): Promise<Demo> {
  await ensureDataFolder(folder);
  const shop = await startShop(folder, trafficSeconds);
  process.env['COUNTERFOIL_SHOP_TOKEN'] = shop.facts.accessToken;
  await configure(folder, shop.facts).catch(async error => {
    await shop.close();
    throw error;
  });
  return { folder, shopUrl: shop.facts.url, close: shop.close };
}

import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sampleMappings, seedDemoErp, seedSampleErp, type SeedItem } from '../core/erp/sample/seed.ts';
import type { Catalogue, Secrets } from '../core/ports.ts';
import type { StartProgram } from './child-program.ts';
import { readSettings, writeMappings, writeSettings } from './config/config.ts';
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

/** A process of its own: the shop is not part of the agent's memory. */
async function startShop(folder: string, trafficSeconds: number, start: StartProgram): Promise<Shop> {
  const script = fileURLToPath(new URL('./headless/sample-shop.js', import.meta.url));
  const keep = ['--keep', join(folder, 'shop.json')];
  const shop = start(script, ['--json', '--all-orders', ...keep, '--traffic', String(trafficSeconds)]);
  return { facts: shopFacts.parse(JSON.parse(await shop.firstLine)), close: shop.end };
}

/** The sample shop's address changes with each start. What a person has set and mapped stays. */
async function configure(folder: string, shop: ShopFacts): Promise<void> {
  const erpFolder = join(folder, 'erp');
  await mkdir(folder, { recursive: true });
  await seedDemoErp(erpFolder);
  const fresh = sampleSettings(shop, hostname());
  const known = (await exists(join(folder, 'settings.json'))) ? await readSettings(folder, {}) : fresh;
  await writeSettings(folder, { ...known, shop: fresh.shop, erp: fresh.erp });
  if (!(await exists(join(folder, 'mappings.json')))) await writeMappings(folder, sampleMappings(shop.locations));
}

/** Sample books with what that shop sells and from where. Books that are there stay as they are. */
export async function seedBooks(folder: string, shop: Catalogue, signal: AbortSignal): Promise<void> {
  if (await exists(join(folder, 'company.json'))) return;
  const places = (await shop.locations(signal)).map(({ name }) => [name, 0] as const);
  const items = new Map<string, SeedItem>();
  for await (const page of shop.variants(signal))
    for (const { sku, title } of page)
      if (sku !== undefined) items.set(sku, { sku, title, stock: Object.fromEntries(places) });
  await seedSampleErp(folder, [...items.values()]);
}

export type Demo = {
  readonly shopUrl: string;
  /** Of this shop alone, and of this start. */
  readonly secrets: Secrets;
  close(): Promise<void>;
};

/** Opens the sample shop and the sample ERP, and writes the settings that join them into `folder`. */
export async function openDemo(folder: string, trafficSeconds: number, start: StartProgram): Promise<Demo> {
  await ensureDataFolder(folder);
  const shop = await startShop(folder, trafficSeconds, start);
  await configure(folder, shop.facts).catch(async error => {
    await shop.close();
    throw error;
  });
  const { accessToken, url } = shop.facts;
  const secrets: Secrets = { get: async name => (name === 'shop-token' ? accessToken : undefined) };
  return { shopUrl: url, secrets, close: shop.close };
}

import { spawn } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { sampleMappings, seedSampleErp } from '../../core/erp/sample/seed.ts';
import { SyncError } from '../../core/errors.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { writeMappings, writeSettings } from '../config/config.ts';
import { dataFolder, ensureDataFolder, sampleFolder } from '../data-folder.ts';
import { runAgent } from './agent-process.ts';
import { openInBrowser } from './browser.ts';

/** `npm start`: the sample shop, the sample ERP and the agent between them, until a real shop is connected. */
const program = new Command('counterfoil-demo')
  .description('Runs Counterfoil on a made-up shop and a small ERP on this PC. A real shop: see docs/settings.md.')
  .option('--data <dir>', 'data folder (default: this user’s own)')
  .addOption(new Option('--port <port>', 'loopback port of the page (0: any free one)').default(0).argParser(Number))
  .addOption(
    new Option('--traffic <seconds>', 'a new order in the sample shop about every so often')
      .default(30)
      .argParser(Number),
  )
  .option('--no-open', 'do not open the page in the browser');

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
  const script = fileURLToPath(new URL('./sample-shop.js', import.meta.url));
  const args = [
    script,
    '--json',
    '--with-parent',
    '--keep',
    join(folder, 'shop.json'),
    '--traffic',
    String(trafficSeconds),
  ];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
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

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Written anew at each start: the sample shop's address changes. What a person mapped stays. */
async function configure(folder: string, shop: ShopFacts): Promise<void> {
  const erpFolder = join(folder, 'erp');
  await mkdir(folder, { recursive: true });
  await seedSampleErp(erpFolder, CATALOGUE);
  await writeSettings(folder, {
    shop: { domain: shop.domain, endpoint: shop.url, credentials: 'admin-token', apiVersion: '2026-10' },
    erp: { kind: 'sample', folder: 'erp' },
    schedule: '* * * * *',
    orders: {
      documents: 'invoice-when-paid',
      moneySide: 'shop',
      roundingTolerance: '0.01',
      from: null,
      testOrders: 'skip',
      highRisk: 'hold',
    },
    page: { port: 0 },
    deviceName: hostname(),
  });
  if (!(await exists(join(folder, 'mappings.json')))) await writeMappings(folder, sampleMappings(shop.locations));
}

async function main(): Promise<void> {
  const { data, port, traffic, open } = program
    .parse()
    .opts<{ data?: string; port: number; traffic: number; open: boolean }>();
  const folder = sampleFolder(dataFolder(data));
  await ensureDataFolder(folder);
  const shop = await startShop(folder, traffic);
  process.env['COUNTERFOIL_SHOP_TOKEN'] = shop.facts.accessToken;
  await configure(folder, shop.facts);
  const running = await runAgent(folder, port).catch(async error => {
    await shop.close();
    throw error;
  });
  const end = (): void => void running.end().then(shop.close);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.stdout.write(`Counterfoil runs on a made-up shop, with a new order about every ${traffic} s.
Its page:  ${running.page.url}
Its data:  ${folder}
The shop:  ${shop.facts.url}/_sample says how to place orders and make trouble.
Ctrl+C ends it; the next start goes on from here.
`);
  if (open) openInBrowser(running.page.url);
  await running.ended;
}

main().catch((error: unknown) => {
  const words =
    error instanceof SyncError
      ? [error.message, error.nextStep].filter(Boolean).join('\n')
      : error instanceof Error
        ? error.stack
        : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
});

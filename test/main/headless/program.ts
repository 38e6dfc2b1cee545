import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { sampleMappings, seedSampleErp } from '../../../core/erp/sample/seed.ts';
import { CATALOGUE } from '../../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { writeMappings, writeSettings } from '../../../main/config/config.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';

/** The real program, as built: `npm test` builds before it tests. */
const cli = fileURLToPath(new URL('../../../out/main/headless/cli.js', import.meta.url));

const closing = z.tuple([z.number().nullable()]).rest(z.unknown());

export type Program = {
  readonly shop: SampleShop;
  /** The data folder; the ERP's books are in `erp` inside it. */
  readonly folder: string;
  /** Runs one command to its end. `out` and `problems`: what it wrote to standard output and error. */
  run(...args: readonly string[]): Promise<{ code: number | null; out: string; problems: string }>;
  /** Starts the agent and waits until it runs. */
  startAgent(): Promise<{ end(): Promise<void> }>;
  close(): Promise<void>;
};

/** What orders need alone: products and stock rest. */
const ofOrders = ['read_orders', 'read_all_orders', 'read_customers', 'read_locations'];

/** The command line on a data folder of its own, with an empty sample shop, the sample ERP, and a schedule that is not due. */
export async function openProgram({
  scopes = ofOrders,
}: { readonly scopes?: readonly string[] } = {}): Promise<Program> {
  const shop = await startSampleShop({ seed: 'empty' });
  shop.setScopes(scopes);
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-program-'));
  await seedSampleErp(join(folder, 'erp'), CATALOGUE);
  const settings = sampleSettings(shop, 'Test PC');
  const orders = { ...settings.orders, from: '2020-01-01' };
  await writeSettings(folder, { ...settings, schedule: '0 4 * * *', orders });
  await writeMappings(folder, sampleMappings(shop.locations));
  const children = new Set<ChildProcess>();

  function start(args: readonly string[]) {
    const child = spawn(process.execPath, [cli, ...args, '--data', folder], {
      env: { ...process.env, COUNTERFOIL_SHOP_TOKEN: shop.accessToken },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    let [out, problems] = ['', ''];
    child.stdout.on('data', chunk => (out += String(chunk)));
    child.stderr.on('data', chunk => (problems += String(chunk)));
    const closed = once(child, 'close').then(values => closing.parse(values)[0]);
    return { child, closed, out: () => out, problems: () => problems };
  }

  return {
    shop,
    folder,
    async run(...args) {
      const { closed, out, problems } = start(args);
      return { code: await closed, out: out(), problems: problems() };
    },
    async startAgent() {
      const { child, closed, out } = start(['run', '--json']);
      const deadline = Date.now() + 20_000;
      while (!out().includes('url')) {
        if (Date.now() > deadline) throw new Error('The agent did not start.');
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      return {
        async end() {
          child.kill('SIGTERM');
          await closed;
        },
      };
    },
    async close() {
      for (const child of children) child.kill('SIGKILL');
      await shop.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page as Tab } from 'playwright-core';
import { vi } from 'vitest';
import { sampleMappings, seedSampleErp, type SeedItem } from '../../core/erp/sample/seed.ts';
import { startSampleShop, type SampleShop, type SampleShopOptions } from '../../core/sample/shop/server.ts';
import { writeMappings, writeSettings } from '../../main/config/config.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { shownWindow } from './desktop-fixture.ts';
import { openDesktopApp } from './stand-in/desktop-app.ts';

const cli = fileURLToPath(new URL('../../out/main/headless/cli.js', import.meta.url));

/** The sample shop over HTTP and a data folder with the sample ERP's books, settings and mappings that join the two. */
export type RealShop = {
  readonly shop: SampleShop;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

export async function openRealShop(
  items: readonly SeedItem[],
  options: SampleShopOptions = { seed: 'empty' },
): Promise<RealShop> {
  const shop = await startSampleShop(options);
  shop.setScopes(['read_orders', 'read_all_orders', 'read_customers', 'read_locations']);
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-real-'));
  await seedSampleErp(join(folder, 'erp'), items);
  const settings = sampleSettings(shop, 'Office PC');
  await writeSettings(folder, { ...settings, orders: { ...settings.orders, from: '2020-01-01' } });
  await writeMappings(folder, sampleMappings(shop.locations));
  return {
    shop,
    folder,
    env: { COUNTERFOIL_SHOP_TOKEN: shop.accessToken },
    async close() {
      await shop.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The built agent's page, by whichever way it reaches its agent. */
export type Shown = {
  readonly tab: Tab;
  /** What consoles and content policies complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
};

/** @throws before it is there */
const linkIn = (said: string): string => {
  const link = /"url": "([^"]+)"/.exec(said)?.[1];
  if (link === undefined) throw new Error(`The agent has not told its page. ${said}`);
  return link;
};

/** In the browser, over HTTP. */
export async function showInBrowser(browser: Browser, { folder, env }: RealShop): Promise<Shown> {
  const child = spawn(process.execPath, [cli, 'run', '--json', '--data', folder], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', chunk => (said += String(chunk)));
  const url = await vi.waitFor(() => linkIn(said), { timeout: 60_000, interval: 50 });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  tab.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  tab.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  tab.on('pageerror', error => complaints.push(error.message));
  await tab.goto(url);
  return {
    tab,
    complaints,
    async close() {
      await context.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** In the desktop app's window, over IPC, on the stand-in for Electron. */
export async function showInWindow(browser: Browser, { folder, env }: RealShop): Promise<Shown> {
  const app = openDesktopApp({ browser, args: ['--data', folder], env });
  const { tab } = await shownWindow(app);
  return {
    tab,
    complaints: app.complaints,
    async close() {
      await app.act('choose', { label: 'Quit' });
      await app.ended;
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_SCOPES } from '../../core/sample/shop/access.ts';
import { startSampleShop } from '../../core/sample/shop/server.ts';
import { openChromium } from './chromium.ts';
import { shownWindow } from './desktop-fixture.ts';
import { openDesktopApp } from './stand-in/desktop-app.ts';

/** Set-up as a new user meets it, in the real program as built, over both transports. */

const start = fileURLToPath(new URL('../../out/main/headless/start.js', import.meta.url));

let browser: Browser;
let folder: string;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-set-up-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const args = () => ['--data', folder, '--traffic', '3600', '--set-up'];

async function overHttp(env: Readonly<Record<string, string>> = {}): Promise<Tab> {
  const child: ChildProcess = spawn(process.execPath, [start, ...args(), '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let text = '';
  child.stdout?.on('data', chunk => (text += String(chunk)));
  closing.push(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  await vi.waitFor(() => expect(text).toContain('Ctrl+C'), { timeout: 30_000 });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  closing.push(() => context.close());
  const tab = await context.newPage();
  await tab.goto(/http:\S+/.exec(text)?.[0] ?? '');
  return tab;
}

async function overIpc(): Promise<Tab> {
  const app = openDesktopApp({ browser, args: args() });
  closing.push(async () => {
    app.kill();
    await app.ended;
  });
  return (await shownWindow(app)).tab;
}

const heading = (tab: Tab, name: string) => tab.getByRole('heading', { level: 1, name }).waitFor({ timeout: 30_000 });

describe.each([
  ['the browser', overHttp],
  ['the desktop window', overIpc],
])('in %s', (_, open) => {
  test('the sample shop from the first click to its first preview in six clicks and a minute, and then it is alive', async () => {
    const tab = await open();
    let clicks = 0;
    const click = async (role: 'button' | 'link', name: string): Promise<void> => {
      clicks += 1;
      await tab.getByRole(role, { name }).click();
    };
    await heading(tab, 'Keep the shop and the books in agreement');
    const begunAt = Date.now();
    await click('button', 'Try the sample shop');
    await tab.getByText('300 orders looked at').waitFor({ timeout: 60_000 });
    expect(clicks).toBeLessThanOrEqual(6);
    expect(Date.now() - begunAt).toBeLessThan(60_000);
    await click('button', 'Start writing orders');
    await tab
      .getByText(/300 orders in Sample ERP|Posting #/)
      .first()
      .waitFor({ timeout: 60_000 });
    await tab.getByText('This is a made-up shop.').waitFor();
  }, 180_000);
});

test('DESK-16 at its end the desktop app says where its icon is, how to pin it, and that it is not needed', async () => {
  const tab = await overIpc();
  await tab.getByRole('button', { name: 'Try the sample shop' }).click();
  const beside = tab.getByRole('region', { name: 'Beside the clock' });
  await beside.getByText('drag the icon out').waitFor({ timeout: 60_000 });
  expect(await beside.innerText()).toContain('Other system tray icons');
  expect(await beside.innerText()).toContain('Without the icon, opening Counterfoil again shows the same window.');
  await beside.getByLabel('Start Counterfoil when I sign in to this PC').waitFor();
}, 120_000);

test('a store of one’s own: wrong key, then the right one, the books, what was found, matched up, and watched first', async () => {
  const shop = await startSampleShop({ seed: 'built-in' });
  closing.push(() => shop.close());
  const tab = await overHttp({ COUNTERFOIL_SHOP_ENDPOINT: shop.url, COUNTERFOIL_PASSPHRASE: 'a phrase that is long' });
  await tab.getByRole('link', { name: 'Connect my store' }).click();
  await heading(tab, 'Where is your store?');
  await tab.getByLabel('Store address').fill('https://admin.shopify.com/store/larch-and-loom/orders');
  await tab.getByRole('textbox', { name: 'Client id' }).fill(shop.clientId);
  await tab.getByRole('textbox', { name: 'Client secret' }).fill('wrong');
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByRole('alert').waitFor();
  await tab.getByRole('textbox', { name: 'Client secret' }).fill(shop.clientSecret);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByText('Signed in').waitFor({ timeout: 20_000 });
  await tab.getByRole('link', { name: 'Continue' }).click();
  await heading(tab, 'Which ERP keeps the books?');
  await tab.getByLabel('Sample ERP').check();
  await tab.getByRole('button', { name: 'Connect' }).click();
  await tab.getByText('Sample ERP answers').waitFor({ timeout: 20_000 });

  // Left and taken up again in another window.
  await tab.reload();
  await heading(tab, 'Which ERP keeps the books?');
  await tab.getByRole('link', { name: 'Continue' }).click();
  await heading(tab, 'What we found');
  await tab.getByText('60 match by SKU').waitFor();
  await tab.getByRole('link', { name: 'Continue' }).click();
  await tab.getByText('Everything that your orders need has its place').waitFor();
  await tab.getByRole('link', { name: 'Continue' }).click();
  await heading(tab, 'If it had run now');
  await tab.getByLabel('All that Shopify shows').check();
  await tab.getByText('300 orders looked at').waitFor({ timeout: 60_000 });
  await tab.getByText('Show every write, order by order').click();
  await tab.getByText('Post the sales order').first().waitFor();
  await tab.getByRole('button', { name: 'Start watching' }).click();
  await tab.getByText('Counterfoil only watches.').waitFor({ timeout: 60_000 });
  await tab.getByText('Only watched: 300 orders would be written').first().waitFor({ timeout: 60_000 });
  expect(shop.requests.filter(({ isMutation }) => isMutation)).toEqual([]);

  // And later it begins to write.
  await tab.locator('.hero').getByRole('button', { name: 'Begin writing' }).click();
  await heading(tab, 'If it had run now');
  await tab.getByLabel('Write orders').check();
  await tab.getByRole('button', { name: 'Start writing orders' }).click();
  // The made-up books count a few things differently, and the first stock is a person's to start.
  await tab
    .getByText(/300 orders in Sample ERP|problems? needs? you/)
    .first()
    .waitFor({ timeout: 60_000 });

  // A permission that was taken away is given back, and syncing goes on from the page.
  shop.setScopes(DEFAULT_SCOPES.filter(scope => scope !== 'read_customers' && scope !== 'write_customers'));
  shop.rotateToken();
  await tab.getByRole('button', { name: 'Sync now' }).click();
  await tab.getByRole('button', { name: 'Reconnect Shopify' }).first().click({ timeout: 60_000 });
  await heading(tab, 'Where is your store?');
  await tab.getByText('All syncing rests until this is mended.').waitFor();
  shop.setScopes(DEFAULT_SCOPES);
  await tab.getByRole('button', { name: 'Sign in again' }).click();
  await tab.getByText('Syncing goes on meanwhile.').waitFor({ timeout: 60_000 });
  await tab.getByRole('button', { name: 'Leave set-up' }).click();
  await tab
    .getByText(/300 orders in Sample ERP|problems? needs? you/)
    .first()
    .waitFor({ timeout: 60_000 });
}, 240_000);

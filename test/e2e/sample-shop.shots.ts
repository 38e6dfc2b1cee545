import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../core/erp/sample/demo-items.ts';
import { DEFAULT_SCOPES } from '../../core/sample/shop/access.ts';
import { openChromium } from './chromium.ts';
import { openRealShop, showInBrowser, type RealShop, type Shown } from './real-shop.ts';

/** For README: the sample shop's 300 orders as the built agent has really posted them, but for a plate that the ERP calls something else. */
const folder = join(import.meta.dirname, '../../docs/screens');
const items = DEMO_ITEMS.map(item => (item.sku === 'PLT-SLT-270' ? { ...item, sku: 'PLATE-SLATE-27' } : item));

let browser: Browser;
let real: RealShop;
let shown: Shown;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  browser = await openChromium();
  real = await openRealShop(items, { seed: 'built-in' });
  real.shop.setScopes([...DEFAULT_SCOPES, 'read_all_orders']);
  shown = await showInBrowser(browser, real);
  await shown.tab.setViewportSize({ width: 1104, height: 690 });
  await shown.tab.getByRole('region', { name: 'Sync' }).getByText('Running').waitFor({ timeout: 120_000 });
});
afterAll(async () => {
  await shown?.close();
  await real?.close();
  await browser?.close();
});

test('today, problems, an order’s history, stock, ownership and mappings of the sample shop', async () => {
  const { tab } = shown;
  const picture = async (name: string): Promise<void> => {
    await tab.evaluate('document.fonts.ready');
    await tab.screenshot({ path: join(folder, `${name}.png`) });
  };
  // Stock is compared last.
  await tab.getByRole('region', { name: 'Products and stock' }).getByRole('link', { name: 'Stock' }).waitFor();
  await picture('today');
  await tab.keyboard.press('Alt+4');
  await tab.getByRole('table', { name: 'Stock, Stock room' }).waitFor();
  await picture('stock');
  await tab.keyboard.press('Alt+5');
  await tab.getByRole('radiogroup', { name: 'Who owns Price' }).waitFor();
  await picture('ownership');
  await tab.keyboard.press('Alt+2');
  await tab.locator('.list a[data-row]', { hasText: 'PLT-SLT-270' }).first().click();
  await tab.getByText('Choose what it is').first().waitFor();
  await picture('problems');
  await tab.keyboard.press('Alt+6');
  await tab.getByLabel('PLATE-SLATE-27').check();
  await picture('mappings');
  await tab.getByRole('button', { name: /^Map and send/ }).click();
  await tab.getByText('PLT-SLT-270 is PLATE-SLATE-27').waitFor({ timeout: 60_000 });
  await tab.keyboard.press('Alt+3');
  await tab.locator('.list a[data-row]').first().click();
  await tab.getByText('Everything is in the books').first().waitFor();
  await tab.getByRole('button', { name: 'Close message' }).click();
  await picture('history');
  expect(shown.complaints).toEqual([]);
});

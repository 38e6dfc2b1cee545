import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { ordinary } from '../world/orders.ts';
import { openChromium } from './chromium.ts';
import { openRealShop, showInBrowser, showInWindow } from './real-shop.ts';

/** The whole way, with nothing made up: sample shop, built agent, sample ERP, page; both ways to the page. */
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

/** The ERP calls the fig candle something else. */
const items = CATALOGUE.map(item => (item.sku === 'CDL-FIG-220' ? { ...item, sku: 'CANDLE-FIG-220' } : item));
const candle = ordinary({ lines: [{ sku: 'CDL-FIG-220', quantity: 1 }] });

test.each([
  ['in the browser, over HTTP', showInBrowser],
  ['in the desktop window, over IPC', showInWindow],
] as const)(
  '%s: two orders that wait for a SKU are sent by one mapping and are in History',
  { timeout: 240_000 },
  async (_way, show) => {
    const real = await openRealShop(items);
    onTestFinished(() => real.close());
    for (let order = 0; order < 2; order += 1) real.shop.placeOrder(candle);
    const shown = await show(browser, real);
    onTestFinished(() => shown.close());
    const { tab } = shown;

    await tab.getByLabel('2 open').waitFor();
    await tab.keyboard.press('Alt+6');
    const gap = tab.getByRole('region', { name: 'Not mapped' });
    await gap.getByRole('heading', { name: 'CDL-FIG-220' }).waitFor();
    await gap.getByLabel('CANDLE-FIG-220').check();
    await gap.getByRole('button', { name: 'Map and send both' }).click();
    await tab.getByText('CDL-FIG-220 is CANDLE-FIG-220 from now on. #1001 and #1002 are in Sample ERP.').waitFor();
    await expect.poll(() => gap.count()).toBe(0);
    await tab.getByRole('row', { name: /^CDL-FIG-220.*by hand, today, Office PC/ }).waitFor();

    await tab.keyboard.press('Alt+3');
    await tab.locator('.list').getByRole('link', { name: /#1002/ }).click();
    await tab.getByRole('article', { name: '#1002' }).getByText('Everything is in the books').waitFor();

    // Mapped by hand in the file meanwhile: the open page follows.
    await tab.keyboard.press('Alt+6');
    await tab.getByRole('row', { name: /^CDL-FIG-220/ }).waitFor();
    const file = join(real.folder, 'mappings.json');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace('"CDL-FIG-220": "CANDLE-FIG-220"', '"CDL-FIG-220": "CANDLE-FIG-220", "OLD-1": "MUG-SLT-350"'),
    );
    await tab
      .getByRole('row', { name: /^OLD-1.*MUG-SLT-350.*from the set-up or the file/ })
      .waitFor({ timeout: 40_000 });
    await writeFile(file, text.replace('"items": {', '"items": { oops'));
    await tab.locator('.banner').getByText('The changed mappings cannot be used').waitFor({ timeout: 40_000 });
    await tab
      .locator('.banner')
      .getByText(/Line \d+/)
      .waitFor();
    await tab.getByRole('row', { name: /^OLD-1/ }).waitFor();
    expect(shown.complaints).toEqual([]);
  },
);

import { readFile } from 'node:fs/promises';
import type { Page as Tab } from 'playwright-core';
import { expect, test } from 'vitest';
import { previewRows } from '../fakes/friday-goods.ts';
import { pageFixture } from './page-fixture.ts';

const page = pageFixture();
const asked = (name: string) => page.double.asked.filter(([request]) => request === name);
const writes = (tab: Tab) => tab.getByRole('region', { name: 'Every write' });

test('everything is looked at from Today, its parts make the total, and nothing is sent', async () => {
  const tab = await page.open();
  await tab.getByRole('link', { name: 'What would be written now' }).click();
  await tab.getByText('Nothing has been sent.').waitFor();
  await tab.getByRole('button', { name: 'Look now' }).click();
  const compared = tab.getByRole('region', { name: 'Records compared' });
  await expect.poll(() => compared.innerText()).toMatch(/Agree\s+806\s+Compared\s+817/);
  const apron = writes(tab).getByRole('row', { name: /APR-LIN-NVY/ });
  await expect.poll(() => apron.innerText()).toMatch(/Set the stock in Shopify\s+Stock: Odoo owns.*On hand\s+31\s+29/s);
  await writes(tab).getByText('Ask you 2').click();
  await expect.poll(() => writes(tab).getByRole('row').count()).toBe(3);
  expect(asked('stock.write')).toEqual([]);
  expect(page.complaints).toEqual([]);
});

test('every line is saved as CSV, whatever is filtered', async () => {
  await page.double.handlers['preview.start']('all', '');
  const tab = await page.open({}, '#/preview');
  await writes(tab).getByText('Wait 3').click();
  const [file] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: 'CSV of all' }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  const fields = previewRows.reduce((sum, row) => sum + Math.max(1, row.fields.length), 0);
  expect(lines).toHaveLength(fields + 1);
  expect(lines).toContain(
    'Stock,"APR-LIN-NVY, Warehouse",To write,Set the stock in Shopify,On hand,31,29,Odoo owns the units on hand at a location',
  );
});

test('one record is looked at from its history, by Enter, and stopped', async () => {
  const tab = await page.open({}, '#/history/%231056');
  await tab.getByRole('link', { name: 'Preview' }).click();
  await expect.poll(() => tab.getByLabel('Only this record').inputValue()).toBe('#1056');
  await tab.getByLabel('Only this record').press('Enter');
  await expect.poll(() => asked('preview.start')).toEqual([['preview.start', 'all', '#1056']]);
  await writes(tab).getByText('£61.95').waitFor();
  page.double.tellOfGoods({
    preview: {
      at: undefined,
      isLooking: true,
      failure: undefined,
      counts: { write: 1, wait: 0, held: 0, asks: 0, 'left-out': 0, same: 203 },
    },
  });
  await tab.getByText('204 compared').waitFor();
  await tab.getByRole('button', { name: 'Stop' }).click();
  await tab.getByText('Nothing looked at yet').waitFor();
});

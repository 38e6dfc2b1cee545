import type { Page as Tab } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { troubled } from '../fakes/goods-double.ts';
import { giveTitles } from './ownership-states.ts';
import { pageFixture } from './page-fixture.ts';

const page = pageFixture();
const asked = (name: string) => page.double.asked.filter(([request]) => request === name);
const owners = (tab: Tab, field: string) => tab.getByRole('radiogroup', { name: `Who owns ${field}` });
const bar = (tab: Tab) => tab.getByRole('region', { name: 'Unsaved changes' });
const open = async (): Promise<Tab> => {
  const tab = await page.open({}, '#/ownership');
  await owners(tab, 'Title').waitFor();
  return tab;
};
const titles = { field: 'product.title', rule: { owner: 'shopify', onConflict: 'owner-wins', responsible: 'Office' } };

describe('a change', () => {
  test('tells what it does before it is saved, with the first records by name, and is kept in Changes', async () => {
    const tab = await open();
    await giveTitles(tab);
    await bar(tab).getByText('Title: from Nobody to Shopify. 214 differ today').waitFor();
    await tab.getByRole('button', { name: 'See the 214' }).click();
    const dialog = tab.getByRole('dialog', { name: 'What would follow at the next sync' });
    await expect
      .poll(() => dialog.getByRole('row', { name: /MUG-SLT-350/ }).innerText())
      .toMatch(/Mug slate 350\s+Slate mug/);
    await dialog.getByText('The first 2 of 214').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(asked('ownership.save')).toEqual([]);
    await bar(tab).getByRole('button', { name: 'Save change' }).click();
    await expect.poll(() => bar(tab).count()).toBe(0);
    expect(asked('ownership.save')).toEqual([['ownership.save', [titles]]]);
    const changes = tab.getByRole('region', { name: 'Changes' });
    await expect
      .poll(() => changes.getByRole('row').nth(1).innerText())
      .toMatch(/Title\s+Nobody; Office\s+Shopify; owner wins; Office/);
    expect(page.complaints).toEqual([]);
  });

  test('that is put back as it was is none, and can be discarded', async () => {
    const tab = await open();
    await owners(tab, 'Title').getByText('Odoo').click();
    await bar(tab).waitFor();
    await owners(tab, 'Title').getByText('Nobody').click();
    await expect.poll(() => bar(tab).count()).toBe(0);
    await tab.getByLabel('Who looks after Price').fill('  Rowan ');
    await bar(tab).getByText('Price: Odoo as before.').waitFor();
    await bar(tab).getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => tab.getByLabel('Who looks after Price').inputValue()).toBe('Owner');
  });

  test('that is refused stays, with the reason', async () => {
    const tab = await open();
    await tab.getByLabel('If both change Price').selectOption('Newest wins');
    page.double.failNext('ownership.save', new SyncError('rejected', 'slip', 'ownership.json cannot be written.'));
    await bar(tab).getByRole('button', { name: 'Save change' }).click();
    await bar(tab).getByRole('alert').getByText('ownership.json cannot be written.').waitFor();
  });

  test('is made by keyboard alone', async () => {
    const tab = await open();
    await owners(tab, 'Title').getByRole('radio', { name: 'Nobody' }).focus();
    await tab.keyboard.press('ArrowLeft');
    await expect.poll(() => owners(tab, 'Title').getByRole('radio', { name: 'Odoo' }).isChecked()).toBe(true);
    await bar(tab).getByRole('button', { name: 'Save change' }).focus();
    await tab.keyboard.press('Enter');
    await expect.poll(() => asked('ownership.save')).toHaveLength(1);
  });
});

describe('what cannot be', () => {
  test('is disabled, says why in text, and a screen reader hears it', async () => {
    const tab = await open();
    const stock = owners(tab, 'On hand, by location');
    expect(await stock.getByRole('radio', { name: 'Shopify' }).isDisabled()).toBe(true);
    const id = (await stock.getAttribute('aria-describedby')) ?? '';
    await expect
      .poll(() => tab.locator(`[id="${id}"]`).innerText())
      .toContain('Not Shopify: people count the stock in Odoo');
    await tab
      .getByRole('row', { name: /Refund amount/ })
      .getByText('not carried yet')
      .waitFor();
  });

  test('is saved while ownership.json has a slip: the line is shown', async () => {
    page.double.slipInOwnership('Line 5, column 7: "owner" is there twice.');
    const tab = await open();
    await tab.getByRole('alert').getByText('Line 5, column 7').waitFor();
    await owners(tab, 'Title').getByText('Shopify').click();
    await bar(tab).getByText('It can be saved once ownership.json is mended.').waitFor();
    expect(await bar(tab).getByRole('button', { name: 'Save change' }).isDisabled()).toBe(true);
  });
});

test('a preset shows each field that it changes, and is only saved afterwards', async () => {
  const tab = await open();
  await tab.getByLabel('Preset').selectOption('Shopify is master');
  const dialog = tab.getByRole('dialog', { name: 'Shopify is master' });
  await expect
    .poll(() => dialog.getByRole('row', { name: /^Price/ }).innerText())
    .toMatch(/Odoo; hold and ask\s+Shopify; hold and ask/);
  await dialog.getByRole('button', { name: /^Fill in \d+ changes$/ }).click();
  await expect.poll(() => owners(tab, 'Price').getByRole('radio', { name: 'Shopify' }).isChecked()).toBe(true);
  expect(asked('ownership.save')).toEqual([]);
  await bar(tab)
    .getByRole('button', { name: /^Save \d+ changes$/ })
    .click();
  await tab.getByText(/fields are changed and kept in Changes/).waitFor();
  await expect.poll(() => tab.getByLabel('Preset').inputValue()).toBe('shopify-is-master');
});

test('fields are found by name, part, owner and conflict, and a conflict is settled on top', async () => {
  page.double.tellOfGoods(troubled);
  const tab = await open();
  const rows = () => tab.locator('.matrix tbody th[scope=row]').allInnerTexts();
  await tab.getByLabel('Find a field').fill('weight');
  await expect.poll(rows).toEqual(['Weight']);
  await tab.getByLabel('Find a field').fill('');
  await tab.getByLabel('Part', { exact: true }).selectOption('Returns and refunds');
  await expect.poll(async () => (await rows()).length).toBe(2);
  await tab.getByLabel('Part', { exact: true }).selectOption('All parts');
  await tab.getByLabel('Only conflicts').check();
  await expect.poll(async () => (await rows()).join()).toMatch(/^Price\s+1 conflict$/);
  await tab.getByRole('button', { name: 'Use £14.95 on both' }).click();
  await tab.getByText('No field is like that').waitFor();
});

test('the page to sign has all six parts, owner, rule and name of each field, and lines to sign on', async () => {
  const tab = await open();
  await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const sheet = tab.locator('.sign-off');
  await expect.poll(() => sheet.isVisible()).toBe(true);
  expect(await tab.locator('.rail').isVisible()).toBe(false);
  expect(await tab.locator('.page').isVisible()).toBe(false);
  expect(await sheet.locator('caption').allInnerTexts()).toEqual([
    'Products and variants',
    'Stock by location',
    'Orders',
    'Returns and refunds',
    'Tax and invoices',
    'Customers',
  ]);
  expect(await sheet.locator('tr').filter({ hasText: 'Price' }).first().innerText()).toMatch(
    /Price\s+Odoo\s+Hold and ask\s+Owner/,
  );
  expect(await sheet.locator('.signatures dt').count()).toBe(3);
  const pdf = await tab.pdf();
  expect(pdf.length).toBeGreaterThan(5000);
});

test('the button prints', async () => {
  const tab = await open();
  await tab.evaluate('window.print = () => { document.title = "printed" }');
  await tab.getByRole('button', { name: 'Print for sign-off' }).click();
  await expect.poll(() => tab.title()).toBe('printed');
});

import type { Page as Tab } from 'playwright-core';
import { expect, test } from 'vitest';
import { focused, pageFixture } from './page-fixture.ts';

const page = pageFixture();
const open = async (): Promise<Tab> => {
  const tab = await page.open();
  await tab.keyboard.press('Alt+3');
  await rows(tab).first().getByRole('link').waitFor();
  return tab;
};
const list = (tab: Tab) => tab.getByRole('table', { name: 'Orders' });
const rows = (tab: Tab) => list(tab).getByRole('row');
const offsets = () =>
  page.double.asked.flatMap(([name, query]) =>
    name === 'orders.list' && typeof query === 'object' && query !== null && 'offset' in query ? [query.offset] : [],
  );

test('a long list draws only what is in view, tells its length, and reads on as it is scrolled', async () => {
  const tab = await open();
  await tab.getByText('256 orders', { exact: true }).waitFor();
  await expect.poll(() => list(tab).getAttribute('aria-rowcount')).toBe('256');
  expect(await rows(tab).count()).toBeLessThan(50);
  expect(new Set(offsets())).toEqual(new Set([0]));
  await tab.evaluate(`document.querySelector('.windowed').scrollTo(0, 200 * 57)`);
  await tab.getByRole('link', { name: /#856/ }).waitFor();
  await expect.poll(() => rows(tab).filter({ hasText: '#856' }).getAttribute('aria-rowindex')).toBe('201');
  expect(new Set(offsets())).toEqual(new Set([0, 100, 200]));
  expect(page.complaints).toEqual([]);
});

test('the keyboard reaches the last order and the first, and opens one', async () => {
  const tab = await open();
  await rows(tab).first().getByRole('link').focus();
  await tab.keyboard.press('End');
  await expect.poll(() => focused(tab)).toContain('#801');
  await tab.keyboard.press('ArrowUp');
  await expect.poll(() => focused(tab)).toContain('#802');
  await tab.keyboard.press('Enter');
  await tab.getByRole('heading', { level: 2, name: '#802' }).waitFor();
  await rows(tab).filter({ hasText: '#802' }).getByRole('link').focus();
  await tab.keyboard.press('Home');
  await expect.poll(() => focused(tab)).toContain('#1056');
});

test('filtered by state, and empty in words', async () => {
  const tab = await open();
  await tab.getByLabel('Show orders').selectOption('Left out');
  await tab.getByText('2 orders', { exact: true }).waitFor();
  await tab.getByLabel('Search history').fill('nothing like this');
  await tab.getByText('No order for “nothing like this”').waitFor();
});

test('a row that cannot be read yet says so, and again helps', async () => {
  const tab = await page.open();
  page.double.failNext('orders.list', new Error('a broken stub'));
  await tab.keyboard.press('Alt+3');
  await tab.getByRole('button', { name: 'Try again' }).click();
  await rows(tab).first().getByRole('link').waitFor();
});

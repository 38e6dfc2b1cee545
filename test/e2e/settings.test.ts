import { expect, test } from 'vitest';
import { pageFixture } from './page-fixture.ts';

const page = pageFixture();

const open = async () => {
  const tab = await page.open();
  await tab.getByRole('link', { name: 'Settings' }).click();
  await tab.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  return tab;
};

test('nothing counts before it is saved, and what was saved stays', async () => {
  const tab = await open();
  await tab.getByLabel('Stay quiet at certain hours').check();
  await tab.getByLabel('How often orders are looked for').first().click();
  await tab.getByRole('option', { name: 'Every 15 minutes', exact: true }).click();
  await tab.getByText('Your changes do not count yet.').waitFor();
  expect(page.double.asked.filter(([name]) => name === 'settings.save')).toEqual([]);
  await tab.getByRole('button', { name: 'Save changes' }).click();
  await tab.getByText('Saved. It counts from now on.').waitFor();
  const [saved] = page.double.asked.filter(([name]) => name === 'settings.save');
  expect(saved).toMatchObject([
    'settings.save',
    { schedule: '*/15 * * * *', alerts: { quietHours: { from: '19:00', to: '08:00' } } },
  ]);
  await tab.getByText('Your changes do not count yet.').waitFor({ state: 'hidden' });
  expect(await tab.getByLabel('Quiet hours from').inputValue()).toBe('19:00');
  expect(page.complaints).toEqual([]);
});

test('changes are discarded, and a refusal is said where they are', async () => {
  const tab = await open();
  const name = tab.getByRole('textbox', { name: 'Name of this PC' });
  await name.fill('Stock room');
  await tab.getByRole('button', { name: 'Discard changes' }).click();
  expect(await name.inputValue()).toBe('Office PC');
  await name.fill('');
  page.double.failNext('settings.save', new Error('no name'));
  await tab.getByRole('button', { name: 'Save changes' }).click();
  await tab.getByRole('alert').waitFor();
  expect(await name.inputValue()).toBe('');
});

test('a connection is tried when a person asks, and the support bundle is seen before it is saved', async () => {
  const tab = await open();
  await tab.getByRole('button', { name: 'Test Shopify' }).click();
  await tab.getByText('Signed in').waitFor();
  await tab.getByRole('button', { name: 'Look at it first' }).click();
  await tab.getByText(/log\.jsonl, 1 line/).click();
  await tab.getByText('"at":"2026-11-27').waitFor();
  await tab.getByRole('button', { name: 'Save support bundle' }).click();
  await tab.getByText('Saved as').waitFor();
  expect(page.double.asked.map(([name]) => name)).toEqual(
    expect.arrayContaining(['connection.test', 'support.preview', 'support.save']),
  );
});

test('the look is this window’s own and counts at once', async () => {
  const tab = await open();
  const isDark = () => tab.evaluate('getComputedStyle(document.documentElement).colorScheme');
  await tab.getByLabel('Dark').check();
  expect(await isDark()).toBe('dark');
  await tab.getByLabel('Light').check();
  expect(await isDark()).toBe('light');
});

import { expect, test } from 'vitest';
import { warehouse } from '../fakes/friday-goods.ts';
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

test('how stock is written is set here too: peak locks, what is kept back, and what a person sees first', async () => {
  const tab = await open();
  await tab.getByRole('button', { name: 'Add a peak lock' }).click();
  const lock = tab.getByRole('group', { name: 'Peak lock 1', exact: true });
  await lock.getByLabel('Peak lock 1 from').fill('17:30');
  await lock.getByLabel('Sunday').uncheck();
  await lock.getByRole('combobox', { name: 'What peak lock 1 does' }).click();
  await tab.getByRole('option', { name: 'No stock is written' }).click();
  const kept = tab.getByRole('group', { name: 'Kept back from sale' });
  await kept.getByLabel('Everything').fill('2');
  await kept.getByLabel('SKU', { exact: true }).fill(' MUG-SLT-350 ');
  await kept.getByRole('button', { name: 'Add' }).click();
  await kept.getByLabel('SKU MUG-SLT-350', { exact: true }).fill('5');
  await kept.getByLabel('Keep back otherwise by').selectOption('Tag');
  expect(await kept.getByRole('button', { name: 'Add' }).isDisabled()).toBe(true);
  await kept.getByLabel('Keep back otherwise by').selectOption('Location');
  await kept.getByRole('button', { name: 'Add' }).click();
  await tab.getByLabel('A location’s products that drop to 0').fill('2.5');
  await tab.getByRole('combobox', { name: 'Price list' }).click();
  await tab.getByRole('option', { name: 'Web shop (GBP)' }).click();
  await tab.getByRole('button', { name: 'Save changes' }).click();
  await tab.getByText('Saved. It counts from now on.').waitFor();
  const [saved] = page.double.asked.filter(([name]) => name === 'settings.save');
  expect(saved?.[1]).toMatchObject({
    stock: {
      peakLocks: [
        { from: '17:30', to: '21:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], holds: 'everything' },
      ],
      buffers: { all: 2, locations: { [warehouse]: 2 }, tags: {}, skus: { 'MUG-SLT-350': 5 } },
      limits: { zeroPercent: 2.5, dropPercent: 30 },
    },
    products: { priceList: '4', limitPercent: 20 },
  });
  await tab.getByRole('button', { name: 'Remove peak lock 1' }).click();
  await tab.getByRole('button', { name: 'Remove SKU MUG-SLT-350' }).click();
  await tab.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => page.double.asked.filter(([name]) => name === 'settings.save').length).toBe(2);
  const again = page.double.asked.findLast(([name]) => name === 'settings.save');
  expect(again?.[1]).toMatchObject({ stock: { peakLocks: [], buffers: { skus: {} } } });
  expect(page.complaints).toEqual([]);
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

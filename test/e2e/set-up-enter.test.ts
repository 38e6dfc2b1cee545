import { expect, test } from 'vitest';
import { setupViews } from '../fakes/setup-views.ts';
import { pageFixture } from './page-fixture.ts';

const page = pageFixture();

test.each([
  ['store', 'Store address', 'Which ERP keeps the books?'],
  ['erp', 'Database', 'Having a look around'],
] as const)('Enter goes on where the %s is connected, and tries what was changed', async (side, field, next) => {
  page.double.change({ stage: 'none', setup: setupViews.erp });
  const tab = await page.open({}, `#/set-up/${side}`);
  await tab.getByRole('link', { name: 'Continue' }).waitFor();
  await tab.getByLabel(field).press('Enter');
  await tab.getByRole('heading', { level: 1, name: next }).waitFor();
  const tries = () => page.double.asked.filter(([name]) => name === `setup.${side}`).length;
  expect(tries()).toBe(0);
  await tab.getByRole('link', { name: 'Back' }).click();
  await tab.getByLabel(field).fill('another');
  await tab.getByLabel(field).press('Enter');
  await expect.poll(tries).toBe(1);
});

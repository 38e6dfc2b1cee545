import type { Page as Tab } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { firstRuns, idOf } from '../fakes/friday-morning.ts';
import { setupViews } from '../fakes/setup-views.ts';
import { pageFixture } from './page-fixture.ts';
import { answerNone, reopen } from './screen-states.ts';
import { firstRun, watching } from './today-states.ts';

const page = pageFixture();
const card = (tab: Tab, name: string) => tab.getByRole('region', { name });

describe('while Counterfoil only watches', () => {
  test('Today shows what would be written, adds up, and claims nothing is settled', async () => {
    const { days } = await page.double.handlers.snapshot();
    page.double.change({
      ...watching(firstRuns[0]),
      days: days.map(day => ({ ...day, written: 0, waited: 0, verdict: 'unknown' })),
    });
    const tab = await page.open();
    await card(tab, 'What would be written').getByRole('rowheader', { name: '9 would be written' }).waitFor();
    const rows = card(tab, 'Last order run').getByRole('row');
    const told = await rows.evaluateAll(all => all.map(row => [...row.children].map(cell => cell.textContent)));
    expect(told).toEqual([
      ['Looked at', '10'],
      ['Would be written', '9'],
      ['Would wait for you', '1'],
      ['Not accounted for', '0'],
    ]);
    await card(tab, 'Last order run').getByText('Only watched').waitFor();
    await card(tab, 'Needs you').getByText('1 order would wait: Ledgerly does not know CDL-FIG-220.').waitFor();
    await card(tab, 'Fourteen days').getByText('Only watching').waitFor();
    for (const wrong of ['All well', 'Nothing needs you', 'found nothing new to write', 'Look at the orders'])
      expect(await tab.getByText(wrong).count(), wrong).toBe(0);
    expect(await tab.locator('.hero .mark-ok, .empty-well, .tag-ok').count()).toBe(0);
    expect(page.complaints).toEqual([]);
  });

  test('the one filled button begins writing', async () => {
    page.double.change(watching(firstRuns[0]));
    const tab = await page.open();
    await tab.locator('.hero').getByRole('button', { name: 'Begin writing' }).click();
    await expect.poll(() => page.double.asked.map(([name]) => name)).toContain('setup.open');
    await expect.poll(() => new URL(tab.url()).hash).toBe('#/set-up/preview');
  });

  test('History says why it is empty', async () => {
    page.double.change(watching(firstRuns[0]));
    const tab = await page.open();
    await answerNone(tab);
    await reopen(tab, '#/history');
    await tab.getByText('an order has its history from when it is written').waitFor();
  });

  test('a mapping is saved for later, and no order is said to be sent', async () => {
    const { problems } = await page.double.handlers.snapshot();
    page.double.change({ ...watching(firstRuns[0]), problems });
    const tab = await page.open({}, '#/mappings/products');
    const gap = card(tab, 'Not mapped');
    await gap.getByLabel('CANDLE-FIG-220').check();
    await gap.getByRole('button', { name: 'Map it' }).click();
    await tab.getByText('CDL-FIG-220 is CANDLE-FIG-220. Saved. It is used once writing begins.').waitFor();
  });
});

describe('the first run', () => {
  test('while it is under way nothing is called settled', async () => {
    page.double.change(firstRun);
    const tab = await page.open();
    await card(tab, 'Last order run').getByText('The first run is under way').waitFor();
    await card(tab, 'Needs you').getByText('Looking…').waitFor();
    await card(tab, 'Needs you').getByText('Nothing needs you').waitFor({ state: 'detached' });
  });
});

test('how long it is until the next run is right after the page stood where nothing shows the time', async () => {
  page.double.change({ stage: 'none', setup: setupViews.nothing });
  const tab = await page.open();
  await tab.clock.install();
  await tab.reload();
  await tab.getByRole('heading', { level: 1 }).first().waitFor();
  await tab.clock.fastForward('05:00');
  page.double.change({ stage: 'own', setup: undefined });
  await reopenNothing(tab);
  await card(tab, 'Sync').getByText('in 3 min').waitFor();
});

/** The address alone changes: the page stays as it was loaded. */
const reopenNothing = (tab: Tab) => tab.evaluate("location.hash = '#/today'");

test('what happens to an order that is left waiting depends on whether anything goes on', async () => {
  const tab = await page.open({}, `#/problems/${encodeURIComponent(idOf('#1048'))}`);
  await tab.getByText('every other order goes on.').first().waitFor();
  page.double.change({ light: 'failed' });
  await tab.getByText('as all orders do while syncing rests').waitFor();
  page.double.change({ light: 'paused' });
  await tab.getByText('every other order goes on after the pause').waitFor();
});

test('a pause says when syncing goes on', async () => {
  await page.double.handlers['pause.start']('hour');
  const tab = await page.open();
  await tab.getByText('Counterfoil goes on by itself at 11:42.').waitFor();
});

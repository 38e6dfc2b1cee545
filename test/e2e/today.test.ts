import type { Page as Tab } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { DayPicture } from '../../core/model/days.ts';
import { money } from '../../core/model/money.ts';
import { pageFixture } from './page-fixture.ts';

const page = pageFixture();
const card = (tab: Tab, name: string) => tab.getByRole('region', { name });
const cells = (tab: Tab, row: string) =>
  card(tab, 'Today so far').getByRole('row', { name: row }).getByRole('cell').allInnerTexts();

describe('Today so far', () => {
  test('the parts make up what came in, and the double rule stands under what agrees', async () => {
    const tab = await page.open();
    await expect.poll(() => cells(tab, 'Came in on Shopify')).toEqual(['23', '£1,486.20']);
    expect(await cells(tab, 'Written to Odoo')).toEqual(['18', '£1,036.90']);
    expect(await cells(tab, 'Waiting for you')).toEqual(['4', '£387.35']);
    expect(await cells(tab, 'Waiting by themselves')).toEqual(['1', '£61.95']);
    expect(await cells(tab, 'Not accounted for')).toEqual(['0', '£0.00']);
    expect(await card(tab, 'Today so far').locator('.agree').count()).toBe(2);
    expect(await card(tab, 'Today so far').getByText('Left out').count()).toBe(0);
    expect(page.complaints).toEqual([]);
  });

  test('what does not agree has no double rule, every currency has its line, and what is not known is said', async () => {
    const { today } = await page.double.handlers.snapshot();
    const foreign = money('12.00', 'EUR');
    page.double.change({
      today: {
        ...today,
        cameIn: { orders: 24, money: [...today.cameIn.money, foreign] },
        unaccounted: { orders: 1, money: [money('-14.00', 'GBP'), foreign] },
        unknown: 2,
      },
    });
    const tab = await page.open();
    await expect.poll(() => cells(tab, 'Came in on Shopify')).toEqual(['24', '£1,486.20\nEUR 12.00']);
    expect(await cells(tab, 'Not accounted for')).toEqual(['1', '\u2212£14.00\nEUR 12.00']);
    expect(await card(tab, 'Today so far').locator('.agree').count()).toBe(0);
    await card(tab, 'Today so far').getByText('2 orders of which the day or the total is not known').waitFor();
  });

  test('before anything was read it says so, and shows what a first sync has brought so far', async () => {
    const { today } = await page.double.handlers.snapshot();
    const none = { ...today, cameIn: { orders: 0, money: [money('0', 'GBP')] } };
    page.double.change({ lastRun: undefined, runs: [], today: none });
    const tab = await page.open();
    await card(tab, 'Today so far').getByText('Nothing of today has been read yet').waitFor();
    page.double.change({ today });
    await expect.poll(() => cells(tab, 'Came in on Shopify')).toEqual(['23', '£1,486.20']);
  });

  test('figures of before a sync that stopped are told as of when they are', async () => {
    const { runs, lastRun } = await page.double.handlers.snapshot();
    const stopped = lastRun && { ...lastRun, run: 'run-stopped', end: 'stopped' as const, words: 'No answer.' };
    if (stopped) page.double.change({ lastRun: stopped, runs: [stopped, ...runs] });
    const tab = await page.open();
    await card(tab, 'Today so far').getByText('as of 10:40').waitFor();
    await card(tab, 'Fourteen days').getByText('as of 10:40').waitFor();
  });
});

describe('Needs you', () => {
  test('orders that one remedy sets free stand together, with the money that waits', async () => {
    const tab = await page.open();
    const row = card(tab, 'Needs you').getByRole('listitem').filter({ hasText: 'CDL-FIG-220' });
    await expect.poll(() => row.count()).toBe(1);
    expect(await row.innerText()).toMatch(/Orders #1048 and #1051 wait\.\s+38 min\s+£143\.85/);
    expect(await card(tab, 'Needs you').getByRole('listitem').count()).toBe(4);
    await row.getByRole('link').click();
    await tab.getByRole('heading', { level: 1, name: 'Problems' }).waitFor();
  });
});

describe('Fourteen days', () => {
  test('one bar a day at real pixel width, in a sentence and as a table', async () => {
    const tab = await page.open();
    const chart = card(tab, 'Fourteen days').getByRole('img');
    const said = 'Orders a day, 14 to 27 November: from 15 on 17 November to 41 on 26 November.';
    await expect.poll(() => chart.getAttribute('aria-label')).toBe(`${said} No day has been compared yet.`);
    expect(await chart.locator('.chart-bar').count()).toBe(14);
    expect(await chart.locator('.chart-hatch').count()).toBe(4);
    expect(await chart.locator('.chart-told').allTextContents()).toEqual(['15', '41', '22', '27']);
    const drawn = await tab.evaluate(`(() => {
      const svg = document.querySelector('.chart');
      const hatches = [...svg.querySelectorAll('.chart-hatch')].map(one => one.getBBox().height);
      const { fontSize } = getComputedStyle(svg.querySelector('text'));
      return { scale: svg.getBoundingClientRect().width / svg.width.baseVal.value, fontSize, least: Math.min(...hatches) };
    })()`);
    // The hatch and the line around it: five pixels.
    expect(drawn).toEqual({ scale: 1, fontSize: '11px', least: expect.closeTo(4, 0) });
    await tab.getByRole('button', { name: 'Show as table' }).click();
    const table = tab.getByRole('table', { name: 'Fourteen days' });
    await expect.poll(() => table.getByRole('row').count()).toBe(15);
    expect(await table.getByRole('row').nth(1).getByRole('cell').allInnerTexts()).toEqual([
      '18',
      '4',
      '22',
      'Still open',
    ]);
    expect(await table.getByText('Not compared').count()).toBe(13);
    expect(await table.getByText('Agreed').count()).toBe(0);
    await tab.getByRole('button', { name: 'Show as table' }).click();
    await chart.waitFor();
    expect(page.complaints).toEqual([]);
  });

  test('a day has the mark of its check and no other', async () => {
    const { days } = await page.double.handlers.snapshot();
    const verdicts: Readonly<Record<string, DayPicture['verdict']>> = {
      '2026-11-25': 'agreed',
      '2026-11-26': 'differs',
    };
    page.double.change({ days: days.map(day => ({ ...day, verdict: verdicts[day.day] ?? day.verdict })) });
    const tab = await page.open();
    const chart = card(tab, 'Fourteen days').getByRole('img');
    await expect.poll(() => chart.locator('.chart-agreed').count()).toBe(1);
    expect(await chart.locator('.chart-differs').count()).toBe(1);
    expect(await chart.locator('.chart-open').count()).toBe(1);
    expect(await chart.getAttribute('aria-label')).toContain('2 of these days were compared, and 1 differ');
  });

  test('without an order it says so in words', async () => {
    const { days } = await page.double.handlers.snapshot();
    page.double.change({ days: days.map(day => ({ ...day, written: 0, waited: 0 })) });
    const tab = await page.open();
    await card(tab, 'Fourteen days').getByText('No orders in these fourteen days').waitFor();
    expect(await card(tab, 'Fourteen days').getByRole('img').count()).toBe(0);
  });
});

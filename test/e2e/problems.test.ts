import type { Page as Tab } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { focused, pageFixture } from './page-fixture.ts';

const page = pageFixture();
const idOf = (number: number): string => `gid://shopify/Order/${5_000_000 + number}`;
const asked = (name: string) => page.double.asked.filter(([request]) => request === name);

async function open(): Promise<Tab> {
  const tab = await page.open();
  await tab.keyboard.press('Alt+2');
  await tab.getByRole('heading', { level: 1, name: 'Problems' }).waitFor();
  return tab;
}
const row = (tab: Tab, number: number) => tab.locator(`a[data-row="${idOf(number)}"]`);
const bar = (tab: Tab) => tab.getByRole('group', { name: 'What is selected' });

describe('many problems at once', () => {
  test('are selected by mouse and retried as one run, with progress and outcome said', async () => {
    const tab = await open();
    await tab.getByLabel(/^Select #1048/).check();
    await tab.getByLabel(/^Select #1053/).check();
    await bar(tab).getByText('2 selected').waitFor();
    await Promise.all([
      tab.getByText('Retrying 2 orders, 1 of 2').waitFor(),
      bar(tab).getByRole('button', { name: 'Retry' }).click(),
    ]);
    await tab.getByText('#1048 and #1053 wait for you.').waitFor();
    expect(asked('orders.retry')).toEqual([['orders.retry', [idOf(1048), idOf(1053)]]]);
    expect(asked('order.retry')).toEqual([]);
    expect(page.complaints).toEqual([]);
  });

  test('of one cause are retried together, or selected together', async () => {
    const tab = await open();
    await row(tab, 1051).click();
    await tab.getByRole('button', { name: 'Retry all 2' }).click();
    await tab.getByText('#1051 and #1048 wait for you.').waitFor();
    await tab.getByRole('button', { name: 'Select all 2' }).click();
    await bar(tab).getByText('2 selected').waitFor();
    await expect.poll(() => tab.getByLabel(/^Select #1048/).isChecked()).toBe(true);
    await row(tab, 1044).click();
    await expect.poll(() => tab.getByRole('button', { name: /^Retry all/ }).count()).toBe(0);
  });

  test('all that the search finds are selected, and cleared', async () => {
    const tab = await open();
    await tab.getByLabel('Search problems').fill('CDL-FIG');
    await tab.getByLabel('Select all 2').check();
    await bar(tab).getByText('2 selected').waitFor();
    await tab.getByLabel('Search problems').fill('');
    await expect.poll(() => tab.evaluate('document.querySelector(".select-all input").indeterminate')).toBe(true);
    await bar(tab).getByRole('button', { name: 'Clear' }).click();
    expect(await bar(tab).count()).toBe(0);
  });

  test('age and urgency stand at each', async () => {
    const tab = await open();
    expect(await row(tab, 1044).innerText()).toMatch(/2 h\s+Urgent/);
    expect(await row(tab, 1053).innerText()).not.toContain('Urgent');
    await row(tab, 1053).click();
    await expect.poll(() => tab.locator('.problem .scroll').innerText()).toMatch(/Within a day\s+Since .*12 min/);
  });
});

describe('ignoring', () => {
  test('asks why, leaves the orders out, and takes it back', async () => {
    const tab = await open();
    await tab.getByLabel('Select all 5').check();
    await bar(tab).getByRole('button', { name: 'Ignore…' }).click();
    const dialog = tab.getByRole('dialog', { name: 'Ignore 4 orders?' });
    await dialog.getByText('#1031 stays here: it is in the books already.').waitFor();
    await expect.poll(() => dialog.innerText()).toContain('personal data');
    const sure = dialog.getByRole('button', { name: 'Ignore 4 orders' });
    await dialog.getByLabel('Reason').fill('   ');
    await expect.poll(() => sure.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').press('Enter');
    await expect.poll(() => dialog.isVisible()).toBe(true);
    await dialog.getByLabel('Reason').fill('Staff test');
    await sure.click();
    await tab.getByText('4 orders are left out.').waitFor();
    await expect.poll(() => tab.getByLabel('1 open').innerText()).toBe('1');
    expect(asked('orders.ignore')[0]).toEqual(['orders.ignore', [1044, 1048, 1051, 1053].map(idOf), 'Staff test']);
    await tab.getByRole('button', { name: 'Undo' }).click();
    await tab.getByText('4 orders wait for you.').waitFor();
    await expect.poll(() => tab.getByLabel('5 open').innerText()).toBe('5');
    expect(page.complaints).toEqual([]);
  });

  test('one, from its slip; its history says why and looks at it again', async () => {
    const tab = await open();
    await row(tab, 1053).click();
    await tab.locator('.problem footer').getByRole('button', { name: 'Ignore…' }).click();
    await tab.getByRole('dialog', { name: 'Ignore #1053?' }).getByLabel('Reason').fill('Paid by hand');
    await tab.keyboard.press('Enter');
    await tab.getByText('#1053 is left out.').waitFor();
    await tab.locator('.toasts').getByRole('link', { name: 'See its history' }).click();
    await tab.getByRole('heading', { name: 'Ignored: Paid by hand' }).waitFor();
    await tab.getByRole('button', { name: 'Look at it again' }).click();
    await tab.getByText('#1053 still waits for you.').waitFor();
    await tab.getByRole('button', { name: 'Retry' }).waitFor();
  });

  test('is not offered for what is in the books, and a refusal says why', async () => {
    const tab = await open();
    await row(tab, 1031).click();
    await tab.getByRole('button', { name: 'Leave as it is…' }).waitFor();
    await expect.poll(() => tab.getByRole('button', { name: 'Ignore…' }).count()).toBe(0);
    await tab.getByLabel(/^Select #1031/).check();
    expect(await bar(tab).getByRole('button', { name: 'Ignore…' }).isDisabled()).toBe(true);
    await row(tab, 1053).click();
    page.double.failNext('orders.ignore', new SyncError('transient', 'disk-full', 'The disk is full.'));
    await tab.locator('.problem footer').getByRole('button', { name: 'Ignore…' }).click();
    await tab.getByLabel('Reason').fill('A test');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText('The disk is full.').waitFor();
    expect(await row(tab, 1053).count()).toBe(1);
  });

  test('by keyboard alone: Space, R, I and Esc, and the focus stays in the list', async () => {
    const tab = await open();
    await row(tab, 1048).focus();
    await tab.keyboard.press('Space');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Space');
    await bar(tab).getByText('2 selected').waitFor();
    await tab.keyboard.press('r');
    await tab.getByText('#1048 and #1051 wait for you.').waitFor();
    await tab.keyboard.press('Space');
    await bar(tab).getByText('1 selected').waitFor();
    await tab.keyboard.press('Escape');
    expect(await bar(tab).count()).toBe(0);
    await tab.keyboard.press('i');
    await tab.getByRole('dialog', { name: 'Ignore #1051?' }).waitFor();
    await tab.keyboard.press('Escape');
    await expect.poll(() => focused(tab)).toContain('#1051');
    await tab.keyboard.press('i');
    await tab.getByRole('dialog', { name: 'Ignore #1051?' }).waitFor();
    await expect.poll(() => tab.evaluate('document.activeElement.tagName')).toMatch(/INPUT|TEXTAREA/);
    await tab.keyboard.type('Given away');
    await tab.keyboard.press('Enter');
    await tab.getByText('#1051 is left out.').waitFor();
    await expect.poll(() => focused(tab)).toContain('#1053');
    expect(page.complaints).toEqual([]);
  });
});

describe('the list’s keys', () => {
  test('Shift+R looks at the one with the focus, whatever is selected', async () => {
    const tab = await open();
    await row(tab, 1048).focus();
    await tab.keyboard.press('Space');
    await row(tab, 1053).focus();
    await tab.keyboard.press('Shift+R');
    await tab.getByText('#1053 still waits for you.').waitFor();
    expect(asked('order.retry')).toEqual([['order.retry', idOf(1053)]]);
    expect(asked('orders.retry')).toEqual([]);
  });

  test.each([1048, 1053])('M opens #%s and leads to its mapping field', async number => {
    const tab = await open();
    await row(tab, number).focus();
    await tab.keyboard.press('m');
    await tab
      .getByRole('article')
      .getByRole('link', { name: `#${number}` })
      .first()
      .waitFor();
    await expect.poll(() => tab.evaluate('document.activeElement.hasAttribute("data-mapping")')).toBe(true);
    await tab.keyboard.type('cand');
    await expect.poll(() => asked('mapping.choices').some(([, , search]) => search === 'cand')).toBe(true);
    expect(await tab.evaluate('document.activeElement.value')).toBe('cand');
    expect(page.complaints).toEqual([]);
  });

  test('M on what misses no mapping opens it and takes the focus to its title', async () => {
    const tab = await open();
    await row(tab, 1044).focus();
    await tab.keyboard.press('m');
    await expect.poll(() => focused(tab)).toContain('#1044 is held');
  });

  test('Down leads from the search field into the list, here and in History', async () => {
    const tab = await open();
    await tab.getByLabel('Search problems').focus();
    await tab.keyboard.press('ArrowDown');
    await expect.poll(() => focused(tab)).toContain('#1031');
    await tab.keyboard.press('Alt+3');
    await tab.getByLabel('Search history').fill('1042');
    await tab.getByRole('status').getByText('1 order', { exact: true }).waitFor();
    await tab.keyboard.press('ArrowDown');
    await expect.poll(() => focused(tab)).toContain('#1042');
    await tab.keyboard.press('Enter');
    await tab.getByRole('article', { name: '#1042' }).waitFor();
  });
});

test.each([
  ['light', 960, 640],
  ['dark', 1280, 800],
] as const)('in %s at %i x %i nothing spills over while many are selected', async (colorScheme, width, height) => {
  const tab = await page.open({ colorScheme, viewport: { width, height } });
  await tab.keyboard.press('Alt+2');
  await tab.getByLabel('Select all 5').check();
  await bar(tab).waitFor();
  await expect.poll(() => tab.evaluate(spilling)).toEqual([]);
});

/** Boxes that are wider than what holds them, other than by their own wish. */
const spilling = `[...document.querySelectorAll('.rail *, main, main *')]
  .filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0
    && getComputedStyle(box).textOverflow !== 'ellipsis' && getComputedStyle(box).display !== 'inline'
    && box.tagName !== 'INPUT' && !box.closest('svg'))
  .map(box => box.tagName + '.' + box.className)`;

import type { Page as Tab } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { pageFixture, token } from './page-fixture.ts';

const page = pageFixture();
let tab: Tab;

const go = (name: string) => tab.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name }).click();
const text = (of: string) => tab.locator(of).innerText();

describe('the window', () => {
  test('opens by its link, keeps no token in the address, and opens again without it', async () => {
    tab = await page.open();
    expect(new URL(tab.url()).search).toBe('');
    await tab.goto(new URL('/', page.served.url).href);
    await tab.getByRole('heading', { level: 1, name: 'Friday 27 November' }).waitFor();
    expect(page.complaints).toEqual([]);
  });

  test('another browser without the link is told what to do', async () => {
    const context = await page.browser.newContext();
    const stranger = await context.newPage();
    await stranger.goto(new URL('/', page.served.url).href);
    expect(await stranger.getByRole('heading', { level: 1 }).innerText()).toBe('Open Counterfoil by its link');
    await context.close();
  });

  test('a breach of the content policy would be noticed', async () => {
    tab = await page.open();
    await tab.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p>')`);
    await expect.poll(() => page.complaints.join()).toContain('Content Security Policy');
  });
});

describe('Today', () => {
  test('answers first, then shows last and next run and counts that add up', async () => {
    tab = await page.open();
    await expect.poll(() => text('.hero .say')).toBe('5 orders need you. Everything else is in Odoo.');
    const foot = tab.getByRole('region', { name: 'Sync' });
    await expect.poll(() => foot.innerText()).toMatch(/Running\s+Last sync\s+10:40\s+Next\s+10:45, in 3 min/);
    const strip = await tab.locator('.strip b').allInnerTexts();
    expect(strip).toEqual(['247', '4', '1', '2', '2', '256']);
    const last = tab.getByRole('table', { name: 'Orders of the last run' });
    await expect.poll(() => last.getByRole('cell').allInnerTexts()).toEqual(['9', '3', '3', '1', '2', '0']);
    await expect.poll(() => last.locator('.agree').count()).toBe(1);
    expect(page.complaints).toEqual([]);
  });

  test('says what a run leaves unexplained', async () => {
    const { lastRun } = await page.double.handlers.snapshot();
    if (lastRun) page.double.change({ lastRun: { ...lastRun, counts: { ...lastRun.counts, seen: 12 } } });
    tab = await page.open();
    const last = tab.getByRole('table', { name: 'Orders of the last run' });
    const sum = last.getByRole('row', { name: 'Not accounted for' });
    await expect.poll(() => sum.getByRole('cell').innerText()).toBe('3');
    await expect.poll(() => sum.locator('.agree').count()).toBe(0);
  });

  test('Sync now runs once, shows the progress and the new last run', async () => {
    tab = await page.open();
    const button = tab.getByRole('button', { name: 'Sync now' });
    await Promise.all([tab.getByText(/Looking at #10\d\d, \d of 9/).waitFor(), button.dblclick()]);
    await tab.locator('.runs tbody tr').nth(7).waitFor();
    await expect.poll(() => text('.runs tbody tr:first-child')).toMatch(/10:42\s+You asked\s+9\s+2/);
    expect(page.double.asked.filter(([name]) => name === 'run.now')).toHaveLength(1);
    expect(page.complaints).toEqual([]);
  });

  test('all well, nothing yet, and what affects the whole app', async () => {
    page.double.change({
      problems: [],
      light: 'ok',
      verdict: 'All well: every order is in Odoo.',
      runs: [],
      lastRun: undefined,
    });
    tab = await page.open();
    await tab.getByText('Nothing needs you').waitFor();
    await tab.getByText('No run yet').waitFor();
    const banner = { explanation: 'Since 10:12.', button: { words: 'Try now', request: 'resume' } } as const;
    page.double.change({
      banners: [
        { ...banner, code: 'a', severity: 'note', title: 'A note.' },
        { ...banner, code: 'b', severity: 'attention', title: 'Second.' },
        { ...banner, code: 'c', severity: 'failed', title: 'Odoo does not answer.' },
      ],
    });
    await expect.poll(() => tab.locator('.banner b').allInnerTexts()).toEqual(['Odoo does not answer.', 'Second.']);
    await tab.getByRole('button', { name: 'Try now' }).first().click();
    await expect.poll(() => tab.locator('.banner').count()).toBe(0);
    expect(page.double.asked.map(([name]) => name)).toContain('resume');
  });
});

describe('when all syncing rests', () => {
  test('the one filled button tries again and says what came of it, and no next run is promised', async () => {
    const button = { words: 'Try again', request: 'resume' } as const;
    const halt = {
      code: 'shop-token-refused',
      severity: 'failed',
      title: 'No way in.',
      explanation: '',
      button,
    } as const;
    const { lastRun } = await page.double.handlers.snapshot();
    const stopped = lastRun && { ...lastRun, end: 'stopped' as const, words: 'Shopify refuses the token.' };
    page.double.change({ light: 'failed', verdict: 'All syncing rests.', nextRunAt: undefined, banners: [halt] });
    tab = await page.open();
    await expect.poll(() => tab.locator('.hero').getByRole('link').count()).toBe(0);
    await expect.poll(() => text('.hero')).toContain('The next run: once mended.');
    await expect.poll(() => tab.getByRole('region', { name: 'Sync' }).innerText()).toMatch(/Next\s+once mended/);
    page.double.failNext('resume', new SyncError('busy', 'busy', 'Odoo is busy.', { nextStep: 'Close it.' }));
    await tab.locator('.hero').getByRole('button', { name: 'Try again' }).click();
    await tab.locator('.toasts').getByText('Odoo is busy. Close it.').waitFor();
    await tab.locator('.banner').getByRole('button', { name: 'Try again' }).click();
    await tab.locator('.toasts').getByText('Tried again, and it went through.').waitFor();
    const again = { ...halt, button: { ...button, request: 'run.now' } } as const;
    page.double.change({ banners: [again], lastRun: stopped });
    await tab.locator('.banner').getByRole('button', { name: 'Try again' }).click();
    await tab.locator('.toasts').getByText('it stopped: Shopify refuses the token.').waitFor();
    expect(page.complaints).toEqual([]);
  });
});

describe('Problems', () => {
  test('a missing VAT rate is mapped by searching, and the order goes through', async () => {
    tab = await page.open();
    await go('Problems');
    await tab.getByRole('link', { name: /VAT rate 5% is not mapped/ }).click();
    await expect.poll(() => tab.evaluate('document.activeElement.textContent')).toBe('VAT rate 5% is not mapped');
    const map = tab.getByRole('button', { name: 'Map VAT rate' });
    await expect.poll(() => map.isDisabled()).toBe(true);
    await tab.getByRole('button', { name: 'Retry #1053' }).click();
    await tab.getByText('#1053 still waits for you.').waitFor();
    await tab.getByLabel(/Which tax of Odoo is VAT 5% in United Kingdom/).fill('5%');
    await tab.getByRole('option', { name: 'VAT5 · 5% S (sales)' }).click();
    await map.click();
    await tab.getByText('VAT 5% in United Kingdom is VAT5 from now on.').waitFor();
    await tab.getByRole('heading', { name: '#1053 is settled' }).waitFor();
    await expect.poll(() => tab.getByLabel('4 open').innerText()).toBe('4');
    expect(page.double.asked).toContainEqual([
      'mapping.add',
      { missing: { kind: 'tax', country: 'GB', rate: '0.05', pricesIncludeTax: true, title: 'VAT' }, code: 'VAT5' },
    ]);
    await tab.getByRole('main').getByRole('link', { name: 'See its history' }).click();
    await tab.getByRole('heading', { name: 'Sales order S01053 posted to Odoo' }).waitFor();
    expect(page.complaints).toEqual([]);
  });

  test('a mapping that fails says why and stays', async () => {
    tab = await page.open();
    await go('Problems');
    await tab.getByRole('link', { name: /VAT rate 5% is not mapped/ }).click();
    page.double.failNext(
      'mapping.add',
      new SyncError('busy', 'erp-busy', 'Odoo is busy.', { nextStep: 'Try once more.' }),
    );
    await tab.getByLabel(/Which tax/).click();
    await tab.getByRole('option', { name: /^VAT5/ }).click();
    await tab.getByRole('button', { name: 'Map VAT rate' }).click();
    await tab.getByRole('alert').getByText('Odoo is busy. Try once more.').waitFor();
    await tab.getByRole('button', { name: 'Map VAT rate' }).click();
    await tab.getByRole('heading', { name: '#1053 is settled' }).waitFor();
  });

  test('a held order is imported only after a second word', async () => {
    tab = await page.open();
    await go('Problems');
    await tab.getByRole('link', { name: /#1044 is held/ }).click();
    await tab.getByRole('button', { name: 'Import it anyway' }).click();
    await tab.getByRole('dialog', { name: 'Import #1044 anyway?' }).waitFor();
    await tab.keyboard.press('Escape');
    expect(page.double.asked.map(([name]) => name)).not.toContain('order.decide');
    await tab.getByRole('button', { name: 'Import it anyway' }).click();
    await tab.getByRole('button', { name: 'Import #1044', exact: true }).click();
    await tab.getByText('#1044 is in Odoo as S01044.').waitFor();
    expect(page.double.asked.find(([name]) => name === 'order.decide')?.[2]).toBe('accept-risk');
  });

  test('works by keyboard alone', async () => {
    tab = await page.open();
    await tab.keyboard.press('Alt+2');
    await tab.getByRole('heading', { level: 1, name: 'Problems' }).waitFor();
    await tab.locator('.list a[data-row]').first().focus();
    await tab.keyboard.press('End');
    await tab.keyboard.press('r');
    await tab.getByText('#1053 still waits for you.').waitFor();
    await tab.keyboard.press('Enter');
    await expect.poll(() => tab.evaluate('document.activeElement.textContent')).toBe('VAT rate 5% is not mapped');
    await tab.keyboard.press('Escape');
    await expect.poll(() => tab.evaluate('document.activeElement.textContent')).toContain('#1053 (GB)');
    await tab.keyboard.press('m');
    await tab.getByRole('option', { name: /^VAT5/ }).waitFor();
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('Control+k');
    await expect.poll(() => tab.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Search problems');
  });
});

describe('History', () => {
  test('an order is found by number, and its trace shows before and after', async () => {
    tab = await page.open();
    await tab.keyboard.press('Alt+3');
    await tab.getByLabel('Search history').fill('1042');
    await tab.getByText('1 order', { exact: true }).waitFor();
    await tab.getByRole('link', { name: /#1042/ }).click();
    const step = tab.getByRole('listitem').filter({ hasText: 'Sales order S01042 posted to Odoo' });
    await expect.poll(() => step.getByRole('row', { name: /^total/i }).innerText()).toMatch(/Total\s+none\s+£61\.95/);
    await expect.poll(() => step.getByRole('row', { name: /^day/i }).innerText()).toContain('27 November 2026');
    await expect.poll(() => step.getByRole('row', { name: /^Customer/ }).innerText()).toContain('personal, not kept');
    const details = step.getByText('Details for whoever knows the ERP');
    await expect.poll(() => step.getByText('run-2', { exact: true }).isVisible()).toBe(false);
    await details.click();
    await expect.poll(() => step.getByText('run-2', { exact: true }).isVisible()).toBe(true);
    const seqs = await tab.locator('.trace .serial:last-child').allInnerTexts();
    expect(seqs).toEqual([...seqs].toSorted().toReversed());
    expect(page.complaints).toEqual([]);
  });

  test('an order that cannot be read says so, and again helps', async () => {
    tab = await page.open();
    page.double.failNext('order.trace', new SyncError('bug', 'journal', 'A stub cannot be read.'));
    await tab.goto(`${new URL('/', page.served.url).href}#/history/%231042`);
    await tab.getByText('A stub cannot be read.').waitFor();
    await tab.getByRole('button', { name: 'Try again' }).click();
    await tab.getByRole('heading', { name: 'All of #1042 is in Odoo' }).waitFor();
  });
});

describe('when the agent goes away', () => {
  test('figures stay with their time, buttons rest, and it comes back by itself', async () => {
    tab = await page.open();
    const port = Number(new URL(page.served.url).port);
    await page.served.close();
    await tab.getByText('What you see is as of 10:42. If it is only busy').waitFor();
    await expect.poll(() => text('.hero')).not.toContain('10:45');
    await expect.poll(() => tab.getByRole('region', { name: 'Sync' }).innerText()).toMatch(/Next\s+not known/);
    await expect.poll(() => text('.hero .figure')).toBe('5');
    await expect.poll(() => tab.getByRole('button', { name: 'Sync now' }).isDisabled()).toBe(true);
    await page.serve({ port });
    await expect.poll(() => tab.locator('.banner').count(), { timeout: 10_000 }).toBe(0);
    await expect.poll(() => tab.getByRole('button', { name: 'Sync now' }).isDisabled()).toBe(false);
  });

  test('started anew with another link, it says so', async () => {
    tab = await page.open();
    const port = Number(new URL(page.served.url).port);
    await page.served.close();
    await page.serve({ port, token: `another-${token}` });
    await tab.getByText('Counterfoil was started anew.').waitFor({ timeout: 10_000 });
  });
});

describe.each([
  ['light', 960, 640],
  ['dark', 960, 640],
  ['dark', 1280, 800],
] as const)('in %s at %i x %i', (colorScheme, width, height) => {
  test('nothing spills over, every control has a name, the look follows the system', async () => {
    tab = await page.open({ colorScheme, viewport: { width, height } });
    const ground = await tab.evaluate('getComputedStyle(document.querySelector("main")).backgroundColor');
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(24, 33, 36)' : 'rgb(252, 253, 251)');
    for (const address of ['today', 'problems', 'history', 'history/%231042', 'history/%231031']) {
      await tab.goto(`${new URL('/', page.served.url).href}#/${address}`);
      await tab.getByRole('heading', { level: 1 }).waitFor();
      await tab.waitForLoadState('networkidle').catch(() => {});
      await expect.poll(() => tab.evaluate(spilling), { message: address }).toEqual([]);
      await expect.poll(() => tab.evaluate(nameless), { message: address }).toEqual([]);
    }
    expect(page.complaints).toEqual([]);
  });
});

/** Boxes that are wider than what holds them, other than by their own wish. */
const spilling = `[...document.querySelectorAll('body, main, main *')]
  .filter(box => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0
    && getComputedStyle(box).textOverflow !== 'ellipsis' && getComputedStyle(box).display !== 'inline'
    && box.tagName !== 'INPUT' && !box.closest('svg'))
  .map(box => box.tagName + '.' + box.className)`;
const nameless = `[...document.querySelectorAll('a, button, input, select')]
  .filter(one => !(one.innerText || one.getAttribute('aria-label') || one.labels?.length || one.title).toString().trim())
  .map(one => one.outerHTML)`;

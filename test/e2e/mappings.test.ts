import { readFile } from 'node:fs/promises';
import type { Page as Tab } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import type { Missing } from '../../core/model/problem.ts';
import { focused, pageFixture } from './page-fixture.ts';

const page = pageFixture();
const asked = (name: string) => page.double.asked.filter(([request]) => request === name);
const item = (sku: string): Missing => ({ kind: 'item', sku, title: '' });
const gap = (tab: Tab) => tab.getByRole('region', { name: 'Not mapped' });
const row = (tab: Tab, name: string | RegExp) => tab.getByRole('row', { name });
const changes = (tab: Tab) => tab.getByRole('region', { name: 'Changed by hand' });

async function open(kind = 'products'): Promise<Tab> {
  const tab = await page.open({}, `#/mappings/${kind}`);
  await tab.getByRole('navigation', { name: 'Kinds of mapping' }).waitFor();
  return tab;
}

describe('what orders wait for', () => {
  test('comes first with look-alikes, of which none is chosen by itself, and both orders are sent with one click', async () => {
    const tab = await open();
    const send = gap(tab).getByRole('button', { name: 'Map and send both' });
    await gap(tab).getByLabel('CANDLE-FIG-220').waitFor();
    expect(await gap(tab).getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await send.isDisabled()).toBe(true);
    await gap(tab).getByLabel('CANDLE-FIG-220').check();
    await send.click();
    await tab.getByText('CDL-FIG-220 is CANDLE-FIG-220 from now on. #1048 and #1051 are in Odoo.').waitFor();
    await expect.poll(() => gap(tab).count()).toBe(0);
    await row(tab, /^CDL-FIG-220.*by hand, today, Office PC/).waitFor();
    await expect.poll(() => focused(tab)).toBe('Mappings');
    await expect
      .poll(() => changes(tab).getByRole('row').nth(1).innerText())
      .toMatch(/CDL-FIG-220\s+not mapped\s+CANDLE-FIG-220\s+Office PC/);
    expect(page.complaints).toEqual([]);
  });

  test('may be another item than the look-alikes, by its name', async () => {
    const tab = await open();
    await gap(tab).getByLabel('Another item…').check();
    await gap(tab).getByPlaceholder('Search code or name').fill('slate');
    await tab.getByRole('option', { name: 'MUG-SLT-350' }).click();
    await gap(tab).getByRole('button', { name: 'Map and send both' }).click();
    await expect.poll(() => asked('mapping.add')).toMatchObject([['mapping.add', { code: 'MUG-SLT-350' }]]);
  });

  test('is linked both ways with its problem', async () => {
    const tab = await page.open({}, '#/problems');
    await tab.locator('.pickable').getByText('Odoo does not know CDL-FIG-220').first().click();
    await tab.getByRole('link', { name: 'Open it in Mappings' }).click();
    await gap(tab).getByRole('heading', { name: 'CDL-FIG-220' }).waitFor();
    await gap(tab).getByRole('link', { name: '#1051' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Problems' }).waitFor();
    await tab.getByRole('article').getByRole('link', { name: '#1051' }).waitFor();
  });

  test('stays with the reason where it could not be mapped, and with a note while syncing is paused', async () => {
    const tab = await open('taxes');
    await gap(tab).getByLabel('VAT5').check();
    page.double.failNext('mapping.add', new SyncError('rejected', 'slip', 'The file cannot be written.'));
    await gap(tab).getByRole('button', { name: 'Map and send 1 order' }).click();
    await gap(tab).getByRole('alert').getByText('The file cannot be written.').waitFor();
    await page.double.handlers['pause.start']('hour');
    await gap(tab).getByText('Syncing is paused: what waits follows when it goes on.').waitFor();
    await gap(tab).getByRole('button', { name: 'Map it' }).waitFor();
  });
});

describe('what is mapped', () => {
  test('to a tax of another rate is warned of before it is saved, and on its row', async () => {
    const tab = await open('taxes');
    const name = 'Change 20% in United Kingdom, prices with VAT';
    await tab.getByRole('button', { name }).click();
    const change = tab.getByRole('dialog', { name });
    const field = change.getByPlaceholder('Search code or name');
    expect(await tab.getByRole('option').count()).toBe(0);
    await field.click();
    await tab.getByRole('option', { name: 'VAT20' }).click();
    expect(await change.getByText('instead of').count()).toBe(0);
    await field.click();
    await tab.getByRole('option', { name: 'VAT0' }).click();
    await change.getByText('another rate: 0% instead of 20%').waitFor();
    await change.getByRole('button', { name }).click();
    await row(tab, /^20% in United Kingdom.*VAT0.*another rate: 0% instead of 20%/).waitFor();
    expect(await row(tab, /^0% in any other country/).innerText()).not.toContain('another rate');
    expect(page.complaints).toEqual([]);
  });

  test('is changed, removed and brought back, each kept with before and after', async () => {
    const tab = await open();
    await tab.getByRole('button', { name: 'Change GFT-WRP' }).click();
    const change = tab.getByRole('dialog', { name: 'Change GFT-WRP' });
    await change.getByPlaceholder('Search code or name').click();
    await tab.getByRole('option', { name: 'MUG-SLT-350' }).click();
    await change.getByRole('button', { name: 'Change GFT-WRP' }).click();
    await row(tab, /^GFT-WRP.*MUG-SLT-350.*by hand, today/).waitFor();

    await tab.getByRole('button', { name: 'Remove GFT-WRP' }).click();
    const remove = tab.getByRole('dialog', { name: 'Remove GFT-WRP?' });
    await expect.poll(() => remove.innerText()).toContain('the next order that contains it waits for you');
    await remove.getByRole('button', { name: 'Remove GFT-WRP' }).click();
    await expect.poll(() => tab.getByRole('button', { name: 'Change GFT-WRP' }).count()).toBe(0);
    await tab.getByRole('button', { name: 'Undo' }).click();
    await tab.getByRole('button', { name: 'Change GFT-WRP' }).waitFor();
    await expect
      .poll(() => changes(tab).locator('tbody tr').allInnerTexts())
      .toEqual([
        expect.stringMatching(/not mapped\s+MUG-SLT-350/),
        expect.stringMatching(/MUG-SLT-350\s+removed/),
        expect.stringMatching(/SERVICE-WRAP\s+MUG-SLT-350/),
        expect.stringMatching(/SERVICE\s+SERVICE-WRAP/),
        expect.stringMatching(/not mapped\s+SERVICE/),
      ]);
    expect(page.complaints).toEqual([]);
  });

  test('is added by keyboard alone, and Esc closes the list of choices before the dialog', async () => {
    const tab = await open('taxes');
    await tab.getByRole('button', { name: 'Add…' }).focus();
    await tab.keyboard.press('Enter');
    const dialog = tab.getByRole('dialog', { name: 'Map a VAT rate' });
    await dialog.getByRole('textbox', { name: 'Country' }).fill('ie');
    await dialog.getByLabel('Rate in percent').fill('13.5');
    const choice = dialog.getByPlaceholder('Search code or name');
    await choice.focus();
    await tab.keyboard.press('ArrowDown');
    const option = dialog.getByRole('listbox').getByRole('option', { name: 'VAT5' });
    await option.waitFor();
    await tab.keyboard.press('Escape');
    await expect.poll(() => option.isVisible()).toBe(false);
    expect(await dialog.isVisible()).toBe(true);
    await choice.fill('VAT5');
    await expect.poll(() => dialog.getByRole('listbox').getByRole('option').count()).toBe(1);
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await expect.poll(() => choice.inputValue()).toContain('VAT5');
    await dialog.getByRole('button', { name: 'Map it' }).focus();
    await tab.keyboard.press('Enter');
    await row(tab, /^13.5% in Ireland.*VAT5/).waitFor();
    expect(asked('mapping.add')[0]).toMatchObject([
      'mapping.add',
      { missing: { kind: 'tax', country: 'IE', rate: '0.135', pricesIncludeTax: true }, code: 'VAT5' },
    ]);
  });

  test('is searched, and saved as shown, with nothing in it that a spreadsheet would run', async () => {
    await page.double.handlers['mapping.add']({ missing: item('=HYPERLINK("http://x")'), code: 'A,B' });
    await page.double.handlers['mapping.add']({ missing: item('-1+1'), code: '@SUM' });
    const tab = await open();
    const save = async () => {
      const [file] = await Promise.all([
        tab.waitForEvent('download'),
        tab.getByRole('button', { name: 'CSV' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('mappings-products.csv');
      return readFile(await file.path(), 'utf8');
    };
    const all = await save();
    expect(all.startsWith('\uFEFFProducts,Name,Odoo,Odoo name,Matched\r\n')).toBe(true);
    expect(all).toContain(`"'=HYPERLINK(""http://x"")",,"A,B",,"by hand, today, Office PC"\r\n`);
    expect(all).toContain(`'-1+1,,'@SUM,,`);
    await tab.getByLabel('Search mappings').fill('wrap');
    await tab.getByText('1 of 5').waitFor();
    expect((await save()).split('\r\n')).toHaveLength(3);
    expect(page.complaints).toEqual([]);
  });

  test('by the thousand: only what is in sight is drawn, the rest counts for whoever hears the page', async () => {
    for (let at = 0; at < 1000; at += 1)
      await page.double.handlers['mapping.add']({
        missing: item(`SKU-${String(at).padStart(4, '0')}`),
        code: `I-${at}`,
      });
    const tab = await open();
    const table = tab.getByRole('table').first();
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('1004');
    expect(await table.getByRole('row').count()).toBeLessThan(80);
    await tab.evaluate(`document.querySelector('.page').scrollTo(0, 37_000)`);
    await tab.getByRole('button', { name: 'Change SKU-0990' }).waitFor();
    expect(await table.getByRole('row').count()).toBeLessThan(80);
    expect(page.complaints).toEqual([]);
  });

  test('follows what changes elsewhere while the page is open', async () => {
    const tab = await open();
    await row(tab, /^GFT-WRP/).waitFor();
    await page.double.handlers['mapping.add']({ missing: item('NEW-1'), code: 'N1' });
    await row(tab, /^NEW-1.*N1/).waitFor();
  });

  test('can be read but not changed while Counterfoil does not answer', async () => {
    const tab = await open();
    await row(tab, /^GFT-WRP/).waitFor();
    await page.served.close();
    await tab.getByText('Counterfoil does not answer').first().waitFor();
    await expect.poll(() => tab.getByRole('button', { name: 'Change GFT-WRP' }).isDisabled()).toBe(true);
    await expect.poll(() => tab.getByRole('button', { name: 'Add…' }).isDisabled()).toBe(true);
    await page.serve();
  });
});

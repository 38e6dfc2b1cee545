import { readFile } from 'node:fs/promises';
import type { Page as Tab } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { heldPlan, mug, shopFloor, towels, warehouseRows } from '../fakes/friday-goods.ts';
import { firstTime, troubled } from '../fakes/goods-double.ts';
import { many } from './goods-states.ts';
import { focused, pageFixture } from './page-fixture.ts';

const page = pageFixture();
const asked = (name: string) => page.double.asked.filter(([request]) => request === name);
const place = (tab: Tab, name: string) => tab.getByRole('region', { name, exact: true });
const levels = (tab: Tab, name = 'Warehouse') => tab.getByRole('table', { name: `Stock, ${name}` });
const held = (tab: Tab) => tab.getByRole('region', { name: `Held: ${heldPlan.problem.title}` });
const open = async (): Promise<Tab> => {
  const tab = await page.open({}, '#/stock');
  await tab.getByRole('heading', { level: 1, name: 'Stock' }).waitFor();
  return tab;
};

describe('a location', () => {
  test('shows each level with how its new figure comes about, and its parts make the total', async () => {
    const tab = await open();
    const jug = levels(tab).getByRole('row', { name: /JUG-CRM-1L/ });
    await expect.poll(() => jug.innerText()).toMatch(/JUG-CRM-1L.*\s12\s+9\s+2\s+7\s+−5\s+Write/s);
    const bundle = levels(tab).getByRole('row', { name: /SET-BRK-4/ });
    await expect.poll(() => bundle.innerText()).toMatch(/\s6\s+0\s+Left out: a bundle/);
    await expect
      .poll(() =>
        levels(tab)
          .getByRole('row', { name: /TRY-OAK-40/ })
          .innerText(),
      )
      .toMatch(/3\s+−1\s+0\s+−3/);
    await place(tab, 'Warehouse').getByText('403 of 412 agree').waitFor();
    await tab.getByText('Nothing on this page has been sent.').waitFor();
    expect(page.complaints).toEqual([]);
  });

  test('is filtered by what happens, by keyboard too, and searched', async () => {
    const tab = await open();
    await levels(tab).waitFor();
    await tab.getByRole('radio', { name: 'Do not agree 9' }).focus();
    await tab.keyboard.press('ArrowRight');
    await expect.poll(() => tab.getByRole('radio', { name: 'To write 4' }).isChecked()).toBe(true);
    await expect.poll(() => levels(tab).getByRole('row').count()).toBe(5);
    await tab.getByLabel('Search stock').fill('slate mug');
    await expect.poll(() => levels(tab).getByRole('row').count()).toBe(2);
    await tab.getByLabel('Search stock').fill('nothing like it');
    await place(tab, 'Warehouse').getByText('Nothing for “nothing like it” here.').waitFor();
  });

  test('is written with one click: exactly what is listed to write', async () => {
    const tab = await open();
    await tab.getByRole('button', { name: 'Write the 4 now' }).click();
    await tab.getByText('4 stock levels were compared once more').waitFor();
    const wanted = warehouseRows.filter(({ fate }) => fate === 'write').map(({ id }) => id);
    expect(asked('stock.write')).toEqual([['stock.write', wanted]]);
    await place(tab, 'Warehouse').getByText('407 of 412 agree').waitFor();
  });

  test('says why it could not be written', async () => {
    const tab = await open();
    page.double.failNext('stock.write', new SyncError('busy', 'busy', 'Odoo is busy.', { nextStep: 'Try it again.' }));
    await tab.getByRole('button', { name: 'Write the 4 now' }).click();
    await tab.getByRole('alert').getByText('Odoo is busy. Try it again.').waitFor();
  });

  test('with many levels draws only what is in view, and tells how many there are', async () => {
    many(page.double);
    const tab = await open();
    const table = levels(tab, 'Shop floor');
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('451');
    expect(await table.getByRole('row').count()).toBeLessThan(80);
    await tab.evaluate(`document.querySelector('.page').scrollTo(0, 33 * 420)`);
    const late = table.getByRole('row', { name: /CDL-1425/ });
    await late.waitFor();
    expect(await late.getAttribute('aria-rowindex')).toBe('427');
  });

  test('that was never compared is started only by a choice, which names how much it changes', async () => {
    page.double.tellOfGoods(firstTime);
    const tab = await open();
    await tab.getByRole('heading', { name: 'What does Shop floor start with?' }).waitFor();
    expect(await tab.getByRole('button', { name: /^Write|^Ask Odoo/ }).count()).toBe(0);
    await tab.getByRole('button', { name: 'Start with Odoo’s figures (61 would change)…' }).click();
    await tab.keyboard.press('Escape');
    expect(asked('goods.choose')).toEqual([]);
    await tab.getByRole('button', { name: 'Start with Odoo’s figures (61 would change)…' }).click();
    await tab.getByRole('button', { name: 'Change 61 stock levels' }).click();
    await tab.getByText('Shop floor starts with Odoo’s figures.').waitFor();
    expect(asked('goods.choose')).toEqual([['goods.choose', shopFloor, 'use-erp']]);
  });

  test('that was never compared leads from Problems to its choice, and is not waved through there', async () => {
    page.double.tellOfGoods(firstTime);
    const tab = await page.open({}, '#/problems');
    await tab.getByRole('link', { name: 'Compare and choose in Stock' }).waitFor();
    expect(await tab.getByRole('button', { name: /^Write all/ }).count()).toBe(0);
    await tab.getByRole('link', { name: 'Compare and choose in Stock' }).click();
    await tab.getByRole('heading', { name: 'What does Shop floor start with?' }).waitFor();
  });
});

test('what is shown is saved as CSV, and a figure below zero can be reckoned with', async () => {
  const tab = await open();
  await levels(tab).waitFor();
  const [file] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('button', { name: 'CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('stock.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('Location,SKU,Product,Shopify now,Odoo,Kept back,Will be,Change,What happens');
  expect(text).toContain(`Warehouse,JUG-CRM-1L,"Cream jug, 1 litre",12,9.000,2,7,-5,Write`);
  expect(text.trim().split('\r\n')).toHaveLength(warehouseRows.length + 1);
});

test('a location without a warehouse leads to Mappings, and stock that is off says why', async () => {
  const tab = await open();
  await tab.getByText('1 location has no warehouse in Odoo:').waitFor();
  await tab.getByRole('link', { name: 'Map locations' }).click();
  await tab.getByRole('heading', { level: 1, name: 'Mappings' }).waitFor();
  const off = 'Odoo does not tell its stock by warehouse.';
  page.double.tellOfGoods({
    stock: { at: undefined, off, unmapped: [], lock: undefined, isLooking: false },
    locations: [],
  });
  await tab.keyboard.press('Alt+4');
  await tab.getByText(off).waitFor();
  await expect.poll(() => tab.getByRole('button', { name: 'Compare now' }).count()).toBe(0);
});

describe('a held plan', () => {
  test('is looked at, asked again, and written only with its count said twice', async () => {
    page.double.tellOfGoods(troubled);
    const tab = await open();
    await held(tab).getByRole('img', { name: '61 of 412 stock levels would change; the limit is 41.' }).waitFor();
    await tab.getByText('Peak lock until 21:00.').waitFor();
    await held(tab).getByRole('button', { name: 'Look at the 61' }).click();
    await expect.poll(() => focused(tab)).toBe('Shop floor');
    await expect.poll(() => levels(tab, 'Shop floor').getByRole('row').count()).toBe(62);
    await held(tab).getByRole('button', { name: 'Ask Odoo again' }).click();
    await expect.poll(() => asked('plan.again')).toEqual([['plan.again', 'export-stock']]);
    await held(tab).getByRole('button', { name: 'Write all 61 anyway…' }).click();
    await tab.keyboard.press('Escape');
    expect(asked('plan.approve')).toEqual([]);
    await held(tab).getByRole('button', { name: 'Write all 61 anyway…' }).click();
    await tab.getByRole('dialog').getByRole('button', { name: 'Write 61 stock levels' }).click();
    await expect.poll(() => asked('plan.approve')).toEqual([['plan.approve', 'export-stock', heldPlan.key]]);
    await expect.poll(() => held(tab).count()).toBe(0);
    expect(page.complaints).toEqual([]);
  });

  test('counts into what needs a person, and is among the problems', async () => {
    page.double.tellOfGoods(troubled);
    const tab = await page.open();
    await tab.getByLabel('8 open').waitFor();
    await tab.getByRole('region', { name: 'Sync' }).getByText('Peak lock until 21:00').waitFor();
    await tab.getByRole('link', { name: 'Put the first one right' }).click();
    await expect.poll(() => focused(tab)).toBe(heldPlan.problem.title);
    await tab.getByRole('link', { name: 'Look at it in Stock' }).click();
    await levels(tab).waitFor();
  });

  test('has one filled button on its screen, and none works while the agent is away', async () => {
    page.double.tellOfGoods(troubled);
    const tab = await open();
    await levels(tab).waitFor();
    expect(await tab.locator('main [data-variant=filled]').allInnerTexts()).toEqual(['Ask Odoo again']);
    await page.served.close();
    await held(tab).getByText('Counterfoil has to answer first.').waitFor();
    expect(await held(tab).getByRole('button', { name: 'Ask Odoo again' }).isDisabled()).toBe(true);
  });
});

describe('a product that asks', () => {
  test('shows what each side says, with times, rule and owner, and is settled by one click', async () => {
    page.double.tellOfGoods(troubled);
    const tab = await page.open({}, `#/problems/${encodeURIComponent(mug)}`);
    const slip = tab.getByRole('article');
    await slip.getByText('Last agreed').waitFor();
    await expect.poll(() => slip.locator('.sides').innerText()).toMatch(/£14\.00.*£15\.50.*Odoo says owner\s+£14\.95/s);
    await slip.getByText('Rule: Odoo owns the price of a variant; hold and ask').waitFor();
    await slip.getByRole('button', { name: 'Use £14.95 on both' }).click();
    await tab.getByText('MUG-SLT-350: Use £14.95 on both. Your choice is kept.').waitFor();
    expect(asked('goods.choose')).toEqual([['goods.choose', mug, 'use-erp']]);
    await tab.getByText('MUG-SLT-350 is settled').waitFor();
  });

  test('asks twice before a grave choice, and is compared again rather than retried', async () => {
    page.double.tellOfGoods(troubled);
    const tab = await page.open({}, `#/problems/${encodeURIComponent(towels)}`);
    await tab.getByRole('button', { name: 'Make 1 product anew in Shopify…' }).click();
    await tab.getByRole('dialog', { name: 'Make 1 product anew in Shopify?' }).waitFor();
    await tab.keyboard.press('Escape');
    expect(asked('goods.choose')).toEqual([]);
    await tab.getByRole('button', { name: 'Compare again' }).click();
    await expect.poll(() => asked('goods.retry')).toEqual([['goods.retry', [towels]]]);
    expect(asked('order.retry')).toEqual([]);
    await tab.getByLabel('Select all 7').check();
    await tab.getByRole('group', { name: 'What is selected' }).getByRole('button', { name: 'Ignore…' }).click();
    await tab
      .getByText('MUG-SLT-350, Linen towel, oat stay here: products and stock have choices of their own.')
      .waitFor();
  });
});

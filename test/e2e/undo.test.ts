import type { Page as Tab } from 'playwright-core';
import { expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import { undoSeq } from '../fakes/friday-goods.ts';
import { focused, pageFixture } from './page-fixture.ts';

const page = pageFixture();
const asked = (name: string) => page.double.asked.filter(([request]) => request === name);
const serial = (seq: number): string => `No. 00${String(seq).slice(0, 1)}\u00A0${String(seq).slice(1)}`;
const step = (tab: Tab, seq: number) => tab.getByRole('listitem').filter({ hasText: serial(seq) });
const openLevel = async (): Promise<Tab> => {
  const tab = await page.open();
  await tab.keyboard.press('Alt+3');
  await tab.getByRole('radio', { name: 'Products and stock' }).check();
  await tab.getByRole('link', { name: /PLT-SLT-27, Warehouse/ }).click();
  await tab.getByRole('article', { name: 'PLT-SLT-27, Warehouse' }).waitFor();
  return tab;
};

test('a stock level has its history, and a write of it is taken back after what stays behind was told', async () => {
  const tab = await openLevel();
  await expect.poll(() => step(tab, undoSeq.stands).innerText()).toMatch(/On hand\s+64\s+54/);
  await step(tab, undoSeq.stands).getByRole('button', { name: 'Undo: Stock set in Shopify' }).click();
  const dialog = tab.getByRole('dialog', { name: 'Take it back?' });
  await dialog.getByText('Odoo keeps its 58').waitFor();
  await expect.poll(() => dialog.getByRole('row', { name: /On hand/ }).innerText()).toMatch(/54\s+64/);
  await tab.keyboard.press('Escape');
  expect(asked('undo.do')).toEqual([]);
  await step(tab, undoSeq.stands).getByRole('button', { name: /^Undo/ }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await tab.getByText('Taken back: Stock set in Shopify.').waitFor();
  expect(asked('undo.do')).toEqual([['undo.do', undoSeq.stands]]);
  expect(page.complaints).toEqual([]);
});

test('what was changed since is not taken back, and says why', async () => {
  const tab = await openLevel();
  await step(tab, undoSeq.changedSince).getByRole('button', { name: /^Undo/ }).click();
  const dialog = tab.getByRole('dialog');
  await dialog.getByText('somebody has changed it since').waitFor();
  expect(await dialog.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true);
});

test('where both sides cannot be asked, nothing is taken back, and again helps', async () => {
  const tab = await openLevel();
  page.double.failNext('undo.look', new SyncError('transient', 'erp-away', 'Odoo does not answer.'));
  await step(tab, undoSeq.stands).getByRole('button', { name: /^Undo/ }).click();
  const dialog = tab.getByRole('dialog');
  await dialog.getByText('Odoo does not answer.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByText('What stays behind').waitFor();
});

test('the kinds of history are changed by keyboard, and the focus stays on the choice', async () => {
  const tab = await page.open({}, '#/history');
  await tab.getByRole('radio', { name: 'Orders', exact: true }).focus();
  await tab.keyboard.press('ArrowRight');
  await tab.getByText('5 records', { exact: true }).waitFor();
  await expect
    .poll(() => tab.evaluate('document.activeElement.closest("label")?.textContent'))
    .toBe('Products and stock');
  await tab.getByLabel('Show states').selectOption('Both changed');
  await tab.getByText('1 record', { exact: true }).waitFor();
  await tab.getByLabel('Search history').fill('nothing');
  await tab.getByText('Nothing for “nothing”').waitFor();
  await expect.poll(() => focused(tab)).toBe('Search history');
});

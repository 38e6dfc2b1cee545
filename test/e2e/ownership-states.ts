import type { Page as Tab } from 'playwright-core';
import { troubled } from '../fakes/goods-double.ts';
import { dialog, reopen, stall, text, unread, type ScreenState } from './screen-states.ts';

const title = (tab: Tab) => tab.getByRole('radiogroup', { name: 'Who owns Title' });
/** Titles shall be Shopify's from now on. */
export const giveTitles = async (tab: Tab) => {
  await title(tab).getByText('Shopify').click();
  await tab.getByRole('button', { name: 'See the 214' }).waitFor();
};

/** Ownership in every state. */
export const ownershipStates: readonly ScreenState[] = [
  { name: 'ownership', hash: '#/ownership', reach: tab => text(tab, 'Restocked items') },
  {
    name: 'ownership-conflict',
    hash: '#/ownership',
    given: double => double.tellOfGoods(troubled),
    reach: tab => text(tab, 'Use £14.95 on both'),
  },
  { name: 'ownership-unsaved', hash: '#/ownership', reach: giveTitles },
  {
    name: 'ownership-examples',
    hash: '#/ownership',
    reach: async tab => {
      await giveTitles(tab);
      await tab.getByRole('button', { name: 'See the 214' }).click();
      await dialog(tab);
    },
  },
  {
    name: 'ownership-preset',
    hash: '#/ownership',
    reach: async tab => {
      await tab.getByLabel('Preset').selectOption('Shopify is master');
      await dialog(tab);
    },
  },
  {
    name: 'ownership-filtered',
    hash: '#/ownership',
    reach: async tab => {
      await tab.getByLabel('Find a field').fill('no such field');
      await text(tab, 'No field is like that');
    },
  },
  {
    name: 'ownership-file-slip',
    hash: '#/ownership',
    given: double => double.slipInOwnership('Line 5, column 7: "owner" is there twice, so the field has two owners.'),
    reach: tab => text(tab, 'Nothing is written until'),
  },
  {
    name: 'ownership-loading',
    hash: '#/ownership',
    reach: async tab => {
      await stall(tab, 'ownership.get');
      await reopen(tab, '#/ownership');
      await tab.getByRole('status', { name: 'Reading who owns what' }).waitFor();
    },
  },
  {
    name: 'ownership-not-read',
    hash: '#/ownership',
    given: double => double.failNext('ownership.get', unread),
    reach: tab => text(tab, 'The list could not be read.'),
  },
];

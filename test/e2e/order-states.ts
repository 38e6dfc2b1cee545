import { firstRuns, idOf } from '../fakes/friday-morning.ts';
import { answerNone, dialog, heading, press, reopen, stall, text, unread, type ScreenState } from './screen-states.ts';
import { watching } from './today-states.ts';

const order = (number: number): string => encodeURIComponent(idOf(`#${number}`));

/** Orders in Problems and History, in every state. */
export const orderStates: readonly ScreenState[] = [
  { name: 'problems', hash: '#/problems', reach: tab => heading(tab, 'Problems') },
  { name: 'problems-mapping', hash: `#/problems/${order(1048)}`, reach: tab => text(tab, 'Say which item') },
  { name: 'problems-held', hash: `#/problems/${order(1044)}`, reach: tab => text(tab, 'Import it anyway') },
  { name: 'problems-conflict', hash: `#/problems/${order(1031)}`, reach: tab => text(tab, 'Leave as it is') },
  {
    name: 'problems-selected',
    hash: '#/problems',
    reach: tab => tab.getByLabel('Select all 5').check(),
  },
  {
    name: 'problems-ignore',
    hash: `#/problems/${order(1053)}`,
    reach: async tab => {
      await tab.locator('.problem footer').getByRole('button', { name: 'Ignore…' }).click();
      await dialog(tab);
    },
  },
  {
    name: 'problems-decide',
    hash: `#/problems/${order(1031)}`,
    reach: async tab => {
      await press(tab, 'Leave as it is…');
      await dialog(tab);
    },
  },
  {
    name: 'problems-choices',
    hash: `#/problems/${order(1048)}`,
    reach: async tab => {
      await tab.locator('input[data-mapping]').click();
      await tab.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'problems-settled',
    hash: `#/problems/${order(1053)}`,
    reach: async tab => {
      await tab.locator('input[data-mapping]').click();
      await tab.getByRole('option').first().click();
      await press(tab, 'Map VAT rate');
      await text(tab, '#1053 is settled');
    },
  },
  {
    name: 'problems-none',
    hash: '#/problems',
    given: double => double.change({ problems: [] }),
    reach: tab => text(tab, 'Nothing needs you'),
  },
  {
    name: 'history-watching',
    hash: '#/history',
    given: double => double.change(watching(firstRuns[0])),
    reach: async tab => {
      await answerNone(tab);
      await reopen(tab, '#/history');
      await text(tab, 'an order has its history');
    },
  },
  { name: 'history', hash: '#/history', reach: tab => heading(tab, 'History') },
  {
    name: 'history-order',
    hash: `#/history/${order(1042)}`,
    reach: tab => tab.getByRole('article', { name: '#1042' }).waitFor(),
  },
  {
    name: 'history-waiting',
    hash: `#/history/${order(1048)}?state=parked`,
    reach: tab => tab.getByRole('article', { name: '#1048' }).waitFor(),
  },
  {
    name: 'history-nothing-found',
    hash: '#/history',
    reach: async tab => {
      await tab.getByLabel('Search history').fill('nothing like it');
      await text(tab, 'No order for');
    },
  },
  {
    name: 'history-loading',
    hash: '#/history',
    reach: async tab => {
      await stall(tab, 'orders.list');
      await reopen(tab, '#/history');
      await tab.getByRole('status', { name: 'Reading orders' }).waitFor();
    },
  },
  {
    name: 'history-not-read',
    hash: '#/history',
    given: double => double.failNext('orders.list', unread),
    reach: tab => text(tab, 'The list could not be read.'),
  },
];

import { setupViews } from '../fakes/setup-views.ts';
import { press, text, type ScreenState } from './screen-states.ts';

const step = (name: string, view: keyof typeof setupViews, at: string, words: string): ScreenState => ({
  name: `set-up-${name}`,
  hash: `#/set-up/${at}`,
  given: double => double.change({ stage: 'none', setup: setupViews[view] }),
  reach: tab => text(tab, words),
});

/** Set-up and Settings in every state. */
export const setUpStates: readonly ScreenState[] = [
  step('1-welcome', 'nothing', 'welcome', 'Worth having ready'),
  step('2-store', 'nothing', 'store', 'Where is your store?'),
  step('2-store-tested', 'store', 'store', 'read_locations'),
  {
    ...step('2-store-guide', 'nothing', 'store', 'Dev Dashboard'),
    reach: async tab => {
      await tab.getByText('Show me where to find it').click();
      await text(tab, 'Release the version');
    },
  },
  step('3-erp', 'store', 'erp', 'Which ERP keeps the books?'),
  step('3-erp-tested', 'erp', 'erp', 'Ledgerly 4 answers'),
  step('4-look', 'reading', 'look', '714 of 980'),
  step('4-look-failed', 'unread', 'look', 'Ledgerly does not answer.'),
  step('5-match', 'done', 'match', 'Does this look right?'),
  step('6-previewing', 'previewing', 'preview', '4 of 10'),
  step('6-preview', 'preview', 'preview', 'How shall we start?'),
  {
    ...step('6-preview-desktop', 'preview', 'preview', 'Beside the clock'),
    given: double =>
      double.change({
        stage: 'none',
        setup: setupViews.preview,
        pc: { face: 'desktop', dataFolder: 'C:\\Users\\Office\\AppData\\Roaming\\Counterfoil', startsAtLogin: false },
      }),
    reach: tab => text(tab, 'drag the icon out'),
  },
  { name: 'settings', hash: '#/settings', reach: tab => text(tab, 'When it runs') },
  {
    name: 'settings-changed',
    hash: '#/settings',
    reach: async tab => {
      await tab.getByLabel('Stay quiet at certain hours').check();
      await text(tab, 'Your changes do not count yet.');
    },
  },
  {
    name: 'settings-stock',
    hash: '#/settings',
    reach: async tab => {
      await press(tab, 'Add a peak lock');
      await tab.getByLabel('SKU', { exact: true }).fill('MUG-SLT-350');
      await press(tab, /^Add$/);
      await press(tab, 'Stock and products');
      await text(tab, 'Your changes do not count yet.');
    },
  },
  {
    name: 'settings-tested',
    hash: '#/settings',
    reach: async tab => {
      await press(tab, 'Test Shopify');
      await text(tab, 'Signed in');
    },
  },
  {
    name: 'settings-support',
    hash: '#/settings',
    reach: async tab => {
      await press(tab, 'Look at it first');
      await tab.getByText(/log\.jsonl, 1 line/).click();
      await text(tab, '"at":"2026-11-27');
    },
  },
  {
    name: 'made-up-shop',
    given: double => double.change({ stage: 'sample' }),
    reach: tab => text(tab, 'This is a made-up shop.'),
  },
];

import type { Page as Tab } from 'playwright-core';
import type { Snapshot } from '../../core/contract.ts';
import { SyncError } from '../../core/errors.ts';
import type { AgentDouble } from '../fakes/agent-double.ts';
import { goodsRuns } from '../fakes/friday-goods.ts';
import { firstRuns } from '../fakes/friday-morning.ts';
import { setupViews } from '../fakes/setup-views.ts';
import type { PageFixture } from './page-fixture.ts';

/** A screen in a state that the agent double can bring about: for the accessibility gate and the pictures. */
export type ScreenState = {
  /** Also the picture's file name. */
  readonly name: string;
  /** "#/problems"; Today where it is left out. */
  readonly hash?: string;
  /** Before the page is opened. */
  readonly given?: (double: AgentDouble) => void;
  /** Until the state is on the screen. */
  readonly reach: (tab: Tab, page: PageFixture) => Promise<unknown>;
};

const order = (number: number): string => encodeURIComponent(`gid://shopify/Order/${5_000_000 + number}`);
export const heading = (tab: Tab, name: string) => tab.getByRole('heading', { name }).first().waitFor();
export const text = (tab: Tab, words: string | RegExp) => tab.getByText(words).first().waitFor();
export const press = (tab: Tab, name: string | RegExp) => tab.getByRole('button', { name }).first().click();
export const dialog = (tab: Tab) => tab.getByRole('dialog').waitFor();

export const banner = (code: string, severity: 'note' | 'attention' | 'failed', title: string, explanation: string) =>
  ({ code, severity, title, explanation, button: undefined }) as const;
const empty: Partial<Snapshot> = {
  light: 'ok',
  verdict: 'Ready. Nothing has been synced yet.',
  problems: [],
  runs: [],
  lastRun: undefined,
  counts: { pending: 0, posted: 0, parked: 0, skipped: 0, conflict: 0 },
};
const failed: Partial<Snapshot> = {
  light: 'failed',
  verdict: 'All syncing rests: Shopify no longer lets us in.',
  nextRunAt: undefined,
  banners: [
    {
      ...banner('token-refused', 'failed', 'Shopify no longer lets us in', 'The key was withdrawn or has run out.'),
      button: { words: 'Try again', request: 'resume' },
    },
  ],
};
const unowned = banner(
  'ownership-slip',
  'failed',
  'Nothing is written until ownership.json is mended.',
  'ownership.json cannot be read. Line 5, column 7: "owner" is there twice, so the field has two owners.',
);
const held: Partial<Snapshot> = {
  light: 'standing-by',
  verdict: '"Stock room" does the syncing. This one only watches.',
  banners: [banner('standing-by', 'note', 'Another PC does the syncing', '"Stock room" holds it.')],
};
/** Nine would be written and one would wait; nothing was written before. */
export const watching = (lastRun: Snapshot['lastRun']): Partial<Snapshot> => {
  const { totals: watched } = setupViews.preview.preview;
  const words = 'Only watched: 9 orders would be written, 1 would wait for a person. Nothing was.';
  const counts = { seen: 10, posted: 0, unchanged: 0, skipped: 0, parked: 0, waiting: 0 };
  const looked = lastRun && { ...lastRun, end: 'attention' as const, counts, words };
  return {
    ...empty,
    verdict: words,
    watched,
    goods: goodsRuns.map(one => ({ ...one, words: 'Only watched: nothing was written.' })),
    lastRun: looked,
    runs: looked ? [looked] : [],
    banners: [
      {
        ...banner('only-watching', 'note', 'Counterfoil only watches', 'It plans and shows what it would write.'),
        button: { words: 'Begin writing', request: 'setup.open', step: 'preview' },
      },
    ],
  };
};
export const firstRun: Partial<Snapshot> = {
  ...empty,
  light: 'syncing',
  verdict: 'Reading orders',
  running: {
    flow: 'import-orders',
    trigger: 'start',
    startedAt: '2026-11-27T10:41:50.000Z',
    done: 0,
    total: undefined,
    words: 'Reading orders',
  },
};
export const unread = new SyncError('transient', 'disk-slow', 'The list could not be read.', {
  nextStep: 'Try it once more.',
});
/** Answers never come, as on a very busy machine. */
export const stall = (tab: Tab, name: string) => tab.route(`**/api/${name}`, () => {});
/** As where nothing was written yet. */
export const answerNone = (tab: Tab) =>
  tab.route('**/api/orders.list', route => route.fulfill({ json: { ok: true, value: { total: 0, rows: [] } } }));
export const reopen = async (tab: Tab, hash: string) => {
  await tab.goto(tab.url().split('#')[0] + hash);
  await tab.reload();
};

/** Today, Problems and History in every state. */
export const mainStates: readonly ScreenState[] = [
  { name: 'today', reach: tab => text(tab, '5 orders need you') },
  {
    name: 'today-all-well',
    given: double => double.change({ light: 'ok', verdict: 'All well: 247 orders in Odoo.', problems: [] }),
    reach: tab => text(tab, 'Nothing needs you'),
  },
  { name: 'today-empty', given: double => double.change(empty), reach: tab => text(tab, 'No run yet') },
  { name: 'today-failed', given: double => double.change(failed), reach: tab => text(tab, 'The key was withdrawn') },
  {
    name: 'today-ownership-slip',
    given: double => double.change({ ...failed, verdict: unowned.title, banners: [unowned] }),
    reach: tab => text(tab, 'two owners'),
  },
  { name: 'today-standing-by', given: double => double.change(held), reach: tab => text(tab, 'Another PC does') },
  {
    name: 'today-paused',
    given: double => void double.handlers['pause.start']('hour'),
    reach: tab => text(tab, 'Paused until 11:42'),
  },
  {
    name: 'today-syncing',
    given: double =>
      double.change({
        light: 'syncing',
        verdict: 'Looking at #1051',
        running: {
          flow: 'import-orders',
          trigger: 'schedule',
          startedAt: '2026-11-27T10:41:50.000Z',
          done: 4,
          total: 9,
          words: 'Looking at #1051',
        },
      }),
    reach: tab => tab.getByRole('progressbar').first().waitFor(),
  },
  {
    name: 'today-watching',
    given: double => double.change(watching(firstRuns[0])),
    reach: tab => text(tab, '9 would be written'),
  },
  {
    name: 'today-first-run',
    given: double => double.change(firstRun),
    reach: tab => text(tab, 'The first run is under way'),
  },
  {
    name: 'today-pause-menu',
    reach: async tab => {
      await press(tab, 'Pause syncing');
      await tab.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'today-agent-away',
    reach: async (tab, page) => {
      await page.served.close();
      await text(tab, 'Counterfoil does not answer');
    },
  },
  {
    name: 'opening',
    reach: async tab => {
      await stall(tab, 'events');
      await tab.reload();
      await tab.getByRole('status', { name: 'Opening' }).waitFor();
    },
  },
  {
    name: 'keys',
    reach: async tab => {
      await tab.keyboard.press('?');
      await dialog(tab);
    },
  },
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

export type Look = { readonly colorScheme: 'light' | 'dark'; readonly width: number; readonly height: number };
const looks: readonly Look[] = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 960, height: 640 },
  { colorScheme: 'light', width: 960, height: 640 },
];

/** Opens the page in that state, then shows it in each look in turn. */
export async function inEachLook(
  page: PageFixture,
  { hash = '#/today', given, reach }: ScreenState,
  show: (tab: Tab, look: Look) => Promise<void>,
  wanted: readonly Look[] = looks,
): Promise<void> {
  given?.(page.double);
  const tab = await page.open({ reducedMotion: 'reduce' }, hash);
  await reach(tab, page);
  for (const look of wanted) {
    await tab.emulateMedia({ colorScheme: look.colorScheme });
    await tab.setViewportSize({ width: look.width, height: look.height });
    await show(tab, look);
  }
}

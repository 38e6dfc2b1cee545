import type { Snapshot } from '../../core/contract.ts';
import { goodsRuns } from '../fakes/friday-goods.ts';
import { firstRuns } from '../fakes/friday-morning.ts';
import { setupViews } from '../fakes/setup-views.ts';
import { banner, dialog, press, stall, text, type ScreenState } from './screen-states.ts';

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

/** Today in every state, and what may stand before or over any screen. */
export const todayStates: readonly ScreenState[] = [
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
];

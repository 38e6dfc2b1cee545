import { expect, test } from 'vitest';
import type { Banner, Snapshot } from '../../../core/contract.ts';
import { trayView } from '../../../main/desktop/tray-view.ts';
import { agentDouble } from '../../fakes/agent-double.ts';
import { counts, run } from '../../fakes/friday-morning.ts';

const friday = await agentDouble().handlers.snapshot();
const [card] = friday.problems;
const calm: Snapshot = { ...friday, light: 'ok', verdict: 'All well: 251 orders in Odoo.', problems: [] };
const banner = (severity: Banner['severity'], title: string): Banner => ({
  code: title,
  severity,
  title,
  explanation: '',
  button: undefined,
});
const running = { flow: 'import-orders', trigger: 'manual', startedAt: friday.now, done: 12, total: 40 } as const;
const posting = { ...running, words: 'Posting #1042' };

test.each<[name: string, part: Partial<Snapshot>, state: string, tooltip: string]>([
  ['all is well', {}, 'ok', 'Counterfoil: all well. Last 10:40, next 10:45'],
  ['nothing has run yet', { lastRun: undefined }, 'ok', 'Counterfoil: ready. Next 10:45'],
  ['neither is known', { lastRun: undefined, nextRunAt: undefined }, 'ok', 'Counterfoil: ready'],
  [
    'several wait',
    { light: 'attention', problems: friday.problems },
    'attention',
    '5 problems need you. Last 10:40, next 10:45',
  ],
  [
    'one waits',
    { light: 'attention', problems: card ? [card] : [] },
    'attention',
    '1 problem needs you. Last 10:40, next 10:45',
  ],
  [
    'a run could not finish',
    { light: 'attention', banners: [banner('note', 'Worth knowing'), banner('attention', 'Odoo does not answer')] },
    'attention',
    'Odoo does not answer. Last 10:40, next 10:45',
  ],
  [
    'a side is away',
    {
      light: 'attention',
      banners: [{ ...banner('attention', 'Odoo does not answer'), since: '2026-11-27T10:12:00.000Z' }],
    },
    'attention',
    'Odoo does not answer since 10:12',
  ],
  [
    'something was left out',
    { lastRun: { ...run(2, 'schedule', 4, counts(3, 2, 0, 0, 1)), end: 'left-out' } },
    'ok',
    'Counterfoil: 1 order left out. Last 10:40, next 10:45',
  ],
  ['orders are counted', { light: 'syncing', running: posting }, 'syncing', 'Syncing: 12 of 40 orders'],
  [
    'the shop is still read',
    { light: 'syncing', running: { ...running, total: undefined, words: 'Reading orders from Shopify' } },
    'syncing',
    'Syncing: Reading orders from Shopify',
  ],
  [
    'all syncing rests',
    { light: 'failed', verdict: 'All syncing rests.', banners: [banner('failed', 'Shopify no longer lets us in')] },
    'error',
    'Shopify no longer lets us in. Last 10:40',
  ],
  [
    'a person has paused it',
    { light: 'paused', verdict: 'Paused until 14:30.', paused: { until: '2026-11-27T14:30:00.000Z', words: '14:30' } },
    'paused',
    'Paused until 14:30.',
  ],
  [
    'another PC syncs',
    { light: 'standing-by', verdict: '"Stock room" does the syncing. This one only watches.' },
    'stopped',
    '"Stock room" does the syncing. This one only watches.',
  ],
])('%s', (_name, part, state, tooltip) => {
  expect(trayView({ ...calm, ...part })).toMatchObject({ state, tooltip });
});

test('times are the shop’s own, with the day where it is another one', () => {
  const shop = { name: 'Larch', domain: 'l.myshopify.com', zone: 'America/New_York', currency: 'USD' };
  const nextRunAt = '2026-11-30T09:00:00.000Z';
  expect(trayView({ ...calm, shop, nextRunAt }).tooltip).toBe('Counterfoil: all well. Last 05:40, next 30 Nov 04:00');
});

test('a tooltip is never longer than Windows shows', () => {
  const { tooltip } = trayView({ ...calm, light: 'standing-by', verdict: `"${'long name '.repeat(20)}" does it.` });
  expect(tooltip).toHaveLength(127);
  expect(tooltip.endsWith('…')).toBe(true);
});

const labels = (snapshot: Snapshot): readonly string[] =>
  trayView(snapshot).menu.map(entry => (entry.kind === 'line' ? '-' : `${entry.enabled ? '' : 'x '}${entry.label}`));

test('the menu says how things stand, opens what it names, and ends with Quit', () => {
  expect(labels(friday)).toEqual([
    '5 orders need you. Everything else is in Odoo.',
    '-',
    'Open Counterfoil',
    'Problems (5)',
    'Sync now',
    '-',
    'Pause for 1 hour',
    'Pause until tomorrow 08:00',
    '-',
    expect.stringMatching(/^Today: \d+ orders, £[\d,.]+$/),
    'Quit',
  ]);
  const acts = trayView(friday).menu.flatMap(entry => (entry.kind === 'item' ? [entry.act] : []));
  expect(acts).toEqual([
    { kind: 'open', address: '#/today' },
    { kind: 'open', address: '' },
    { kind: 'open', address: '#/problems' },
    { kind: 'ask', request: 'run.now', args: [] },
    { kind: 'ask', request: 'pause.start', args: ['hour'] },
    { kind: 'ask', request: 'pause.start', args: ['until-tomorrow'] },
    { kind: 'open', address: '#/today' },
    { kind: 'quit' },
  ]);
  expect(labels(calm)).toContain('Problems');
});

test('the menu offers no second run, and stays as it is while orders pass', () => {
  const first = labels({ ...calm, light: 'syncing', running: posting });
  const second = labels({ ...calm, light: 'syncing', running: { ...posting, done: 13, words: 'Posting #1043' } });
  expect(first).toEqual(second);
  expect(first[0]).toBe('Syncing now');
  expect(first).toContain('x Sync now');
  expect(labels({ ...calm, light: 'standing-by' })).toContain('x Sync now');
});

test('during a pause the menu offers its end instead of another, and no run', () => {
  const paused = { until: '2026-11-27T14:30:00.000Z', words: '14:30' };
  const menu = labels({ ...calm, light: 'paused', paused });
  expect(menu).toContain('Resume now');
  expect(menu).toContain('x Sync now');
  expect(menu.filter(label => label.startsWith('Pause'))).toEqual([]);
});

import type { Light, RequestName, AgentSnapshot } from '../../core/contract.ts';
import { shortTime } from '../../core/model/time.ts';
import { ownZone } from '../clock.ts';
import { moneyInWords } from '../../core/model/money-words.ts';

/** Each has a drawing of its own in assets/tray: told apart by shape, then by colour. */
export type TrayState = 'ok' | 'syncing' | 'attention' | 'error' | 'paused' | 'stopped';

/** What a click in the menu does. */
export type Act =
  | { readonly kind: 'open'; readonly address: string }
  | { readonly kind: 'ask'; readonly request: RequestName; readonly args: readonly unknown[] }
  | { readonly kind: 'quit' };

export type MenuEntry =
  | { readonly kind: 'item'; readonly label: string; readonly act: Act; readonly enabled: boolean }
  | { readonly kind: 'line' };

export type TrayView = {
  readonly state: TrayState;
  readonly tooltip: string;
  readonly menu: readonly MenuEntry[];
};

/** The screens as the page's own address names them. */
export const screens = { today: '#/today', problems: '#/problems' } as const;

const stateOf: Readonly<Record<Light, TrayState>> = {
  ok: 'ok',
  syncing: 'syncing',
  attention: 'attention',
  failed: 'error',
  paused: 'paused',
  'standing-by': 'stopped',
};

export function trayView(snapshot: AgentSnapshot): TrayView {
  const { light, verdict, problems, plans, running, paused } = snapshot;
  const item = (label: string, act: Act, enabled = true): MenuEntry => ({ kind: 'item', label, act, enabled });
  const count = problems.length + plans.length;
  return {
    state: stateOf[light],
    tooltip: fitting([tooltipOf(snapshot), ...lockOf(snapshot)].join('. ')),
    menu: [
      // Not the order in hand: a menu that changes closes under the mouse on some systems.
      item(light === 'syncing' ? 'Syncing now' : verdict, { kind: 'open', address: screens.today }),
      { kind: 'line' },
      item('Open Counterfoil', { kind: 'open', address: '' }),
      item(count === 0 ? 'Problems' : `Problems (${count})`, { kind: 'open', address: screens.problems }),
      item(
        'Sync now',
        { kind: 'ask', request: 'run.now', args: [] },
        running === undefined && !paused && light !== 'standing-by',
      ),
      { kind: 'line' },
      ...(paused
        ? [item('Resume now', { kind: 'ask', request: 'pause.end', args: [] })]
        : [
            item('Pause for 1 hour', { kind: 'ask', request: 'pause.start', args: ['hour'] }),
            item('Pause until tomorrow 08:00', { kind: 'ask', request: 'pause.start', args: ['until-tomorrow'] }),
          ]),
      { kind: 'line' },
      ...todayOf(snapshot).map(words => item(words, { kind: 'open', address: screens.today })),
      item('Quit', { kind: 'quit' }),
    ],
  };
}

/** "Today: 23 orders, £1,486.20": what came in. */
function todayOf({ today, shop }: AgentSnapshot): readonly string[] {
  if (shop === undefined) return [];
  const { orders, money } = today.cameIn;
  const sums = money.map(sum => moneyInWords(sum, shop.currency)).join(' and ');
  return [`Today: ${orders} ${orders === 1 ? 'order' : 'orders'}, ${sums}`];
}

/** Sales still lower stock; increases wait (INV-09). */
const lockOf = ({ peakLock }: AgentSnapshot): readonly string[] =>
  peakLock === undefined ? [] : [`Peak lock until ${peakLock}`];

/** While a last write is finished, which may take a moment. */
export const leavingView: TrayView = {
  state: 'stopped',
  tooltip: 'Counterfoil finishes what it has begun, then it ends',
  menu: [],
};

/** Windows cuts a longer one off. */
const mostCharacters = 127;
const fitting = (words: string): string =>
  words.length <= mostCharacters ? words : `${words.slice(0, mostCharacters - 1)}…`;

function tooltipOf(snapshot: AgentSnapshot): string {
  const { light, verdict, running, banners } = snapshot;
  switch (light) {
    case 'syncing':
      if (running === undefined) return 'Syncing';
      return running.total === undefined || running.flow !== 'import-orders'
        ? `Syncing: ${running.words}`
        : `Syncing: ${running.done} of ${running.total} orders`;
    case 'standing-by':
    case 'paused':
      return verdict;
    case 'failed':
      return sentences(banners.find(({ severity }) => severity === 'failed')?.title ?? verdict, lastOf(snapshot));
    case 'attention':
      return attention(snapshot);
    case 'ok':
      return sentences(calmly(snapshot), timesOf(snapshot));
  }
}

function attention(snapshot: AgentSnapshot): string {
  const { verdict, problems, banners } = snapshot;
  if (problems.length > 0)
    return sentences(
      `${problems.length} ${problems.length === 1 ? 'problem needs' : 'problems need'} you`,
      timesOf(snapshot),
    );
  const { title = verdict, since } = banners.find(({ severity }) => severity === 'attention') ?? {};
  return since === undefined ? sentences(title, timesOf(snapshot)) : `${title} since ${clockTime(since, snapshot)}`;
}

/** What was left out on purpose is no plain success (OPS-01). */
function calmly({ lastRun }: AgentSnapshot): string {
  if (lastRun === undefined) return 'Counterfoil: ready';
  const { skipped } = lastRun.counts;
  return lastRun.end === 'left-out'
    ? `Counterfoil: ${skipped} ${skipped === 1 ? 'order' : 'orders'} left out`
    : 'Counterfoil: all well';
}

const sentences = (first: string, second: string): string =>
  second === '' ? first : `${first.replace(/\.$/, '')}. ${second}`;

const lastOf = (snapshot: AgentSnapshot): string =>
  snapshot.lastRun === undefined ? '' : `Last ${clockTime(snapshot.lastRun.endedAt, snapshot)}`;

function timesOf(snapshot: AgentSnapshot): string {
  const last = lastOf(snapshot);
  if (snapshot.nextRunAt === undefined) return last;
  const next = clockTime(snapshot.nextRunAt, snapshot);
  return last === '' ? `Next ${next}` : `${last}, next ${next}`;
}

const clockTime = (instant: string, snapshot: AgentSnapshot): string =>
  shortTime(instant, zoneOf(snapshot), snapshot.now);
/** The shop's; this PC's own until the shop has said. */
export const zoneOf = ({ shop }: AgentSnapshot): string => shop?.zone ?? ownZone();

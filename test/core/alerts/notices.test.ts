import { beforeEach, describe, expect, test } from 'vitest';
import { alertsOf } from '../../../core/alerts/alert.ts';
import { noticesOf, type Notice, type Told } from '../../../core/alerts/notices.ts';
import type { Banner, ProblemCard, Snapshot } from '../../../core/contract.ts';
import type { AlertSettings } from '../../../core/model/settings.ts';
import { hours, instantOf, minutes } from '../../../core/model/time.ts';
import { agentDouble } from '../../fakes/agent-double.ts';

const friday = await agentDouble().handlers.snapshot();
const of = (name: string): ProblemCard => {
  const card = friday.problems.find(({ recordName }) => recordName === name);
  if (card === undefined) throw new Error(`No ${name}`);
  return card;
};
const [conflict, risk, fig, tax] = [of('#1031'), of('#1044'), of('#1048'), of('#1053')];
const many = (card: ProblemCard, count: number): readonly ProblemCard[] =>
  Array.from({ length: count }, (_, at) => ({ ...card, recordId: `id-${at}`, recordName: `#${2000 + at}` }));
const banner = (part: Partial<Banner>): Banner => ({
  code: 'away',
  severity: 'attention',
  title: 'Odoo does not answer',
  explanation: 'Since 10:12.',
  button: { words: 'Try now', request: 'run.now' },
  ...part,
});
const halted = banner({ code: 'erp-key-refused', severity: 'failed', title: 'The ERP no longer lets us in' });

let nowMs: number;
let told: readonly Told[];
let settings: AlertSettings;
let awakeSinceMs: number;
/** As the face does at each look. */
function look(part: Partial<Snapshot>): readonly Notice[] {
  const snapshot = { ...friday, problems: [], banners: [], now: instantOf(nowMs), ...part };
  const awakeSince = instantOf(awakeSinceMs);
  const notices = noticesOf({ ...snapshot, awakeSince }, told, settings, 'Europe/London');
  ({ told } = notices);
  return notices.tell;
}
const titles = (notices: readonly Notice[]) => notices.map(({ title }) => title);
const later = (ms: number) => void (nowMs += ms);
const running = {
  flow: 'import-orders',
  trigger: 'schedule',
  startedAt: friday.now,
  done: 1,
  total: 2,
  words: '',
} as const;

beforeEach(() => {
  nowMs = Date.parse(friday.now);
  awakeSinceMs = nowMs - hours(2);
  told = [];
  settings = {
    notifications: true,
    quietHours: null,
    failuresBreakThrough: true,
    silentAfterHours: 3,
    businessHours: { from: '08:00', to: '18:00', days: ['mon'] },
  };
});

describe('what is an alert', () => {
  test('each cause is one, worst first, with what may be tried at once', () => {
    const alerts = alertsOf({ ...friday, banners: [halted, banner({ code: 'x', severity: 'note' })] });
    expect(alerts.map(({ title, orders, button }) => [title, orders.length, button?.words])).toEqual([
      ['The ERP no longer lets us in', 0, 'Try now'],
      [risk.problem.title, 1, undefined],
      [conflict.problem.title, 1, undefined],
      ['2 orders wait for one SKU', 2, 'Retry'],
      ['VAT rate 5% is not mapped', 1, 'Retry'],
    ]);
  });

  test('success is none', () => {
    expect(alertsOf({ ...friday, problems: [], banners: [], light: 'ok' })).toEqual([]);
  });

  test('two orders of which one misses more are one cause', () => {
    const also = {
      ...of('#1051'),
      problem: { ...of('#1051').problem, missing: [...fig.problem.missing, ...tax.problem.missing] },
    };
    expect(alertsOf({ ...friday, problems: [fig, also] })).toHaveLength(1);
  });
});

describe('what is told', () => {
  test('OPS-06 300 orders that fail for one cause are told once, in one notification', () => {
    const problems = many(fig, 300);
    const [notice, other] = look({ problems });
    expect(other).toBeUndefined();
    expect(notice).toMatchObject({
      title: '300 orders wait for one SKU',
      text: 'Odoo does not know CDL-FIG-220 (Fig candle, 220 g). Nothing else is affected.',
    });
    expect(notice?.alerts[0]?.button).toMatchObject({ words: 'Retry', request: 'orders.retry' });
    later(minutes(30));
    expect(look({ problems: [...problems, ...many(fig, 301)] })).toEqual([]);
  });

  test('a run under way is waited for, so that the number is the whole one; five minutes at most', () => {
    const problems = [{ ...fig, since: friday.now }];
    expect(look({ problems, running })).toEqual([]);
    later(minutes(4));
    expect(look({ problems, running })).toEqual([]);
    later(minutes(1));
    expect(look({ problems, running })).toHaveLength(1);
  });

  test('what is solved is taken back, and told anew when it comes again', () => {
    expect(look({ problems: [fig] })).toHaveLength(1);
    const isWell = { ...friday, problems: [], banners: [], awakeSince: instantOf(awakeSinceMs) };
    const trying = noticesOf({ ...isWell, running }, told, settings, 'Europe/London');
    expect(trying.solved).toEqual([]);
    const well = noticesOf(isWell, trying.told, settings, 'Europe/London');
    expect(well.solved).toEqual(told.map(({ cause }) => cause));
    expect(well.solved).toHaveLength(1);
    expect(well.told).toEqual([]);
    ({ told } = well);
    expect(look({ problems: [fig] })).toHaveLength(1);
  });

  test('the critical again after 4 h, the rest not', () => {
    expect(look({ problems: [risk, fig] })).toHaveLength(2);
    later(hours(4) - 1);
    expect(look({ problems: [risk, fig] })).toEqual([]);
    later(1);
    expect(titles(look({ problems: [risk, fig] }))).toEqual([risk.problem.title]);
  });

  test('what mends itself is told when it does not', () => {
    expect(look({ problems: [{ ...fig, severity: 'note' }] })).toEqual([]);
    expect(look({ problems: [fig] })).toHaveLength(1);
  });

  test('more than three causes at once are one notification', () => {
    const problems = ['a', 'b', 'c', 'd'].map((code, at) => ({
      ...tax,
      recordId: code,
      problem: { ...tax.problem, code, title: `Cause ${at}`, missing: [] },
    }));
    expect(look({ problems: problems.slice(0, 3) })).toHaveLength(3);
    told = [];
    const [notice, other] = look({ problems });
    expect(other).toBeUndefined();
    expect(notice).toMatchObject({ title: '4 things need you', text: 'Cause 0. Cause 1. Cause 2. Cause 3.' });
  });

  test('nothing while another PC does the syncing, and nothing where a person wants none', () => {
    expect(look({ problems: [fig], light: 'standing-by' })).toEqual([]);
    settings = { ...settings, notifications: false };
    expect(look({ problems: [fig] })).toEqual([]);
    settings = { ...settings, notifications: true };
    expect(look({ problems: [fig] })).toHaveLength(1);
  });

  test('DESK-03 nothing in the first minute after waking, and nothing is taken back', () => {
    expect(look({ problems: [fig] })).toHaveLength(1);
    const before = told;
    awakeSinceMs = nowMs;
    expect(look({ banners: [banner({})] })).toEqual([]);
    expect(told).toEqual(before);
    later(minutes(1) - 1);
    expect(look({ banners: [banner({})], problems: [fig] })).toEqual([]);
    later(1);
    expect(titles(look({ banners: [banner({})], problems: [fig] }))).toEqual(['Odoo does not answer']);
  });
});

describe('DESK-15 in quiet hours', () => {
  beforeEach(() => {
    settings = { ...settings, quietHours: { from: '10:00', to: '12:00' } };
  });

  test('all waits for their end, and is told once, grouped, where it still stands', () => {
    expect(look({ problems: [risk, fig, tax] })).toEqual([]);
    later(minutes(30));
    expect(look({ problems: [risk, fig] })).toEqual([]);
    nowMs = Date.parse('2026-11-27T12:00:00.000Z');
    const [notice, other] = look({ problems: [risk, fig] });
    expect(other).toBeUndefined();
    expect(notice).toMatchObject({ title: '2 things need you' });
    expect(notice?.alerts.map(({ title }) => title)).toEqual([risk.problem.title, fig.problem.title]);
    later(minutes(5));
    expect(look({ problems: [risk, fig] })).toEqual([]);
  });

  test('one alone keeps its own words', () => {
    look({ problems: [fig] });
    later(hours(2));
    expect(titles(look({ problems: [fig] }))).toEqual([fig.problem.title]);
  });

  test('what failed breaks through, unless a person wants none of it either', () => {
    expect(titles(look({ banners: [halted], problems: [risk] }))).toEqual([halted.title]);
    told = [];
    settings = { ...settings, failuresBreakThrough: false };
    expect(look({ banners: [halted], problems: [risk] })).toEqual([]);
  });
});

import type { AgentSnapshot, Light, ProblemCard } from '../contract.ts';
import type { JournalView, RecordState } from '../journal/view.ts';
import { pauseEnd, pauseLeftMs } from '../model/pause.ts';
import type { Decision } from '../model/problem.ts';
import { severityOf } from '../model/severity.ts';
import { epochMs, type Instant } from '../model/time.ts';
import { afterwards, awayTitle, bannersOf, goodsTitle, silentTitle } from './banners.ts';
import { daysOf } from './days.ts';
import { stoppedGoods } from './stopped-goods.ts';
import { goodsProblems, planCards } from './goods/cards.ts';
import type { Home } from './goods/choices.ts';
import type { Situation } from './situation.ts';
import { totalOf } from './trace.ts';

/** What a person may decide about it, besides trying again. */
export const decisionsFor = (record: RecordState): readonly Decision[] => {
  const { state, problem, undoing } = record;
  if (mayPostAgain(record)) return ['post-again'];
  if (undoing !== undefined && problem !== undefined) return ['leave-as-is'];
  if (problem?.code === 'high-risk') return ['accept-risk'];
  if (state !== 'conflict' || problem?.category !== 'conflict') return [];
  return problem.code === 'gone-from-erp' ? ['post-again', 'leave-as-is'] : ['leave-as-is'];
};

/** It was taken back, and nothing of it but a cancelled order stays in the books. */
export const mayPostAgain = ({ state, cause, invoice }: RecordState): boolean =>
  state === 'skipped' && cause === 'taken-back' && invoice === undefined;

/** What is in the books is not left out: it has a decision of its own. */
export const mayBeIgnored = ({ state, salesOrder, open }: RecordState): boolean =>
  state === 'parked' && salesOrder === undefined && open.length === 0;

/** Every order, product and stock level that needs a person, oldest first. */
function problemsOf(view: JournalView, home: Home, now: Instant): readonly ProblemCard[] {
  const cards: ProblemCard[] = [...goodsProblems(view, home, now)];
  if (view.counts.parked + view.counts.conflict === 0) return cards.toSorted(bySince);
  for (const record of view.records.values()) {
    if (record.problem === undefined) continue;
    const { id, name, at, since = at, problem, sold } = record;
    const severity = severityOf(problem.category, epochMs(now) - epochMs(since));
    const may = { decisions: decisionsFor(record), ignorable: mayBeIgnored(record) };
    const ofOrder = { about: 'order', choices: [], sides: undefined } as const;
    cards.push({ recordId: id, recordName: name, since, total: totalOf(sold), severity, problem, ...may, ...ofOrder });
  }
  return cards.toSorted(bySince);
}

const bySince = (a: ProblemCard, b: ProblemCard): number => a.since.localeCompare(b.since);

type Paused = AgentSnapshot['paused'];
const pausedNow = ({ pause }: JournalView, now: Instant): Paused =>
  pause !== undefined && pauseLeftMs(pause, epochMs(now)) > 0
    ? { until: pause.until, words: pauseEnd(pause, now) }
    : undefined;

function lightOf(view: JournalView, situation: Situation, paused: Paused): Light {
  if (view.halted !== undefined || situation.ownershipSlip !== undefined) return 'failed';
  if (paused !== undefined) return 'paused';
  // A run that hangs looks as if it were at work.
  const isSilent = situation.silent !== undefined && situation.standingBy === undefined;
  if (situation.running !== undefined) return isSilent ? 'attention' : 'syncing';
  if (situation.standingBy !== undefined) return 'standing-by';
  const isCalm =
    situation.away === undefined &&
    !isSilent &&
    situation.slip === undefined &&
    stoppedGoods(view, situation) === undefined;
  return isCalm && needing(view).all === 0 ? 'ok' : 'attention';
}

/** What waits for a person: orders, products and stock levels, and plans. */
function needing({ counts, asking, holds }: JournalView) {
  const orderCount = counts.parked + counts.conflict;
  const plans = [...holds.values()].filter(({ approvedBy }) => approvedBy === undefined).length;
  return { orders: orderCount, all: orderCount + asking.size + plans };
}

const orders = (count: number): string => `${count} ${count === 1 ? 'order' : 'orders'}`;

function verdictOf(view: JournalView, situation: Situation, light: Light, paused: Paused): string {
  const books = situation.erp?.name ?? 'the ERP';
  const asks = needing(view);
  const what = asks.orders === asks.all ? orders(asks.all) : `${asks.all} ${asks.all === 1 ? 'problem' : 'problems'}`;
  const needs = `${what} ${asks.all === 1 ? 'needs' : 'need'} you.`;
  switch (light) {
    case 'failed':
      return view.halted === undefined
        ? 'Nothing is written until ownership.json is mended.'
        : `All syncing rests: ${view.halted.title}.`;
    case 'paused':
      return `Paused until ${paused?.words ?? 'later'}.${asks.all > 0 ? ` ${needs}` : ''}`;
    case 'standing-by':
      return `"${situation.standingBy ?? 'Another PC'}" does the syncing. This one only watches.`;
    case 'syncing':
      return situation.running?.words ?? 'Syncing.';
    case 'attention':
      if (asks.all > 0) return needs;
      if (situation.away !== undefined) return `${awayTitle(situation.away, situation)}. ${afterwards(situation)}`;
      if (situation.silent !== undefined) return `${silentTitle(situation.silent.hours)}.`;
      if (situation.slip !== undefined) return 'The changed mappings cannot be used.';
      return `${goodsTitle(stoppedGoods(view, situation))}. ${afterwards(situation)}`;
    case 'ok':
      if (situation.onlyWatches && situation.lastRun !== undefined) return situation.lastRun.words;
      if (situation.lastRun === undefined) return 'Ready. Nothing has been synced yet.';
      return situation.lastRun.end === 'left-out'
        ? `${orders(view.counts.posted)} in ${books}; the last sync left ${situation.lastRun.counts.skipped} out.`
        : `All well: ${orders(view.counts.posted)} in ${books}.`;
  }
}

export function snapshotOf(view: JournalView, situation: Situation): AgentSnapshot {
  const { version, now, awakeSince, shop, erp, running } = situation;
  const paused = pausedNow(view, now);
  const light = lightOf(view, situation, paused);
  const known = view.lastRuns[0];
  const isNewer = situation.lastRun !== undefined && situation.lastRun.run !== known?.run;
  const runs =
    isNewer && situation.lastRun !== undefined ? [situation.lastRun, ...view.lastRuns].slice(0, 20) : view.lastRuns;
  return {
    version,
    now,
    awakeSince,
    light,
    verdict: verdictOf(view, { ...situation, lastRun: runs[0] }, light, paused),
    shop,
    erp,
    running,
    paused,
    lastRun: runs[0],
    nextRunAt: view.halted === undefined ? situation.nextRunAt : undefined,
    counts: { ...view.counts },
    ...daysOf(view, situation),
    problems: problemsOf(view, situation.home, now),
    plans: planCards(view),
    goods: (situation.onlyWatches ? situation.watchedGoods : [...view.goodsRuns.values()]).map(
      ({ flow, endedAt, end, words }) => ({ flow, endedAt, end, words }),
    ),
    peakLock: situation.peakLock,
    goodsRevision: situation.goodsRevision,
    banners: bannersOf(view, situation, paused),
    runs,
    watched: situation.watched,
    mappingsRevision: situation.mappingsRevision,
  };
}

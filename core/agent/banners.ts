import type { Banner, AgentSnapshot } from '../contract.ts';
import type { JournalView } from '../journal/view.ts';
import type { Problem } from '../model/problem.ts';
import { severityOf } from '../model/severity.ts';
import { epochMs, shortTime } from '../model/time.ts';
import { flowWords } from '../model/goods-words.ts';
import type { RunSummary } from '../model/write.ts';
import type { Away, Situation } from './situation.ts';
import { stoppedGoods } from './stopped-goods.ts';

type Paused = AgentSnapshot['paused'];

/** A side that no longer lets us in is connected anew in set-up. */
function wayOn({ category, system }: Problem): Banner['button'] {
  if (category !== 'auth' || system === 'agent') return { words: 'Try again', request: 'resume' };
  return system === 'erp'
    ? { words: 'Reconnect the ERP', request: 'setup.open', step: 'erp' }
    : { words: 'Reconnect Shopify', request: 'setup.open', step: 'store' };
}

/** During a pause the one way on is to end it. */
const halted = (problem: Problem, paused: Paused): Banner => ({
  code: problem.code,
  severity: 'failed',
  title: problem.title,
  explanation: `${problem.explanation} ${problem.nextStep}`,
  button: paused === undefined ? wayOn(problem) : undefined,
});

const resting = (words: string): Banner => ({
  code: 'paused',
  severity: 'note',
  title: `Paused until ${words}`,
  explanation: 'Orders wait safely in Shopify. Nothing is written, except an order that you retry yourself.',
  button: { words: 'Resume now', request: 'pause.end' },
});

const standingBy = (holder: string): Banner => ({
  code: 'standing-by',
  severity: 'note',
  title: 'Another PC does the syncing',
  explanation: `"${holder}" holds it. This one only watches, and takes over when that one stops.`,
  button: undefined,
});

/** Without a schedule at work, as after a single command, nothing is tried by itself. */
export const afterwards = ({ nextRunAt }: Situation): string =>
  nextRunAt === undefined
    ? 'Nothing is lost; the next sync goes on from there.'
    : 'Nothing is lost; it is tried again by itself.';

/** Codes of what is not there at all, whichever side it is. */
const isNoAnswer = /-(unreachable|unavailable|timeout|away)$/;

/** "Odoo does not answer", where the error tells; of what else stopped a run, only that it did. */
export function awayTitle({ error }: Away, { erp }: Situation): string {
  const side = error?.system === 'erp' ? (erp?.name ?? 'The ERP') : error?.system === 'shop' ? 'Shopify' : undefined;
  if (side !== undefined && error?.category === 'busy') return `${side} is busy`;
  if (side !== undefined && isNoAnswer.test(error?.code ?? '')) return `${side} does not answer`;
  return stoppedTitle;
}
const stoppedTitle = 'The last sync could not finish';

function away(view: JournalView, reason: Away, situation: Situation): Banner {
  const { words, since, error } = reason;
  const title = awayTitle(reason, situation);
  const at = shortTime(since, situation.zone, situation.now);
  const { pending } = view.counts;
  const waiting = pending === 0 ? '' : pending === 1 ? ' 1 order waits.' : ` ${pending} orders wait.`;
  const todo = error?.category === 'busy' && error.nextStep !== undefined ? ` ${error.nextStep}` : '';
  // A side that is only busy worries nobody at first.
  const isNote = severityOf(error?.category ?? 'transient', epochMs(situation.now) - epochMs(since)) === 'note';
  return {
    code: 'away',
    severity: isNote ? 'note' : 'attention',
    title,
    explanation: `${words}${todo} Since ${at}.${waiting} ${afterwards(situation)}`,
    ...(title === stoppedTitle ? {} : { since }),
    button: { words: 'Try now', request: 'run.now' },
  };
}

function silent({ hours, lastAt }: NonNullable<Situation['silent']>, { zone, now }: Situation): Banner {
  const last = lastAt === undefined ? 'Not once since the start' : `Last at ${shortTime(lastAt, zone, now)}`;
  return {
    code: 'silent',
    severity: 'attention',
    title: silentTitle(hours),
    explanation: `${last}. The PC was awake, and nothing that failed explains it.`,
    button: { words: 'Sync now', request: 'run.now' },
  };
}
export const silentTitle = (hours: number): string => `Nothing has synced for ${hours} h`;

/** "Stock could not be compared to the end". */
export const goodsTitle = (run: RunSummary | undefined): string =>
  `${run === undefined ? 'The last sync' : flowWords[run.flow]} could not be compared to the end`;

const stopped = (run: RunSummary, situation: Situation): Banner => ({
  code: `${run.flow}-stopped`,
  severity: 'attention',
  title: goodsTitle(run),
  explanation: `${run.words} ${afterwards(situation)}`,
  since: run.startedAt,
  button: { words: 'Try now', request: 'run.now' },
});

const watching: Banner = {
  code: 'only-watching',
  severity: 'note',
  title: 'Counterfoil only watches',
  explanation: 'It plans and shows what it would write, and writes nothing to either side.',
  button: { words: 'Begin writing', request: 'setup.open', step: 'preview' },
};

const slipped = (why: string): Banner => ({
  code: 'mappings-slip',
  severity: 'attention',
  title: 'The changed mappings cannot be used',
  explanation: `${why} What was read before counts until then.`,
  button: undefined,
});

const unowned = (why: string): Banner => ({
  code: 'ownership-slip',
  severity: 'failed',
  title: 'Nothing is written until ownership.json is mended',
  explanation: `${why} Orders wait safely in Shopify, and it goes on by itself afterwards.`,
  button: undefined,
});

const worthKnowing = ({ code, words }: { readonly code: string; readonly words: string }): Banner => ({
  code,
  severity: 'note',
  title: 'Worth knowing',
  explanation: words,
  button: undefined,
});

/** Every state that affects the whole app; that the last sync stopped is said only where nothing else explains it. */
export function bannersOf(view: JournalView, situation: Situation, paused: Paused): readonly Banner[] {
  const isExplained =
    view.halted !== undefined ||
    situation.ownershipSlip !== undefined ||
    situation.standingBy !== undefined ||
    paused !== undefined;
  const stoppedRun = stoppedGoods(view, situation);
  return [
    view.halted && halted(view.halted, paused),
    situation.ownershipSlip === undefined ? undefined : unowned(situation.ownershipSlip),
    paused && resting(paused.words),
    situation.onlyWatches ? watching : undefined,
    situation.standingBy === undefined ? undefined : standingBy(situation.standingBy),
    situation.away === undefined || isExplained ? undefined : away(view, situation.away, situation),
    situation.silent === undefined || isExplained || situation.away !== undefined
      ? undefined
      : silent(situation.silent, situation),
    stoppedRun === undefined || isExplained || situation.away !== undefined
      ? undefined
      : stopped(stoppedRun, situation),
    situation.slip === undefined ? undefined : slipped(situation.slip),
    ...[...view.notices.values()].map(worthKnowing),
  ].filter(banner => banner !== undefined);
}

import { categoryOf, recoveryOf, SyncError } from '../errors.ts';
import type { Event } from '../journal/entry.ts';
import { instantOf, minutes, type Instant } from '../model/time.ts';
import type { Problem } from '../model/problem.ts';
import type { RunSummary, RunTrigger, Write } from '../model/write.ts';
import type { Compared, Comparison, PlannedGoods, Scope } from './comparison.ts';
import { inWords } from './perform.ts';
import type { PreviewedGoods } from './preview-comparison.ts';
import { sendRecords } from './perform-goods.ts';
import { withRetry } from './retry.ts';
import type { RunDeps, RunResult } from './run.ts';
import type { Outcome } from './settle.ts';
import {
  agreedEvents,
  atOnce,
  chunks,
  endOfHold,
  holdEvents,
  isNews,
  problemEvent,
  restEvents,
} from './settle-goods.ts';
import { comparing, endOf, sumOf, talliesOf, wordsFor, type Counted } from './summary.ts';
import { keepTakenBack } from './undo.ts';

export type ComparisonRequest = { readonly run: string; readonly trigger: RunTrigger; readonly scope: Scope };

/** `waiting`: what must be looked at again with the next run, changed or not. */
export type ComparisonResult = RunResult & { readonly waiting: readonly string[] };

/** What was read this long ago is read again before it is written. */
const oldMs = minutes(5);
/** So often a record may lose against other writers within one run. */
const mostRounds = 4;

/**
 * The loop of a flow that compares: reads both sides, plans everything, holds what a person must see first, then writes in lots. What the
 * other side has changed meanwhile is read and planned anew, and so is everything after a reply that was lost.
 */
export async function runComparison<R, W extends Write>(
  flow: Comparison<R, W>,
  deps: RunDeps,
  { run, trigger, scope }: ComparisonRequest,
  signal: AbortSignal,
  hear: (planned: Iterable<PreviewedGoods<R, W>>, scope: Scope) => void = () => {},
): Promise<ComparisonResult> {
  const { journal, clock } = deps;
  const { view } = journal;
  const startedAt = instantOf(clock.now());
  const seqBefore = view.seq;
  const work = createWork(flow, deps, { run, scope, keyStart: `${run}-${clock.now()}` }, signal);
  let error: unknown;
  try {
    await work.go();
  } catch (thrown) {
    error = thrown;
    if (thrown instanceof SyncError && thrown.category === 'safety' && thrown.recovery !== 'stop')
      await journal.append(
        ...holdEvents(view, { run, flow: flow.name, isWhole: false }, [
          { key: thrown.code, problem: whyNothing(thrown), ids: [] },
        ]),
      );
  }
  hear(work.planned(), scope);
  const failed = error !== undefined;
  const tallies = talliesOf(work.counted());
  const counts = sumOf(tallies);
  const end = endOf(counts, failed, signal.aborted, false);
  const words = wordsFor(flow.name, tallies, end, failed ? inWords(error).message : undefined, undefined);
  const head = { run, flow: flow.name, trigger, startedAt, end, counts, words };
  const category = failed && end === 'stopped' ? categoryOf(error) : null;
  const last = view.goodsRuns.get(flow.name);
  const isQuiet = view.seq === seqBefore && last?.end === end && last.words === words;
  if (!isQuiet) await journal.append({ kind: 'run-finished', ...head, category });
  const summary: RunSummary = { ...head, endedAt: instantOf(clock.now()) };
  return {
    summary,
    stopped: category === null ? undefined : { error, category, recovery: recoveryOf(error) },
    waiting: [...work.waiting],
  };
}

/** Why nothing of it was written, until one goes through. The error's first sentence names it. */
function whyNothing({ category, code, message, nextStep = '', details }: SyncError): Problem {
  const end = message.indexOf('. ');
  const [title, explanation] = end < 0 ? [message, message] : [message.slice(0, end), message.slice(end + 2)];
  return { category, code, title, explanation, nextStep, missing: [], details };
}

/** One run's planning and writing. */
function createWork<R, W extends Write>(
  flow: Comparison<R, W>,
  deps: RunDeps,
  { run, scope, keyStart }: { readonly run: string; readonly scope: Scope; readonly keyStart: string },
  signal: AbortSignal,
) {
  const { journal, clock } = deps;
  const { view } = journal;
  const retry = { policies: deps.policies, clock, signal };
  const outcomes = new Map<string, Outcome>();
  const waiting = new Set<string>();
  const planned = new Map<string, PlannedGoods<R, W>>();
  const mine = () => [...view.holds.values()].filter(held => held.flow === flow.name);
  const approved = new Set(mine().flatMap(held => (held.approvedBy === undefined ? [] : held.ids)));
  const heldIds = () => new Set(mine().flatMap(one => (one.approvedBy === undefined ? one.ids : [])));
  let readAtMs = clock.now();
  let goes = 0;

  /** Plans what was read, tells what needs no Write; @returns ids of what may be written. */
  async function settle(read: readonly Compared<R>[]): Promise<readonly string[]> {
    for (const compared of read) {
      const { id } = compared.ref;
      const state = view.goods.get(id);
      planned.set(id, { compared, plan: keepTakenBack(flow.plan(compared, state), state) });
    }
    const holds = flow.hold([...planned.values()], scope, approved);
    await journal.append(...holdEvents(view, { run, flow: flow.name, isWhole: scope.kind === 'all' }, holds));
    const held = heldIds();
    const writable: string[] = [];
    for (const some of chunks(read, atOnce)) {
      const landed: Event[] = [];
      const agreed: (readonly [string, string, string])[] = [];
      const asked: Event[] = [];
      for (const compared of some) {
        const { id, name } = compared.ref;
        const plan = planned.get(id)?.plan;
        if (plan === undefined) continue;
        waiting.delete(id);
        outcomes.set(id, outcomeOf(plan, held.has(id)));
        if (plan.kind === 'write' && !held.has(id)) writable.push(id);
        if (plan.kind === 'wait') waiting.add(id);
        const state = view.goods.get(id);
        if (plan.kind === 'same' && isNews(plan, state)) agreed.push([id, name, plan.agreed]);
        for (const event of restEvents(run, compared, plan, state))
          (event.kind === 'landed' ? landed : asked).push(event);
      }
      await journal.append(...landed, ...agreedEvents(flow.name, agreed), ...asked);
    }
    return writable;
  }

  const readAgain = async (ids: readonly string[]): Promise<readonly string[]> => {
    const found = await flow.read({ kind: 'only', ids }, signal);
    readAtMs = clock.now();
    return settle(found);
  };

  /** @returns ids of those that lost against another writer */
  async function write(first: readonly string[]): Promise<readonly string[]> {
    const lost: string[] = [];
    let todo = first;
    let isDoubtful = false;
    const isOld = (): boolean => clock.now() - readAtMs > oldMs;
    const doubt = (left: readonly string[]): void => {
      todo = left;
      isDoubtful = true;
    };
    const goOn = async (): Promise<void> => {
      if (isDoubtful || isOld()) todo = await readAgain(todo);
      isDoubtful = false;
      goes += 1;
      const sending = { flow, deps, run, keyStart: `${keyStart}-${goes}`, planned, outcomes, isOld };
      const { stale, left } = await sendRecords(sending, todo, doubt, signal);
      lost.push(...stale);
      todo = left;
    };
    while (todo.length > 0) {
      const before = todo.length;
      // The time that went into what has landed is no outage.
      await withRetry(retry, goOn).catch((error: unknown) => {
        if (signal.aborted || recoveryOf(error) !== 'retry' || todo.length >= before) throw error;
      });
    }
    return lost;
  }

  async function giveUp(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const compared = planned.get(id)?.compared;
      if (compared === undefined) continue;
      outcomes.set(id, 'parked');
      await journal.append(problemEvent(run, compared, flow.contended(compared.ref.name)));
    }
  }

  /** The newest record's own time; own Writes are read again with the next run, and agree. */
  async function moveCursor(): Promise<void> {
    const before = view.cursors.get(flow.name) ?? '';
    let newest: Instant = before;
    for (const { compared } of planned.values()) if (compared.updatedAt > newest) newest = compared.updatedAt;
    if (scope.kind !== 'only' && newest > before)
      await journal.append({ kind: 'cursor', flow: flow.name, value: newest });
  }

  return {
    waiting,
    *counted(): Generator<Counted> {
      for (const [id, outcome] of outcomes) {
        const one = planned.get(id);
        const isUntold = one?.plan.kind === 'wait' && one.plan.untold === true;
        yield { noun: one && flow.noun?.(one.compared.record), outcome, waits: waiting.has(id) && !isUntold };
      }
    },
    /** As last planned, and what was written as it is now. */
    *planned(): Generator<PreviewedGoods<R, W>> {
      const held = heldIds();
      for (const [id, one] of planned) yield { ...one, isHeld: held.has(id) };
    },
    async go(): Promise<void> {
      deps.onProgress({ flow: flow.name, done: 0, total: undefined, words: comparing(flow.name) });
      const read = await withRetry(retry, () => flow.read(scope, signal));
      readAtMs = clock.now();
      let todo = await settle(read);
      for (let round = 1; todo.length > 0; round += 1) {
        const lost = await write(todo);
        if (round === mostRounds) return giveUp(lost);
        todo = lost.length === 0 ? [] : await withRetry(retry, () => readAgain(lost));
      }
      // A look at some of it has not used up what a person let pass.
      const over = mine().filter(held => scope.kind !== 'only' && held.approvedBy !== undefined);
      await journal.append(...over.map(({ key }) => endOfHold(flow.name, key)));
      await moveCursor();
    },
  };
}

function outcomeOf(plan: PlannedGoods<unknown, Write>['plan'], isHeld: boolean): Outcome {
  switch (plan.kind) {
    case 'skip':
      return 'skipped';
    case 'park':
    case 'conflict':
      return 'parked';
    case 'same':
      return plan.problem === undefined ? 'unchanged' : 'parked';
    case 'write':
      return isHeld ? 'parked' : 'unchanged';
    case 'wait':
      return 'unchanged';
  }
}

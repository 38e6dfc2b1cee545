import { importPolicy } from './policy.ts';
import { importOrders } from '../flows/import-orders/flow.ts';
import { categoryOf, recoveryOf } from '../errors.ts';
import { StandingBy } from '../engine/lease.ts';
import { retryPolicies, withRetry } from '../engine/retry.ts';
import { runFlow, type RunDeps, type RunProgress, type RunResult } from '../engine/run.ts';
import { isEarlierStart, sinceCursor } from '../engine/since.ts';
import { days, instantOf, minutes } from '../model/time.ts';
import type { Mappings } from '../model/mappings.ts';
import type { PlannedTotals } from '../model/setup.ts';
import { goodsFlowOf } from '../journal/goods-state.ts';
import type { FlowName, RunEnd, RunSummary, RunTrigger } from '../model/write.ts';
import { haltProblem, historyLimit, type Connection } from './connect.ts';
import type { Goods } from './goods/goods.ts';
import type { AgentDeps } from './ports.ts';
import { unfinished } from './unfinished.ts';
import { watchedGoods, watchOnce } from './watch.ts';
import { isOwnershipSlip, openWriting, type WritingReports } from './writing.ts';

/** `only`: these records, orders by id or name, goods by id. `flow`: that one alone, all of it. */
export type RunWish = { readonly trigger: RunTrigger; readonly only?: readonly string[]; readonly flow?: FlowName };

/** `going`: ends the run after the record under way. `writing`: ends it at once, and follows `going` or comes with it. */
export type RunSignals = { readonly going: AbortSignal; readonly writing: AbortSignal };

/** What the runner reports while it works; the agent turns it into snapshots. */
export type RunnerReports = WritingReports & {
  readonly progress: (trigger: RunTrigger, progress: RunProgress | undefined) => void;
  /** Of orders, or of a run that came to none. */
  readonly finished: (result: RunResult) => void;
  /** Of a comparison. */
  readonly compared: () => void;
  /** Of an agent that writes nothing: what it would have written. */
  readonly watched: (totals: PlannedTotals) => void;
  /** The same of products and stock, a flow at a time. */
  readonly watchedGoods: (summary: RunSummary) => void;
};

/** How far back a sweep reads: for what polling missed. A start sweeps too, as an office PC is off every night. */
const sweepMs = days(3);
const sweeps: ReadonlySet<RunTrigger> = new Set(['start', 'sweep']);

/** When orders that wait for the ERP are looked at although nothing changed: a person may have put it right there. */
const looksAgain: ReadonlySet<RunTrigger> = new Set(['start', 'sweep', 'manual']);

/** What a wish wants of orders; undefined: nothing. */
function ordersOf(wish: RunWish): RunWish | undefined {
  if (wish.flow !== undefined && wish.flow !== 'import-orders') return undefined;
  if (wish.only === undefined) return wish;
  const only = wish.only.filter(ref => goodsFlowOf(ref) === undefined);
  return only.length === 0 ? undefined : { ...wish, only };
}

/** Runs flows one at a time: a retry that comes while a run is under way waits for it (ORD-02). */
export function createRunner(deps: AgentDeps, goods: Goods, reports: RunnerReports, leaseValidMs = minutes(15)) {
  const { journal, clock, shop, erp, log, policies = retryPolicies } = deps;
  const writing = openWriting(deps, reports, leaseValidMs);
  /** The mappings with which everything that waits was last looked at. */
  let lookedWith: Mappings | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function runNow(
    wish: RunWish,
    askedAt: number,
    { going: signal, writing: cutShort }: RunSignals,
  ): Promise<RunResult | undefined> {
    const { trigger, only } = wish;
    const startedAt = instantOf(clock.now());
    const run = `run-${journal.view.seq + 1}`;
    reports.progress(trigger, {
      flow: wish.flow ?? 'import-orders',
      done: 0,
      total: undefined,
      words: 'Reading orders from Shopify',
    });
    try {
      const retry = { policies, clock, signal };
      const found = await withRetry(retry, () => writing.connected(signal));
      if (deps.settings.mode === 'watch') {
        const atMs = clock.now();
        return await watched({ ...found, atMs }, { run, trigger, startedAt }, wish.flow ?? 'all', signal);
      }
      await writing.begin(signal);
      const runDeps = writing.deps(cutShort, progress => reports.progress(trigger, progress));
      const orders = ordersOf(wish);
      const result =
        orders === undefined ? undefined : await runOrders(orders, { run, askedAt, found, runDeps }, signal);
      if (result !== undefined && (result.stopped !== undefined || result.summary.end === 'cancelled')) return result;
      const failedGoods = async (error: unknown): Promise<readonly RunResult[]> => {
        if (signal.aborted || error instanceof StandingBy) throw error;
        const flow = wish.flow ?? 'export-stock';
        const failed = failedRun(`run-${journal.view.seq + 1}`, trigger, startedAt, error, flow);
        const { endedAt: _, ...entry } = failed.summary;
        if (journal.view.goodsRuns.get(flow)?.words !== entry.words)
          await journal.append({ kind: 'run-finished', ...entry, category: failed.stopped.category });
        return [failed];
      };
      const ids = only?.filter(id => goodsFlowOf(id) !== undefined);
      const compared =
        ids?.length === 0
          ? undefined
          : await goods.run(found, { trigger, flow: wish.flow, only: ids }, runDeps, signal).catch(failedGoods);
      for (const each of compared ?? []) {
        await rest(each.stopped?.error, signal);
        log.info('comparison finished', { flow: each.summary.flow, end: each.summary.end, ...each.summary.counts });
      }
      reports.compared();
      return result ?? compared?.at(-1);
    } catch (error) {
      if (signal.aborted) return cancelledRun(run, trigger, startedAt);
      if (error instanceof StandingBy) {
        reports.standingBy(error.holder);
        return undefined;
      }
      const failed = failedRun(run, trigger, startedAt, error);
      // Shown before it is kept: a full disk must not hide itself.
      reports.finished(failed);
      await rest(error, signal);
      const { endedAt: _, ...entry } = failed.summary;
      if (journal.view.lastRuns[0]?.words !== entry.words)
        await journal.append({ kind: 'run-finished', ...entry, category: failed.stopped.category });
      return failed;
    } finally {
      reports.progress(trigger, undefined);
    }
  }

  async function runOrders(
    { trigger, only }: RunWish,
    {
      run,
      askedAt,
      found,
      runDeps,
    }: { readonly run: string; readonly askedAt: number; readonly found: Connection; readonly runDeps: RunDeps },
    signal: AbortSignal,
  ): Promise<RunResult> {
    const flow = importOrders({ shop, erp, policy: importPolicy(deps, found.shop, found.erp) });
    const mappings = deps.mappings.current();
    const which =
      only === undefined
        ? {
            also: unfinished(
              journal.view,
              mappings === lookedWith ? undefined : mappings,
              { orders: deps.settings.orders, isEarlier: isEarlierStart(flow, journal.view) },
              looksAgain.has(trigger),
            ),
          }
        : { only };
    const backMs = sweeps.has(trigger) ? sweepMs : 0;
    const caveat =
      only === undefined ? historyLimit(found.shop, sinceCursor(flow, journal.view, backMs), clock.now()) : undefined;
    const request = { run, trigger, backMs, askedAt, ...which, ...(caveat === undefined ? {} : { caveat }) };
    const result = await runFlow(flow, runDeps, request, signal);
    await rest(result.stopped?.error, signal);
    const wentThrough = result.stopped === undefined && result.summary.end !== 'cancelled';
    if (wentThrough && only === undefined) lookedWith = mappings;
    if (wentThrough && journal.view.halted !== undefined)
      await journal.append({ kind: 'resumed', by: 'a run that went through' });
    reports.finished(result);
    log.info('run finished', { run, trigger, end: result.summary.end, ...result.summary.counts });
    return result;
  }

  /** No lease, no entry: nothing leaves this PC. */
  async function watched(
    found: Connection,
    run: { readonly run: string; readonly trigger: RunTrigger; readonly startedAt: string },
    wanted: FlowName | 'all',
    signal: AbortSignal,
  ): Promise<RunResult> {
    const looks: RunSummary[] = [];
    const tell = (done: number): void =>
      reports.progress(run.trigger, { flow: 'import-orders', done, total: undefined, words: 'Looking at orders' });
    if (wanted === 'all' || wanted === 'import-orders') {
      const { summary, totals } = await watchOnce(deps, found, journal.view, run, tell, signal);
      looks.push(summary);
      reports.watched(totals);
      reports.finished({ summary, stopped: undefined });
    }
    for (const look of await goods.look(() => found, wanted, signal)) {
      const summary = watchedGoods(run, { ...look, endedAt: instantOf(clock.now()) });
      looks.push(summary);
      reports.watchedGoods(summary);
    }
    reports.compared();
    const summary = looks[0] ?? emptySummary(run.run, run.trigger, run.startedAt, 'left-out', 'Nothing was looked at.');
    return { summary, stopped: undefined };
  }

  /** What a run's end means for the next ones: stand by, halt until a person acts, or simply go on. */
  async function rest(error: unknown, signal: AbortSignal): Promise<void> {
    if (error === undefined || signal.aborted) return;
    if (error instanceof StandingBy) return reports.standingBy(error.holder);
    if (isOwnershipSlip(error)) return;
    const recovery = recoveryOf(error);
    log.error('run stopped', {
      kind: categoryOf(error),
      cause: error instanceof Error ? (error.stack ?? error.message) : typeof error,
    });
    if (recovery !== 'stop' && recovery !== 'halt') return;
    writing.forget();
    const problem = haltProblem(error);
    if (journal.view.halted?.explanation !== problem.explanation) await journal.append({ kind: 'halted', problem });
  }

  /** Of a run that never came to its orders. */
  const emptySummary = (
    run: string,
    trigger: RunTrigger,
    startedAt: string,
    end: RunEnd,
    words: string,
  ): RunSummary => ({
    run,
    flow: 'import-orders',
    trigger,
    startedAt,
    endedAt: instantOf(clock.now()),
    end,
    counts: { seen: 0, posted: 0, unchanged: 0, skipped: 0, parked: 0, waiting: journal.view.counts.pending },
    words,
  });

  const cancelledRun = (run: string, trigger: RunTrigger, startedAt: string): RunResult => ({
    summary: emptySummary(run, trigger, startedAt, 'cancelled', 'Stopped before anything was done.'),
    stopped: undefined,
  });

  /** A run that died in connecting, in taking the lease, or of the journal. */
  function failedRun(
    run: string,
    trigger: RunTrigger,
    startedAt: string,
    error: unknown,
    flow: FlowName = 'import-orders',
  ) {
    const problem = haltProblem(error);
    const summary = { ...emptySummary(run, trigger, startedAt, 'stopped', problem.explanation), flow };
    return { summary, stopped: { error, category: problem.category, recovery: recoveryOf(error) } };
  }

  return {
    /** Undefined: another PC holds the lease. */
    run(wish: RunWish, signals: RunSignals): Promise<RunResult | undefined> {
      const askedAt = journal.view.seq;
      const mine = turn.then(() => runNow(wish, askedAt, signals));
      turn = mine.catch(() => undefined);
      return mine;
    },
    /** Something else that writes, by the same right and in turn with the runs. @throws what stands in its way */
    write<T>(
      work: (found: Connection, runDeps: RunDeps) => Promise<T>,
      { going: signal, writing: cutShort }: RunSignals,
    ): Promise<T> {
      const mine = turn.then(async () => {
        const found = await withRetry({ policies, clock, signal }, () => writing.connected(signal));
        await writing.begin(signal);
        return work(
          found,
          writing.deps(cutShort, () => {}),
        );
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
    /** Renews the lease after the run under way: what it promises other PCs has changed. Where that fails, they take over early. */
    beat(signal: AbortSignal): void {
      const why = (error: unknown) => log.warn('the lease could not be renewed', { why: String(error) });
      turn = turn.then(() => writing.beat(signal)).catch(why);
    },
    /** Waits for the run under way, then gives the lease back within `limit`. */
    async close(limit: () => AbortSignal): Promise<void> {
      await turn;
      await writing.release(limit);
    },
    connected: writing.connected,
  };
}
export type Runner = ReturnType<typeof createRunner>;

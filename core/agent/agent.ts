import type { Handlers, NewMapping, OrderRow, Progress, Snapshot } from '../contract.ts';
import { SyncError } from '../errors.ts';
import { findRecord, type RecordState } from '../journal/view.ts';
import { instantOf } from '../model/time.ts';
import type { Decision, Missing } from '../model/problem.ts';
import type { RunSummary, RunTrigger } from '../model/write.ts';
import type { Connection } from './connect.ts';
import { choiceKindFor, choicesFor, isSameGap, sourceOf, withMapping } from './mapping.ts';
import type { AgentDeps } from './ports.ts';
import { createRunner, type RunWish } from './runner.ts';
import { decisionsFor, snapshotOf, ordersPage } from './status.ts';
import { byDecision, rowOf, traceOf } from './trace.ts';

const dayMs = 86_400_000;
/** After a sweep that could not finish. */
const sweepAgainMs = 3_600_000;
/** A run later than this after its time was missed: the PC slept or was off. */
const lateMs = 90_000;

/** The agent: one journal, one schedule, one run at a time. Windows and the command line speak to it through `handlers`. */
export function createAgent(deps: AgentDeps) {
  const { journal, clock, log } = deps;
  const ending = new AbortController();
  const listeners = new Set<(snapshot: Snapshot) => void>();
  let connection: Connection | undefined;
  let running: Progress | undefined;
  let lastRun: RunSummary | undefined = journal.view.lastRuns[0];
  let standingBy: string | undefined;
  let nextRunAtMs: number | undefined;
  let sweptAtMs = clock.now();
  let stopped: Promise<void> | undefined;

  const snapshot = (): Snapshot =>
    snapshotOf(journal.view, {
      version: deps.version,
      now: instantOf(clock.now()),
      shop: connection?.shop,
      erp: connection?.erp,
      running,
      lastRun,
      nextRunAt: nextRunAtMs === undefined ? undefined : instantOf(nextRunAtMs),
      standingBy,
      away: lastRun?.end === 'stopped' ? lastRun.words : undefined,
      slip: deps.mappings.slip?.(),
    });
  const changed = (): void => {
    if (listeners.size === 0) return;
    const now = snapshot();
    for (const listen of listeners) listen(now);
  };

  const runner = createRunner(deps, {
    connected: found => {
      connection = found;
      changed();
    },
    progress: (trigger, progress) => {
      running = progress && {
        flow: 'import-orders',
        trigger,
        startedAt: running?.startedAt ?? instantOf(clock.now()),
        done: progress.done,
        total: progress.total,
        words: progress.words,
      };
      changed();
    },
    finished: summary => {
      lastRun = summary;
      changed();
    },
    standingBy: holder => {
      standingBy = holder;
      changed();
    },
  });

  /** One after the other: each adds to what the one before has saved. */
  let mappingTurn: Promise<unknown> = Promise.resolve();
  let inTurn = 0;
  const run = (wish: RunWish) => {
    inTurn += 1;
    return runner.run(wish, ending.signal).finally(() => {
      inTurn -= 1;
    });
  };

  /** Called by a timer and after waking; runs what is due by the wall clock, once, however many times were missed. */
  async function tick(): Promise<void> {
    const nowMs = clock.now();
    // A clock that was put back must not silence the schedule.
    if (nextRunAtMs !== undefined) nextRunAtMs = Math.min(nextRunAtMs, deps.nextRunAfter(nowMs));
    if (nextRunAtMs === undefined || nowMs < nextRunAtMs || ending.signal.aborted) return;
    // A run that outlasts its schedule is followed by one, not by all that came due meanwhile.
    if (inTurn > 0) return;
    const missed = nowMs - nextRunAtMs > lateMs;
    const sweep = Math.abs(nowMs - sweptAtMs) >= dayMs;
    nextRunAtMs = deps.nextRunAfter(nowMs);
    if (journal.view.halted !== undefined) return;
    const result = await run({ trigger: sweep ? 'sweep' : missed ? 'catch-up' : 'schedule' });
    if (sweep) sweptAtMs = result?.summary.end === 'stopped' ? nowMs - dayMs + sweepAgainMs : nowMs;
  }

  const recordOf = (ref: string): RecordState => {
    const record = findRecord(journal.view, ref);
    if (record !== undefined) return record;
    throw new SyncError('rejected', 'order-unknown', `No order ${ref} is known here.`, {
      nextStep: 'Check the order number, or sync first.',
    });
  };

  async function retry(refs: readonly string[], trigger: RunTrigger): Promise<void> {
    if (refs.length === 0) return;
    const result = await run({ trigger, only: refs });
    if (result?.summary.end === 'cancelled')
      throw new SyncError('transient', 'stopping', 'Counterfoil is being closed, so not all was tried.', {
        nextStep: 'Start it again and retry; nothing is lost.',
      });
    if (result === undefined)
      throw new SyncError('safety', 'standing-by', 'Another PC does the syncing, so nothing was tried here.', {
        nextStep: 'Do it on that PC, or quit Counterfoil there and try again here.',
      });
    if (result.stopped !== undefined) throw result.stopped.error;
  }

  async function retryOne(ref: string): Promise<OrderRow> {
    // An order that was never seen here can be fetched by its name all the same.
    const before = findRecord(journal.view, ref);
    await retry([before?.id ?? ref], 'retry');
    return rowOf(recordOf(before?.id ?? ref));
  }

  async function decide(ref: string, decision: Decision): Promise<OrderRow> {
    const record = recordOf(ref);
    if (record.decision !== decision && !decisionsFor(record).includes(decision))
      throw new SyncError('rejected', 'nothing-to-decide', `${record.name} does not wait for this decision.`, {
        nextStep: 'Look at the order again: it has changed since, or waits for something else.',
      });
    const mark = { id: record.id, name: record.name };
    const decided = { kind: 'decided', record: mark, decision, by: deps.device.name } as const;
    if (decision !== 'leave-as-is') {
      if (record.decision !== decision) await journal.append(decided);
      return retryOne(record.id);
    }
    const { recordUpdatedAt, fingerprint, moneySide = deps.settings.orders.moneySide } = record;
    const posted = { kind: 'posted', run: byDecision, record: mark, recordUpdatedAt, fingerprint, moneySide } as const;
    await journal.append(decided, posted);
    changed();
    return rowOf(recordOf(record.id));
  }

  async function saveMapping({ missing, code }: NewMapping): Promise<void> {
    const current = deps.mappings.current();
    await deps.mappings.save(withMapping(current, missing, code));
    await journal.append({
      kind: 'mapped',
      what: JSON.stringify(missing),
      before: sourceOf(current, missing) ?? null,
      after: code,
      by: deps.device.name,
    });
  }

  /** The mapping is durable and journaled before what waited for it is tried again. */
  async function addMapping({ missing, code }: NewMapping): Promise<void> {
    const saved = mappingTurn.then(() => saveMapping({ missing, code }));
    mappingTurn = saved.catch(() => undefined);
    await saved;
    const waiting = [...journal.view.records.values()].filter(
      record => record.problem?.missing.some(one => isSameGap(one, missing)) === true,
    );
    await retry(
      waiting.map(record => record.id),
      'mapping',
    );
    changed();
  }

  async function resume(): Promise<void> {
    await journal.append({ kind: 'resumed', by: deps.device.name });
    changed();
    await run({ trigger: 'manual' });
  }

  const handlers: Handlers = {
    snapshot,
    'orders.list': query => ordersPage(journal.view, query),
    'order.trace': async ref => {
      const record = findRecord(journal.view, ref);
      return record && traceOf(record, await journal.trace(record.id));
    },
    'run.now': async () => void (await run({ trigger: 'manual' })),
    'order.retry': retryOne,
    'order.decide': decide,
    'mapping.choices': async (missing: Missing, search) =>
      choicesFor(missing, await deps.erp.choices(choiceKindFor(missing), search, ending.signal)).map(
        ({ code, label }) => ({ code, label }),
      ),
    'mapping.add': addMapping,
    resume,
  };

  return {
    handlers,
    run,
    tick,
    snapshot,
    /** Hears each change; @returns how to stop hearing. */
    subscribe(listen: (snapshot: Snapshot) => void): () => void {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    /** Begins the schedule with one run now: it catches up on what happened while the agent was away. */
    async start(): Promise<void> {
      nextRunAtMs = deps.nextRunAfter(clock.now());
      if (journal.dropped > 0)
        log.warn('the last stub was cut short by a power loss and dropped', { bytes: journal.dropped });
      const begunMs = clock.now();
      const result = await run({ trigger: 'start' });
      sweptAtMs = result === undefined || result.summary.end === 'stopped' ? begunMs - dayMs + sweepAgainMs : begunMs;
    },
    /** Ends the run under way at its next safe point, gives the lease back, and leaves the journal to its owner to close. */
    stop(): Promise<void> {
      ending.abort(new SyncError('transient', 'stopping', 'Counterfoil is being closed.'));
      nextRunAtMs = undefined;
      return (stopped ??= runner
        .close(() => AbortSignal.timeout(5_000))
        .catch((error: unknown) => log.warn('the lease could not be given back', { why: String(error) })));
    },
  };
}
export type Agent = ReturnType<typeof createAgent>;

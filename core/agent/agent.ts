import type { AgentRequestName, AgentSnapshot, Handlers, Progress } from '../contract.ts';
import { SyncError } from '../errors.ts';
import { findRecord } from '../journal/view.ts';
import { pauseEnd, pauseFrom, pauseLeftMs, type PauseLength } from '../model/pause.ts';
import { days, epochMs, hours, instantOf } from '../model/time.ts';
import type { PlannedTotals } from '../model/setup.ts';
import type { FlowName, RunSummary, RunTrigger } from '../model/write.ts';
import type { RunResult } from '../engine/run.ts';
import { awayOf } from './away.ts';
import { createByHand } from './by-hand.ts';
import type { Connection } from './connect.ts';
import { trackFiles } from './files-seen.ts';
import { createGoods } from './goods/goods.ts';
import { goodsHandlers } from './goods/handlers.ts';
import type { Home } from './goods/choices.ts';
import { mappingChoices } from './mapping-choices.ts';
import { mappingList } from './mapping-list.ts';
import { createOwnershipChanges } from './ownership-changes.ts';
import { ownershipHandlers } from './ownership-desk.ts';
import type { AgentDeps } from './ports.ts';
import { createRunner, type RunWish } from './runner.ts';
import { ordersIndex } from './orders-index.ts';
import { snapshotOf } from './status.ts';
import { traceOf } from './trace.ts';
import { onlyWatching } from './watch.ts';
import { lateMs, trackSilence } from './silence.ts';

/** After a sweep that could not finish. */
const sweepAgainMs = hours(1);
/** For what a shop is asked beside the work, and can do without. */
const shortlyMs = 5_000;

/** The agent: one journal, one schedule, one run at a time. Windows and the command line speak to it through `handlers`. */
export function createAgent(deps: AgentDeps) {
  const { journal, clock, log } = deps;
  const ending = new AbortController();
  /** Ends with the agent and with the next pause. */
  let going = new AbortController();
  const listeners = new Set<(snapshot: AgentSnapshot) => void>();
  let connection: Connection | undefined;
  let running: Progress | undefined;
  let lastRun: RunSummary | undefined = journal.view.lastRuns[0];
  /** What stopped it, known of a run since the start. */
  let lastError: unknown;
  let standingBy: string | undefined;
  let watched: PlannedTotals | undefined;
  const watchedGoods = new Map<FlowName, RunSummary>();
  let nextRunAtMs: number | undefined;
  let sweptAtMs = -Infinity;
  let stopped: Promise<void> | undefined;

  const silence = trackSilence(deps, journal.view.lastRuns);
  const zone = (): string => connection?.shop.zone ?? deps.zone;
  const home = (): Home => ({
    erp: connection?.erp.name ?? 'the ERP',
    currency: connection?.shop.currency ?? '',
  });
  const isPaused = (): boolean => pauseLeftMs(journal.view.pause, clock.now()) > 0;
  const files = trackFiles(deps);
  const snapshot = (): AgentSnapshot =>
    snapshotOf(journal.view, {
      version: deps.version,
      now: instantOf(clock.now()),
      awakeSince: silence.awakeSince(),
      zone: zone(),
      shop: connection?.shop,
      erp: connection?.erp,
      running,
      lastRun,
      nextRunAt: nextRunAtMs === undefined ? undefined : instantOf(nextRunAtMs),
      standingBy,
      away: awayOf(lastRun, journal.view.lastRuns, lastError),
      silent: silence.tooLong(),
      slip: deps.mappings.slip?.(),
      ownershipSlip: deps.ownership.slip(),
      watched,
      watchedGoods: [...watchedGoods.values()],
      isOff: flow => goods.off(flow) !== undefined,
      home: home(),
      peakLock: goods.lock(zone())?.until,
      goodsRevision: goods.revision(),
      onlyWatches: deps.settings.mode === 'watch',
      mappingsRevision: files.mappingsRevision(),
    });
  const changed = (): void => {
    files.told();
    if (listeners.size === 0) return;
    const now = snapshot();
    for (const listen of listeners) listen(now);
  };

  const goods = createGoods(deps);
  const runner = createRunner(deps, goods, {
    connected: found => {
      connection = found;
      changed();
    },
    progress: (trigger, progress) => {
      silence.progress(trigger, progress?.done ?? 0);
      running = progress && {
        flow: progress.flow,
        trigger,
        startedAt: running?.startedAt ?? instantOf(clock.now()),
        done: progress.done,
        total: progress.total,
        words: progress.words,
      };
      changed();
    },
    compared: changed,
    watched: totals => {
      watched = totals;
    },
    watchedGoods: summary => void watchedGoods.set(summary.flow, summary),
    finished: ({ summary, stopped: cause }) => {
      lastRun = summary;
      lastError = cause?.error;
      silence.finished(summary);
      changed();
    },
    standingBy: holder => {
      standingBy = holder;
      changed();
    },
  });

  function refuseWhilePaused(): void {
    const { pause } = journal.view;
    if (pause === undefined || !isPaused()) return;
    const end = pauseEnd(pause, instantOf(clock.now()));
    throw new SyncError('rejected', 'paused', `Syncing is paused until ${end}.`, {
      nextStep: 'Resume it first; it then syncs at once. A single order can be retried meanwhile.',
    });
  }

  function refuseWatching(): void {
    if (deps.settings.mode === 'watch') throw onlyWatching();
  }

  let inTurn = 0;
  /** During a pause: single orders only. Everything else is refused where a person asked, and else comes to nothing. */
  async function run(wish: RunWish): Promise<RunResult | undefined> {
    if (wish.trigger === 'manual') refuseWhilePaused();
    if (wish.only !== undefined) refuseWatching();
    if (wish.only === undefined && isPaused()) return undefined;
    inTurn += 1;
    return runner.run(wish, { going: going.signal, writing: ending.signal }).finally(() => {
      inTurn -= 1;
    });
  }

  /** A run that looks further back. One that a pause has ended, or kept from beginning, is still owed. */
  async function sweepNow(trigger: RunTrigger): Promise<void> {
    const begunMs = clock.now();
    const result = await run({ trigger });
    if (isPaused() || result?.summary.end === 'cancelled') return;
    const hasFailed = result === undefined || result.summary.end === 'stopped';
    sweptAtMs = hasFailed ? begunMs - days(1) + sweepAgainMs : begunMs;
  }

  async function runDue(trigger: RunTrigger): Promise<void> {
    const isOwed = Math.abs(clock.now() - sweptAtMs) >= days(1);
    await (isOwed ? sweepNow('sweep') : run({ trigger }));
  }

  /** Called by a timer and after waking; runs what is due by the wall clock, once, however many times were missed. */
  async function tick(): Promise<void> {
    if (silence.look(!isPaused() && standingBy === undefined && nextRunAtMs !== undefined, zone())) changed();
    if (nextRunAtMs === undefined || ending.signal.aborted) return;
    // A person may have edited them since.
    if (files.isOther()) changed();
    if (isPaused()) return restUntilPauseEnds();
    const nowMs = clock.now();
    // A clock that was put back must not silence the schedule.
    nextRunAtMs = Math.min(nextRunAtMs, deps.nextRunAfter(nowMs));
    if (nowMs < nextRunAtMs) return;
    // A run that outlasts its schedule is followed by one, not by all that came due meanwhile.
    if (inTurn > 0) return;
    const missed = nowMs - nextRunAtMs > lateMs;
    nextRunAtMs = deps.nextRunAfter(nowMs);
    if (journal.view.halted !== undefined) return changed();
    await runDue(missed ? 'catch-up' : 'schedule');
  }

  async function resume(): Promise<void> {
    refuseWhilePaused();
    await journal.append({ kind: 'resumed', by: deps.device.name });
    changed();
    await run({ trigger: 'manual' });
  }

  /** The next run is due when the pause ends: that needs no clockwork of its own. */
  function restUntilPauseEnds(): void {
    if (journal.view.pause !== undefined) nextRunAtMs = epochMs(journal.view.pause.until);
  }

  async function beginPause(length: PauseLength): Promise<void> {
    const shortly = AbortSignal.timeout(shortlyMs);
    const known =
      connection ?? (length === 'hour' ? undefined : await runner.connected(shortly).catch(() => undefined));
    const meant = pauseFrom(clock.now(), length, known?.shop.zone ?? zone());
    await journal.append({ kind: 'paused', ...meant, by: deps.device.name });
    going.abort(new SyncError('transient', 'paused', 'Syncing was paused.'));
    if (!ending.signal.aborted) going = new AbortController();
    if (nextRunAtMs !== undefined) restUntilPauseEnds();
    runner.beat(ending.signal);
    changed();
  }

  async function endPause(): Promise<void> {
    if (!isPaused()) return;
    await journal.append({ kind: 'pause-ended', by: deps.device.name });
    runner.beat(ending.signal);
    if (nextRunAtMs !== undefined) {
      nextRunAtMs = deps.nextRunAfter(clock.now());
      if (journal.view.halted === undefined)
        void runDue('catch-up').catch((error: unknown) => log.error('a run failed unforeseen', { why: String(error) }));
    }
    changed();
  }

  const ownership = createOwnershipChanges(deps);
  const byHand = createByHand({ ...deps, run, isPaused, isEnding: () => ending.signal.aborted, changed });
  const ofGoods = goodsHandlers({
    deps,
    goods,
    run,
    refuse: isWhole => {
      refuseWatching();
      if (isWhole) refuseWhilePaused();
    },
    runner,
    signals: () => ({ going: going.signal, writing: ending.signal }),
    home,
    zone,
    changed,
  });
  const handlers: Handlers<AgentRequestName> = {
    ...ofGoods,
    ...ownershipHandlers({
      deps,
      changes: ownership,
      goods,
      connected: runner.connected,
      home,
      changed,
      ending: () => ending.signal,
    }),
    'orders.list': ordersIndex(journal.view, deps.digest),
    'order.trace': async ref => {
      const record = findRecord(journal.view, ref);
      return record && traceOf(record, await journal.trace(record.id));
    },
    'run.now': async () => void (await run({ trigger: 'manual' })),
    'pause.start': beginPause,
    'pause.end': endPause,
    'order.retry': byHand.retry,
    'orders.retry': byHand.retryMany,
    'orders.ignore': byHand.ignore,
    'order.decide': byHand.decide,
    'mappings.list': () => mappingList(journal.view, deps.mappings.current()),
    'mapping.choices': (missing, search) => mappingChoices(deps.erp, missing, search, ending.signal),
    'mapping.add': byHand.addMapping,
    'mapping.remove': byHand.removeMapping,
    resume,
  };

  return {
    handlers,
    run,
    tick,
    snapshot,
    /** Journals what a person has changed in ownership.json. Called when that file was read again. */
    takeUpOwnership: ownership.takeUp,
    /** Hears each change; @returns how to stop hearing. */
    subscribe(listen: (snapshot: AgentSnapshot) => void): () => void {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    /** Begins the schedule with one run now: it catches up on what happened while the agent was away. */
    async start(): Promise<void> {
      nextRunAtMs = deps.nextRunAfter(clock.now());
      if (isPaused()) restUntilPauseEnds();
      if (journal.dropped > 0)
        log.warn('the last stub was cut short by a power loss and dropped', { bytes: journal.dropped });
      await sweepNow('start');
    },
    /** Ends the run under way at its next safe point, gives the lease back, and leaves the journal to its owner to close. */
    stop(): Promise<void> {
      const closing = new SyncError('transient', 'stopping', 'Counterfoil is being closed.');
      ending.abort(closing);
      going.abort(closing);
      nextRunAtMs = undefined;
      return (stopped ??= runner
        .close(() => AbortSignal.timeout(shortlyMs))
        .catch((error: unknown) => log.warn('the lease could not be given back', { why: String(error) })));
    },
  };
}
export type Agent = ReturnType<typeof createAgent>;

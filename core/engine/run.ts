import { categoryOf, recoveryOf, type Recovery, type SyncError } from '../errors.ts';
import { instantOf, type Instant } from '../model/time.ts';
import type { Category } from '../model/problem.ts';
import type { FlowName, RunSummary, RunTrigger, Write } from '../model/write.ts';
import { openAside, type Aside } from './aside.ts';
import type { Flow, Observation } from './flow.ts';
import { newestOf, retriedPages } from './pages.ts';
import { inWords, type PerformDeps } from './perform.ts';
import { withRetry } from './retry.ts';
import { isSettled, parkAlone, parkGone, settleRecord, type Outcome } from './settle.ts';
import { sinceCursor, startOf } from './since.ts';
import { countsOf, endOf, wordsFor } from './summary.ts';

export type RunRequest = {
  readonly run: string;
  readonly trigger: RunTrigger;
  /** Only these records, by id or name, changed or not; the cursor stays. */
  readonly only?: readonly string[];
  /** These records besides what changed, by id: they are looked at although they have not. */
  readonly also?: readonly string[];
  /** Reads this much further back than the cursor: the daily sweep. */
  readonly backMs?: number;
  /** The journal's last entry when the run was asked for: an order that a person ignored since then is left alone. */
  readonly askedAt: number;
  /** A known limit to what the run can see, as a sentence; a run with one is no plain success. */
  readonly caveat?: string;
};

/** `total` undefined: not long enough to count. */
export type RunProgress = {
  readonly flow: FlowName;
  readonly done: number;
  readonly total: number | undefined;
  readonly words: string;
};
export type RunDeps = PerformDeps & { readonly onProgress: (progress: RunProgress) => void };

export type RunResult = {
  readonly summary: RunSummary;
  /** Why it stopped, where it did, and what that means. */
  readonly stopped: { readonly error: unknown; readonly category: Category; readonly recovery: Recovery } | undefined;
};

/** The one loop of every flow: read a page, settle each record, then move the cursor. It never moves past what is not settled. */
export async function runFlow<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  deps: RunDeps,
  request: RunRequest,
  signal: AbortSignal,
): Promise<RunResult> {
  const { journal, clock } = deps;
  const startedAt = instantOf(clock.now());
  const seqBefore = journal.view.seq;
  const outcomes = new Map<string, Outcome>();
  const aside = openAside<R>();
  let error: unknown;
  try {
    // What waits comes first: what is written after it tells whose trouble a silence is.
    const chosen = request.only ?? request.also ?? [];
    await settleChosen(flow, deps, request, chosen, { outcomes, aside, total: request.only?.length, from: 0 }, signal);
    const from = outcomes.size;
    let total: number | undefined;
    let settled: readonly Observation<R>[] = [];
    let newest: Instant = '';
    for await (const page of request.only === undefined ? changed(flow, deps, request, signal) : []) {
      total ??= await lengthOf(flow, deps, request, page, signal);
      if (aside.isEmpty) await moveCursor(flow, deps, aside.upTo(oldestOf(settled)));
      const open = page.filter(one => !aside.has(one.ref.id) && !isSettled(journal.view.records.get(one.ref.id), one));
      await settlePage(flow, deps, request.run, { page, open }, { outcomes, aside, total, from }, signal);
      settled = page;
      newest = newestOf(page, newest);
    }
    await parkAside(deps, request, { outcomes, aside });
    if (request.only === undefined) await moveCursor(flow, deps, aside.upTo(newest), true);
  } catch (thrown) {
    error = thrown;
  }
  const failed = error !== undefined;
  const counts = countsOf(outcomes, failed ? journal.view.counts.pending : 0);
  const end = endOf(counts, failed, signal.aborted, request.caveat !== undefined);
  const words = wordsFor(flow.name, [{ counts }], end, failed ? inWords(error).message : undefined, request.caveat);
  const head = { run: request.run, flow: flow.name, trigger: request.trigger, startedAt, end, counts, words };
  const category = failed && end === 'stopped' ? categoryOf(error) : null;
  // A scheduled run that found nothing new leaves no entry: a quiet year, or a month without the ERP, would be thousands.
  const last = journal.view.lastRuns[0];
  const quiet =
    journal.view.seq === seqBefore &&
    ((end === 'ok' && last?.end !== 'stopped') || (last?.end === end && last.words === words)) &&
    (request.trigger === 'schedule' || request.trigger === 'catch-up');
  if (!quiet) await journal.append({ kind: 'run-finished', ...head, category });
  return {
    summary: { ...head, endedAt: instantOf(clock.now()) },
    stopped: category === null ? undefined : { error, category, recovery: recoveryOf(error) },
  };
}

/** From the cursor less the overlap; after a failed read, from where the settled pages have brought the cursor. */
const changed = <R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  deps: RunDeps,
  { backMs }: RunRequest,
  signal: AbortSignal,
): AsyncIterable<readonly Observation<R>[]> =>
  retriedPages(() => flow.pages(sinceCursor(flow, deps.journal.view, backMs), signal), { ...deps, signal });

/** These records, changed or not, each read by itself. */
async function settleChosen<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  deps: RunDeps,
  { run, askedAt }: RunRequest,
  refs: readonly string[],
  tally: Tally<R>,
  signal: AbortSignal,
): Promise<void> {
  for (const ref of refs) {
    const found = await withRetry({ ...deps, signal }, () => flow.one(ref, signal));
    const state = deps.journal.view.records.get(ref);
    if (found !== undefined)
      await settlePage(flow, deps, run, { page: [found], open: [found], askedAt }, tally, signal);
    else if (state !== undefined) tally.outcomes.set(ref, await parkGone(deps, run, state, flow.gone(state.name)));
  }
}

/** A first page this long means work worth a progress bar. */
const longPage = 50;

async function lengthOf<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  { journal }: RunDeps,
  request: RunRequest,
  page: readonly Observation<R>[],
  signal: AbortSignal,
): Promise<number | undefined> {
  if (page.length < longPage) return undefined;
  return flow.count(sinceCursor(flow, journal.view, request.backMs), signal).catch(() => undefined);
}

type Tally<R> = {
  readonly outcomes: Map<string, Outcome>;
  readonly aside: Aside<R>;
  /** Of these records; those before `from` are not among them. */
  readonly total: number | undefined;
  readonly from: number;
};

type Page<R> = {
  readonly page: readonly Observation<R>[];
  readonly open: readonly Observation<R>[];
  /** Of chosen records: one that a person ignored since then is left alone. */
  readonly askedAt?: number;
};

async function settlePage<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  deps: RunDeps,
  run: string,
  { page, open, askedAt = Infinity }: Page<R>,
  { outcomes, aside, total, from }: Tally<R>,
  signal: AbortSignal,
): Promise<void> {
  const before = outcomes.size;
  for (const one of page) if (!outcomes.has(one.ref.id)) outcomes.set(one.ref.id, 'unchanged');
  if (open.length === 0) return;
  const records = open.flatMap(one => (one.content.ok ? [one.content.record] : []));
  const seen = await withRetry({ ...deps, signal }, () => flow.observe(records, signal));
  for (const one of open) {
    signal.throwIfAborted();
    if ((deps.journal.view.records.get(one.ref.id)?.ignored?.seq ?? 0) > askedAt) continue;
    deps.onProgress({
      flow: flow.name,
      done: before - from + page.indexOf(one),
      total,
      words: `Posting ${one.ref.name}`,
    });
    try {
      const { outcome, hasSent, waits } = await settleRecord(deps, flow, run, one, seen, signal);
      if (hasSent) aside.wrote();
      if (waits) aside.wait(one.updatedAt);
      outcomes.set(one.ref.id, outcome);
    } catch (error) {
      aside.put(one, error, deps.journal.view.records.get(one.ref.id)?.cause);
    }
  }
}

/** One that found the ERP busy waits for the next run, whatever went through after it: nothing is wrong with it (DESK-14). */
async function parkAside<R>(
  deps: RunDeps,
  { run }: RunRequest,
  { outcomes, aside }: Pick<Tally<R>, 'outcomes' | 'aside'>,
): Promise<void> {
  let busy: SyncError | undefined;
  for (const { observation, error } of aside.take())
    if (error.category === 'busy') busy = error;
    else outcomes.set(observation.ref.id, (await parkAlone(deps, run, observation, error)).outcome);
  if (busy !== undefined) throw busy;
}

/**
 * How far a page that others follow has surely brought the run. Its newest time would be too far: Shopify sorts by an index
 * that lags, and a record that changes while it is read tells a time past all that follow.
 */
const oldestOf = (page: readonly Observation<unknown>[]): Instant =>
  page.reduce((oldest, { updatedAt }) => (updatedAt < oldest ? updatedAt : oldest), page[0]?.updatedAt ?? '');

/** @param isThrough at the end of a run that has read everything from the flow's first day on */
async function moveCursor<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  { journal }: RunDeps,
  value: Instant,
  isThrough = false,
): Promise<void> {
  const cursor = journal.view.cursors.get(flow.name) ?? '';
  const isForward = value > cursor;
  const isOtherStart = isThrough && cursor !== '' && journal.view.starts.get(flow.name) !== startOf(flow);
  if (!isForward && !isOtherStart) return;
  // The very first one says from where on everything was read so far.
  const from = isThrough || cursor === '' ? { from: startOf(flow) } : {};
  await journal.append({ kind: 'cursor', flow: flow.name, value: isForward ? value : cursor, ...from });
}

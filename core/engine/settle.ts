import { recoveryOf, SyncError } from '../errors.ts';
import type { Event } from '../journal/entry.ts';
import type { RecordState } from '../journal/view.ts';
import type { Problem } from '../model/problem.ts';
import type { RunCounts, Write } from '../model/write.ts';
import type { Journal } from '../journal/journal.ts';
import type { Flow, Observation } from './flow.ts';
import type { Remark } from './plan.ts';
import { performWrites, type PerformDeps, type Performed } from './perform.ts';

/** How one record of a run ended; the name of the counter it raises. */
export type Outcome = Exclude<keyof RunCounts, 'seen' | 'waiting'>;

/** `waits`: it must be read again with the next run. */
export type Settled = { readonly outcome: Outcome; readonly hasSent: boolean; readonly waits?: true };

/**
 * Nothing that matters has changed since it was last settled: no second look, no second entry. Nor is there anything to
 * learn from an older sight of it: Shopify's index lags behind what a retry has read by id.
 */
export const isSettled = (state: RecordState | undefined, { fingerprint, updatedAt }: Observation<unknown>): boolean =>
  state !== undefined &&
  ((state.state !== 'pending' && state.fingerprint === fingerprint) || updatedAt < state.recordUpdatedAt);

/**
 * An error as a person sees it on the record that it sets aside.
 * @param state of a record whose document is in the books, it is only what should follow
 */
export const problemOf = (name: string, error: SyncError, state?: RecordState): Problem => ({
  category: error.category,
  code: error.code,
  title: titleOf(name, state),
  explanation: error.message,
  nextStep: error.nextStep ?? 'Mend the cause, then retry.',
  missing: [],
  details: error.details,
});

function titleOf(name: string, state: RecordState | undefined): string {
  if (state?.undoing !== undefined) return `${name} could not be taken back`;
  return state?.salesOrder === undefined ? `${name} could not be posted` : `${name} is not complete in the books`;
}

/** Brings one record to rest: posted, unchanged, skipped or parked. Throws only what must stop the run. */
export async function settleRecord<R, Seen, W extends Write>(
  deps: PerformDeps,
  flow: Flow<R, Seen, W>,
  run: string,
  observation: Observation<R>,
  seen: Seen,
  signal: AbortSignal,
): Promise<Settled> {
  const { journal } = deps;
  const { ref, fingerprint, content } = observation;
  const state = journal.view.records.get(ref.id);
  const mark = markOf(run, observation);
  const park = (kind: Parking['kind'], problem: Problem) => parkRecord(deps, { kind, ...mark, problem });
  if (!content.ok) return park('parked', problemOf(ref.name, content.error, state));
  const plan = flow.plan(content.record, state, seen, fingerprint);
  if (plan.kind === 'wait') return { outcome: 'unchanged', hasSent: false, waits: true };
  if (plan.kind === 'park') return park('parked', plan.problem);
  if (plan.kind === 'conflict') return park('conflicted', plan.problem);
  let done: Performed;
  try {
    const fresh = plan.kind === 'write' && plan.fresh;
    done = await performWrites(deps, { flow, run, observation, seen, fresh }, plan.writes, signal);
  } catch (error) {
    if (!(error instanceof SyncError) || recoveryOf(error) !== 'park') throw error;
    return park('parked', problemOf(ref.name, error, journal.view.records.get(ref.id)));
  }
  const { unsaid, hasSent } = done;
  if (plan.kind === 'skip') {
    const { code, reason, notice } = plan;
    const isSame = state?.state === 'skipped' && state.fingerprint === fingerprint && state.reason === reason;
    if (isSame && unsaid.length === 0) return { outcome: 'unchanged', hasSent };
    await journal.append(...unsaid, { kind: 'skipped', ...mark, code, reason }, ...noticed(journal, notice));
    return { outcome: 'skipped', hasSent };
  }
  const { words, notice } = plan.remark ?? {};
  await journal.append(
    ...unsaid,
    {
      kind: 'posted',
      ...mark,
      moneySide: state?.moneySide ?? flow.moneySide,
      ...(words === undefined ? {} : { remark: words }),
    },
    ...noticed(journal, notice),
  );
  return { outcome: hasSent || state?.state !== 'posted' ? 'posted' : 'unchanged', hasSent };
}

/** Said once. */
const noticed = ({ view }: Journal, notice: Remark['notice'] | undefined): readonly Event[] =>
  notice === undefined || view.notices.has(notice.code) ? [] : [{ kind: 'noticed', ...notice }];

/** What every entry that settles a record says of it. */
const markOf = (run: string, { ref, updatedAt, fingerprint, sale, request }: Observation<unknown>) => ({
  run,
  record: ref,
  recordUpdatedAt: updatedAt,
  fingerprint,
  ...(sale === undefined ? {} : { sale }),
  ...(request === undefined ? {} : { request }),
});

/** A record that got no answer while others went through. */
export const parkAlone = (
  deps: PerformDeps,
  run: string,
  observation: Observation<unknown>,
  error: SyncError,
): Promise<Settled> => {
  const { ref } = observation;
  return parkRecord(deps, {
    kind: 'parked',
    ...markOf(run, observation),
    problem: {
      ...problemOf(ref.name, error, deps.journal.view.records.get(ref.id)),
      explanation: `${error.message} Other orders went through meanwhile, so the trouble is with ${ref.name} alone.`,
      nextStep: `Look in the ERP at what stands in the way of ${ref.name}, then retry. It is also tried again at each start and once a day.`,
    },
  });
};

/** A record that the other side no longer shows. One at rest stays as it is; one that waits would wait for ever. */
export async function parkGone(deps: PerformDeps, run: string, state: RecordState, problem: Problem): Promise<Outcome> {
  const isAtRest = state.problem === undefined && state.state !== 'pending' && state.open.length === 0;
  if (isAtRest) return 'unchanged';
  const { id, name, recordUpdatedAt } = state;
  // Of nothing: once it is shown again it is looked at again.
  const parked = { kind: 'parked', run, record: { id, name }, recordUpdatedAt, fingerprint: '', problem } as const;
  return (await parkRecord(deps, parked)).outcome;
}

type Parking = Extract<Event, { kind: 'parked' | 'conflicted' }>;

/** A record that is parked already for the same cause, unchanged and not tried since, is not parked again. */
async function parkRecord({ journal }: PerformDeps, event: Parking): Promise<Settled> {
  const state = journal.view.records.get(event.record.id);
  const same =
    state?.problem?.code === event.problem.code &&
    state.problem.explanation === event.problem.explanation &&
    state.fingerprint === event.fingerprint &&
    state.state !== 'pending' &&
    // An entry of an older version does not say what was sold: once it is known, it is kept.
    (state.sold !== undefined || event.sale === undefined);
  if (!same) await journal.append(event);
  return { outcome: 'parked', hasSent: false };
}

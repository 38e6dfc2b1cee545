import { recoveryOf, SyncError } from '../errors.ts';
import type { Event } from '../journal/entry.ts';
import type { RecordState } from '../journal/view.ts';
import type { Problem } from '../model/problem.ts';
import type { RunCounts, Write } from '../model/write.ts';
import type { Flow, Observation } from './flow.ts';
import { performWrites, type PerformDeps, type Performed } from './perform.ts';

/** How one record of a run ended; the name of the counter it raises. */
export type Outcome = Exclude<keyof RunCounts, 'seen' | 'waiting'>;

/** Nothing that matters has changed since it was last settled: no second look, no second entry. */
export const isSettled = (state: RecordState | undefined, observation: Observation<unknown>): boolean =>
  state !== undefined && state.state !== 'pending' && state.fingerprint === observation.fingerprint;

/** An error as a person sees it on the record that it sets aside. */
export const problemOf = (name: string, error: SyncError): Problem => ({
  category: error.category,
  code: error.code,
  title: `${name} could not be posted`,
  explanation: error.message,
  nextStep: error.nextStep ?? 'Mend the cause, then retry.',
  missing: [],
  details: error.details,
});

/** Brings one record to rest: posted, unchanged, skipped or parked. Throws only what must stop the run. */
export async function settleRecord<R, Seen, W extends Write>(
  deps: PerformDeps,
  flow: Flow<R, Seen, W>,
  run: string,
  observation: Observation<R>,
  seen: Seen,
  signal: AbortSignal,
): Promise<Outcome> {
  const { journal } = deps;
  const { ref, updatedAt, fingerprint, content } = observation;
  const state = journal.view.records.get(ref.id);
  const mark = { run, record: ref, recordUpdatedAt: updatedAt, fingerprint };
  const park = (problem: Problem): Promise<Outcome> => parkRecord(deps, { kind: 'parked', ...mark, problem });
  if (!content.ok) return park(problemOf(ref.name, content.error));
  const plan = flow.plan(content.record, state, seen, fingerprint);
  switch (plan.kind) {
    case 'nothing':
      return 'unchanged';
    case 'skip':
      await journal.append({ kind: 'skipped', ...mark, code: plan.code, reason: plan.reason });
      return 'skipped';
    case 'park':
      return park(plan.problem);
    case 'conflict':
      return parkRecord(deps, { kind: 'conflicted', ...mark, problem: plan.problem });
    case 'write':
      break;
  }
  let done: Performed;
  try {
    done = await performWrites(deps, { flow, run, observation, seen, fresh: plan.fresh }, plan.writes, signal);
  } catch (error) {
    if (error instanceof SyncError && recoveryOf(error) === 'park') return park(problemOf(ref.name, error));
    throw error;
  }
  const { words, notice } = plan.remark ?? {};
  await journal.append(
    ...done.unsaid,
    {
      kind: 'posted',
      ...mark,
      moneySide: state?.moneySide ?? flow.moneySide,
      ...(words === undefined ? {} : { remark: words }),
    },
    ...(notice === undefined || journal.view.notices.has(notice.code) ? [] : [{ kind: 'noticed', ...notice } as const]),
  );
  return done.hasSent || state?.state !== 'posted' ? 'posted' : 'unchanged';
}

/** A record that got no answer while others went through. */
export const parkAlone = (
  deps: PerformDeps,
  run: string,
  { ref, updatedAt, fingerprint }: Observation<unknown>,
  error: SyncError,
): Promise<Outcome> =>
  parkRecord(deps, {
    kind: 'parked',
    run,
    record: ref,
    recordUpdatedAt: updatedAt,
    fingerprint,
    problem: {
      ...problemOf(ref.name, error),
      explanation: `${error.message} Other orders went through meanwhile, so the trouble is with ${ref.name} alone.`,
      nextStep: `Look in the ERP at what stands in the way of ${ref.name}, then retry. It is also tried again at each start and once a day.`,
    },
  });

type Parking = Extract<Event, { kind: 'parked' | 'conflicted' }>;

/** A record that is parked already for the same cause, unchanged and not tried since, is not parked again. */
async function parkRecord({ journal }: PerformDeps, event: Parking): Promise<Outcome> {
  const state = journal.view.records.get(event.record.id);
  const same =
    state?.problem?.code === event.problem.code &&
    state.problem.explanation === event.problem.explanation &&
    state.fingerprint === event.fingerprint &&
    state.state !== 'pending';
  if (!same) await journal.append(event);
  return 'parked';
}

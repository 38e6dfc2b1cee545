import { categoryOf, SyncError } from '../errors.ts';
import type { Event } from '../journal/entry.ts';
import type { Problem } from '../model/problem.ts';
import type { FieldChange, FieldValue, Write } from '../model/write.ts';
import type { Comparison, GoodsPlan, Inverse } from './comparison.ts';
import type { GoodsState } from '../journal/goods.ts';
import { inWords } from './perform.ts';
import { withRetry } from './retry.ts';
import type { RunDeps } from './run.ts';
import { agreedEvents, problemEvent } from './settle-goods.ts';

/** A Write that landed, as the journal tells it. */
export type Undone = {
  /** Of the entry that says it landed. */
  readonly seq: number;
  readonly recordId: string;
  readonly action: Write['action'];
  readonly fields: readonly FieldChange[];
};

const takenBack = 'taken-back';

/** A plan that would write again any of what a person took back waits for a person, until the owner's own value is another. */
export function keepTakenBack<W extends Write>(plan: GoodsPlan<W>, state: GoodsState | undefined): GoodsPlan<W> {
  const { problem, choice } = state ?? {};
  if (plan.kind !== 'write' || problem?.code !== takenBack || choice !== undefined) return plan;
  const told = wouldWrite(plan.writes.flatMap(({ fields }) => fields));
  return Object.entries(told).some(([field, value]) => problem.details[field] === value)
    ? { kind: 'park', problem }
    : plan;
}

const wouldWrite = (fields: readonly FieldChange[]): Problem['details'] =>
  Object.fromEntries(fields.map(({ field, after }) => [`would write ${field}`, String(after)]));

const valueWords = (value: FieldValue): string => (value === null || value === '' ? 'nothing' : String(value));

const problemOf = (name: string, fields: readonly FieldChange[]): Problem => ({
  category: 'rejected',
  code: takenBack,
  title: `${name} was set back by hand`,
  explanation: `Set back: ${fields.map(({ field, before, after }) => `${field} to ${valueWords(before)}, from ${valueWords(after)}`).join('; ')}. It stays so until another value is due.`,
  nextStep: 'Nothing to do, or write it again.',
  missing: [],
  details: wouldWrite(fields),
});

/** What taking it back would do now, asked of both sides. Sends nothing. */
export async function lookBack<R, W extends Write>(
  flow: Comparison<R, W>,
  deps: Pick<RunDeps, 'policies' | 'clock'>,
  { recordId, action, fields }: Undone,
  signal: AbortSignal,
): Promise<Inverse<W>> {
  const [compared] = await withRetry({ ...deps, signal }, () => flow.read({ kind: 'only', ids: [recordId] }, signal));
  if (compared === undefined) return { kind: 'refused', why: 'It is not there any more.' };
  return flow.inverse(compared, { action, fields });
}

/**
 * Takes a Write back where nothing has changed since, by compare-and-set as every Write. What it would write again is held from before
 * it is sent: a lost reply or a power cut must not end in the next run's writing it again.
 * @throws SyncError 'not-undone' with the reason
 */
export async function undoWrite<R, W extends Write>(
  flow: Comparison<R, W>,
  deps: RunDeps,
  undone: Undone,
  run: string,
  signal: AbortSignal,
): Promise<void> {
  const { journal, clock } = deps;
  const inverse = await lookBack(flow, deps, undone, signal);
  if (inverse.kind === 'refused') throw notUndone(inverse.why);
  const { record, body: _body, ...write } = { ...inverse.write, undoes: undone.seq };
  const { key, action } = write;
  const before = journal.view.goods.get(record.id);
  const asks = (problem: Problem): Event => problemEvent(run, { ref: record, updatedAt: '' }, problem);
  await deps.mayWrite(deps.writing);
  const intended: Event = { kind: 'intended', run, record, recordUpdatedAt: '', attempt: 1, write };
  await journal.append(intended, asks(problemOf(record.name, undone.fields)));
  const [sent] = await flow
    .send([inverse.write], `${run}-${clock.now()}-undo`, deps.writing)
    .catch(async (error: unknown) => {
      const words = inWords(error);
      await journal.append({ kind: 'failed', run, record, key, attempt: 1, category: categoryOf(error), ...words });
      throw error;
    });
  if (sent?.kind === 'landed') {
    await journal.append({ kind: 'landed', run, record, key, action, landed: sent.landed, ms: 0 });
    return;
  }
  await journal.append(
    ...(before?.agreed === undefined ? [] : agreedEvents(flow.name, [[record.id, record.name, before.agreed]])),
    ...(before?.problem === undefined ? [] : [asks(before.problem)]),
  );
  throw notUndone(sent?.kind === 'refused' ? sent.error.message : 'It was changed at this moment by somebody else.');
}

export const notUndone = (why: string): SyncError =>
  new SyncError('conflict', 'not-undone', `It was not taken back. ${why}`, {
    system: 'agent',
    nextStep: 'Look at the record as it is now, and change it by hand where it is wrong.',
  });

import { assertNever, categoryOf } from '../errors.ts';
import type { Event } from '../journal/entry.ts';
import type { Write } from '../model/write.ts';
import type { Comparison, PlannedGoods, Sent } from './comparison.ts';
import { inWords } from './perform.ts';
import type { RunDeps } from './run.ts';
import { problemOf, type Outcome } from './settle.ts';
import { agreedEvents, lotsOf, problemEvent } from './settle-goods.ts';

export type Sending<R, W extends Write> = {
  readonly flow: Comparison<R, W>;
  readonly deps: RunDeps;
  readonly run: string;
  /** Begins every lot's idempotency key; never used by another run, on this PC or another. */
  readonly keyStart: string;
  /** What has landed is the same on both sides from then on. */
  readonly planned: Map<string, PlannedGoods<R, W>>;
  readonly outcomes: Map<string, Outcome>;
  /** What was read is too old to be written. */
  readonly isOld: () => boolean;
};

/** What has become of the records of one go. `left`: not tried. */
export type Gone = { readonly stale: readonly string[]; readonly left: readonly string[] };

/**
 * Writes these records, lot by lot: the intents of a lot are durable before it leaves, what landed before the next one does.
 * @param doubt hears of all that must be read anew where a lot gets no answer, before that is thrown
 */
export async function sendRecords<R, W extends Write>(
  sending: Sending<R, W>,
  ids: readonly string[],
  doubt: (left: readonly string[]) => void,
  signal: AbortSignal,
): Promise<Gone> {
  const { flow, deps, planned } = sending;
  /** Writes to come, by record; a record that was refused or lost has none. */
  const open = new Map(ids.map(id => [id, writesOf(planned.get(id))]));
  const stale: string[] = [];
  const lots = [...lotsOf([...open.values()].flat(), flow)];
  // Each lot is let go of once it is sent: together they are most of what a big plan holds.
  for (let at = 1, lot = lots.shift(); lot !== undefined; at += 1, lot = lots.shift()) {
    const writes = lot.filter(write => open.get(write.record.id)?.includes(write) === true);
    if (writes.length === 0) continue;
    const left = (): readonly string[] => [...open].flatMap(([id, some]) => (some.length === 0 ? [] : [id]));
    if (sending.isOld()) return { stale, left: left() };
    signal.throwIfAborted();
    deps.onProgress({
      flow: flow.name,
      done: sending.outcomes.size - left().length,
      total: sending.outcomes.size,
      words: `Writing ${writes[0]?.record.name ?? ''}${writes.length > 1 ? ` and ${writes.length - 1} more` : ''}`,
    });
    const answers = await sendLot(sending, writes, `${sending.keyStart}-${at}`).catch((error: unknown) => {
      doubt([...stale, ...left()]);
      throw error;
    });
    await tell(sending, writes, answers, open, stale);
  }
  return { stale, left: [] };
}

const writesOf = <W extends Write>(one: PlannedGoods<unknown, W> | undefined): readonly W[] =>
  one?.plan.kind === 'write' ? one.plan.writes : [];

async function sendLot<R, W extends Write>(
  { flow, deps, run, planned }: Sending<R, W>,
  writes: readonly W[],
  key: string,
): Promise<readonly Sent[]> {
  const { journal, mayWrite, writing } = deps;
  await mayWrite(writing);
  await journal.append(
    ...writes.map(({ record, body: _body, ...write }): Event => {
      const recordUpdatedAt = planned.get(record.id)?.compared.updatedAt ?? '';
      return { kind: 'intended', run, record, recordUpdatedAt, attempt: 1, write };
    }),
  );
  try {
    return await flow.send(writes, key, writing);
  } catch (error) {
    const words = inWords(error);
    await journal.append(
      ...writes.map(({ record, key: of }): Event => {
        return { kind: 'failed', run, record, key: of, attempt: 1, category: categoryOf(error), ...words };
      }),
    );
    throw error;
  }
}

async function tell<R, W extends Write>(
  { flow, deps, run, planned, outcomes }: Sending<R, W>,
  writes: readonly W[],
  answers: readonly Sent[],
  open: Map<string, readonly W[]>,
  stale: string[],
): Promise<void> {
  const landed: Event[] = [];
  const agreed: (readonly [string, string, string])[] = [];
  const problems: Event[] = [];
  for (const [at, write] of writes.entries()) {
    const { record, key, action } = write;
    const answer: Sent = answers[at] ?? { kind: 'stale' };
    const one = planned.get(record.id);
    if (one?.plan.kind !== 'write') continue;
    const { compared, plan } = one;
    switch (answer.kind) {
      case 'landed': {
        landed.push({ kind: 'landed', run, record, key, action, landed: answer.landed, ms: 0 });
        const rest = (open.get(record.id) ?? []).filter(other => other !== write);
        open.set(record.id, rest);
        if (rest.length > 0) break;
        agreed.push([record.id, record.name, plan.agreed]);
        if (plan.problem !== undefined) problems.push(problemEvent(run, compared, plan.problem));
        outcomes.set(record.id, plan.problem === undefined ? 'posted' : 'parked');
        planned.set(record.id, { compared, plan: { kind: 'same', agreed: plan.agreed, problem: plan.problem } });
        break;
      }
      case 'stale':
        open.set(record.id, []);
        stale.push(record.id);
        break;
      case 'refused':
        open.set(record.id, []);
        problems.push(problemEvent(run, compared, problemOf(record.name, answer.error)));
        outcomes.set(record.id, 'parked');
        break;
      default:
        assertNever(answer, 'answer');
    }
  }
  await deps.journal.append(...landed, ...agreedEvents(flow.name, agreed), ...problems);
}

import { categoryOf, SyncError } from '../errors.ts';
import type { Event } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { ErpRef } from '../model/sales-order.ts';
import type { Landed, Write } from '../model/write.ts';
import type { Clock } from '../ports.ts';
import type { Flow, Observation } from './flow.ts';
import { withRetry, type RetryPolicies } from './retry.ts';

export type PerformDeps = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly policies: RetryPolicies;
  /** Throws when this agent may no longer write: asked before every Write. */
  readonly mayWrite: (signal: AbortSignal) => Promise<void>;
  /** Cuts a Write short. A run's own signal lets the record under way be finished, and only waits no longer. */
  readonly writing: AbortSignal;
};

type Job<R, Seen, W extends Write> = {
  readonly flow: Flow<R, Seen, W>;
  readonly run: string;
  readonly observation: Observation<R>;
  readonly seen: Seen;
  /** The other side was just asked and holds nothing of this record. */
  readonly fresh: boolean;
};

/** What went wrong, in words fit for the journal: never an unclassified error's own text, which may carry anything. */
export const inWords = (error: unknown): { readonly code: string; readonly message: string } =>
  error instanceof SyncError
    ? { code: error.code, message: error.message }
    : {
        code: 'unforeseen',
        message: `Something we did not foresee (${error instanceof Error ? error.name : typeof error}).`,
      };

export type Performed = { readonly unsaid: readonly Event[]; readonly hasSent: boolean };

type Append = (...events: readonly Event[]) => Promise<void>;

/**
 * Performs a record's Writes in order. The intent is durable before the request leaves; whenever an earlier try may have
 * landed, the other side is asked first (DESIGN rule 1).
 * @returns whether anything was sent, and what the last one left to say. That a Write landed is made durable together with the entry that follows it,
 * at half the disk's work: a power cut in between leaves an open intent, and the other side is asked as after any.
 */
export async function performWrites<R, Seen, W extends Write>(
  deps: PerformDeps,
  job: Job<R, Seen, W>,
  writes: readonly W[],
  signal: AbortSignal,
): Promise<Performed> {
  const { journal } = deps;
  const { ref } = job.observation;
  const known = journal.view.records.get(ref.id);
  const links = new Map<string, ErpRef>();
  const askFirst = !job.fresh || known !== undefined;
  // What was refused may name something that is gone from the other side: it is asked for in place of remembered.
  const remembers = known?.problem?.category !== 'rejected';
  let unsaid: readonly Event[] = [];
  let hasSent = false;
  const append: Append = async (...events) => {
    await journal.append(...unsaid, ...events);
    unsaid = [];
  };
  try {
    for (const write of writes) {
      const link = remembers ? journal.view.links.get(write.key) : undefined;
      if (link !== undefined) {
        links.set(write.key, link);
        continue;
      }
      const { landed, event } = await performOne(deps, append, job, write, links, askFirst, signal);
      unsaid = [...unsaid, event];
      hasSent ||= landed.how === 'written';
      links.set(write.key, { id: landed.id, name: landed.name });
      job.flow.learn(job.seen, write, landed);
    }
  } catch (error) {
    await append();
    throw error;
  }
  return { unsaid, hasSent };
}

async function performOne<R, Seen, W extends Write>(
  { clock, policies, mayWrite, writing }: PerformDeps,
  append: Append,
  { flow, run, observation }: Job<R, Seen, W>,
  write: W,
  links: ReadonlyMap<string, ErpRef>,
  askFirst: boolean,
  signal: AbortSignal,
): Promise<{ readonly landed: Landed; readonly event: Event }> {
  const { ref, updatedAt } = observation;
  const { record: _record, body: _body, ...intent } = write;
  const startedMs = clock.now();
  const landed = await withRetry(
    { policies, clock, signal },
    async attempt => {
      const there = askFirst || attempt > 1 ? await flow.ask(write, links, writing) : undefined;
      if (there !== undefined) return there;
      await mayWrite(writing);
      await append({ kind: 'intended', run, record: ref, recordUpdatedAt: updatedAt, attempt, write: intent });
      return flow.act(write, links, writing);
    },
    (error, attempt) =>
      append({
        kind: 'failed',
        run,
        record: ref,
        key: write.key,
        attempt,
        category: categoryOf(error),
        ...inWords(error),
      }),
  );
  const { key, action } = write;
  return { landed, event: { kind: 'landed', run, record: ref, key, action, landed, ms: clock.now() - startedMs } };
}

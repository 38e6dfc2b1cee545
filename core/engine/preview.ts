import type { RecordRef, Write } from '../model/write.ts';
import type { JournalView } from '../journal/view.ts';
import type { Flow, Observation } from './flow.ts';
import { retriedPages } from './pages.ts';
import type { Plan } from './plan.ts';
import { withRetry, type Retry } from './retry.ts';
import { isSettled, problemOf } from './settle.ts';
import { sinceCursor } from './since.ts';

export type Preview<R, W extends Write> = {
  readonly ref: RecordRef;
  readonly plan: Plan<W>;
  readonly content: Observation<R>['content'];
};

export type PreviewDeps = Omit<Retry, 'signal'> & { readonly view: JournalView };

/** `only`: this record alone, by id or name, changed or not. `also`: these besides what changed, by id. */
export type PreviewRequest = { readonly only: string } | { readonly also: readonly string[] };

/**
 * What a run would do, without doing it: observes and plans, and sends no mutation to either side. Each record comes once.
 * What one record's Writes would make is there for the next, as in a run: a new customer of five orders is created once
 * (CUS-04).
 */
export async function* previewFlow<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  deps: PreviewDeps,
  request: PreviewRequest,
  signal: AbortSignal,
): AsyncIterable<Preview<R, W>> {
  const { view } = deps;
  /** Planned so far, and of use to further records. */
  const shared: W[] = [];
  const learn = (seen: Seen, write: W): boolean =>
    flow.learn(seen, write, { id: write.key, name: write.key, how: 'written', fields: [] });
  for await (const page of pagesFor(flow, deps, request, signal)) {
    const records = page.flatMap(({ content }) => (content.ok ? [content.record] : []));
    const seen = await withRetry({ ...deps, signal }, () => flow.observe(records, signal));
    for (const write of shared) learn(seen, write);
    for (const { ref, fingerprint, content } of page) {
      const state = view.records.get(ref.id);
      if (!content.ok) {
        yield { ref, content, plan: { kind: 'park', problem: problemOf(ref.name, content.error, state) } };
        continue;
      }
      const plan = flow.plan(content.record, state, seen, fingerprint);
      if (plan.kind === 'write') shared.push(...plan.writes.filter(write => learn(seen, write)));
      yield { ref, content, plan };
    }
  }
}

/** What is not settled of what changed, then what else is asked for; no page is empty. */
async function* pagesFor<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  deps: PreviewDeps,
  request: PreviewRequest,
  signal: AbortSignal,
): AsyncIterable<readonly Observation<R>[]> {
  const { view } = deps;
  const retry = { ...deps, signal };
  const met = new Set<string>();
  const changed = (): AsyncIterable<readonly Observation<R>[]> => flow.pages(sinceCursor(flow, view), signal);
  for await (const page of 'only' in request ? [] : retriedPages(changed, retry)) {
    const open = page.filter(each => !met.has(each.ref.id) && !isSettled(view.records.get(each.ref.id), each));
    for (const { ref } of open) met.add(ref.id);
    if (open.length > 0) yield open;
  }
  for (const ref of 'only' in request ? [request.only] : request.also.filter(id => !met.has(id))) {
    const found = await withRetry(retry, () => flow.one(ref, signal));
    if (found !== undefined) yield [found];
  }
}

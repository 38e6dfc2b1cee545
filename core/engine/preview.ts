import type { RecordRef, Write } from '../model/write.ts';
import type { JournalView } from '../journal/view.ts';
import type { Flow, Observation } from './flow.ts';
import type { Plan } from './plan.ts';
import { isSettled, problemOf } from './settle.ts';
import { sinceCursor } from './since.ts';

export type Preview<R, W extends Write> = {
  readonly ref: RecordRef;
  readonly plan: Plan<W>;
  readonly content: Observation<R>['content'];
};

/**
 * What a run would do, without doing it: observes and plans, and sends no mutation to either side. What one record's Writes
 * would make is there for the next, as in a run: a new customer of five orders is created once (CUS-04).
 */
export async function* previewFlow<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  view: JournalView,
  only: string | undefined,
  signal: AbortSignal,
): AsyncIterable<Preview<R, W>> {
  const planned: W[] = [];
  const learn = (seen: Seen, write: W): void =>
    flow.learn(seen, write, { id: write.key, name: write.key, how: 'written', fields: [] });
  for await (const page of only === undefined ? flow.pages(sinceCursor(flow, view), signal) : one(flow, only, signal)) {
    const open = page.filter(each => only !== undefined || !isSettled(view.records.get(each.ref.id), each));
    const seen = await flow.observe(
      open.flatMap(({ content }) => (content.ok ? [content.record] : [])),
      signal,
    );
    for (const write of planned) learn(seen, write);
    for (const { ref, fingerprint, content } of open) {
      const state = view.records.get(ref.id);
      if (!content.ok) {
        yield { ref, content, plan: { kind: 'park', problem: problemOf(ref.name, content.error, state) } };
        continue;
      }
      const plan = flow.plan(content.record, state, seen, fingerprint);
      for (const write of plan.kind === 'write' ? plan.writes : []) {
        planned.push(write);
        learn(seen, write);
      }
      yield { ref, content, plan };
    }
  }
}

async function* one<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  ref: string,
  signal: AbortSignal,
): AsyncIterable<readonly Observation<R>[]> {
  const found = await flow.one(ref, signal);
  if (found !== undefined) yield [found];
}

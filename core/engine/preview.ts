import type { RecordRef, Write } from '../model/write.ts';
import type { JournalView } from '../journal/view.ts';
import type { Flow, Observation } from './flow.ts';
import type { Plan } from './plan.ts';
import { isSettled, problemOf } from './settle.ts';
import { sinceCursor } from './since.ts';

export type Preview<W extends Write> = { readonly ref: RecordRef; readonly plan: Plan<W> };

/** What a run would do, without doing it: observes and plans, and sends no mutation to either side. */
export async function* previewFlow<R, Seen, W extends Write>(
  flow: Flow<R, Seen, W>,
  view: JournalView,
  only: string | undefined,
  signal: AbortSignal,
): AsyncIterable<Preview<W>> {
  for await (const page of only === undefined ? flow.pages(sinceCursor(flow, view), signal) : one(flow, only, signal)) {
    const open = page.filter(each => only !== undefined || !isSettled(view.records.get(each.ref.id), each));
    const seen = await flow.observe(
      open.flatMap(({ content }) => (content.ok ? [content.record] : [])),
      signal,
    );
    for (const { ref, fingerprint, content } of open)
      yield {
        ref,
        plan: content.ok
          ? flow.plan(content.record, view.records.get(ref.id), seen, fingerprint)
          : { kind: 'park', problem: problemOf(ref.name, content.error) },
      };
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

import type { JournalView } from '../journal/view.ts';
import { epochMs, instantOf, minutes, type Instant } from '../model/time.ts';
import type { FlowName } from '../model/write.ts';

/** Shopify's search index lags behind its writes: this much is read again (DESIGN rule 3). */
export const overlapMs = minutes(10);

type Beginning = { readonly name: FlowName; readonly from: Instant | undefined };

/** The flow's first day as the journal keeps it; null: the oldest there is. */
export const startOf = ({ from }: Beginning): Instant | null => from ?? null;

/** The settings now begin at an earlier day than the one from which everything was read. */
export function isEarlierStart(flow: Beginning, view: Pick<JournalView, 'starts'>): boolean {
  const read = view.starts.get(flow.name);
  const wanted = startOf(flow);
  return read !== undefined && read !== null && (wanted === null || wanted < read);
}

/** From the cursor less the overlap, and `backMs` further for a sweep; never before the flow's first day. */
export function sinceCursor(
  flow: Beginning,
  view: Pick<JournalView, 'cursors' | 'starts'>,
  backMs = 0,
): Instant | undefined {
  const cursor = view.cursors.get(flow.name);
  if (cursor === undefined || isEarlierStart(flow, view)) return flow.from;
  const since = instantOf(epochMs(cursor) - overlapMs - backMs);
  return flow.from !== undefined && since < flow.from ? flow.from : since;
}

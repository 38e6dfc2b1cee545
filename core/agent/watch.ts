import type { PreviewedGoods } from '../engine/preview-comparison.ts';
import { recordsOf } from '../engine/summary.ts';
import { SyncError } from '../errors.ts';
import type { JournalView } from '../journal/view.ts';
import type { PlannedTotals } from '../model/setup.ts';
import type { FlowName, RunSummary, RunTrigger, Write } from '../model/write.ts';
import { instantOf, type Instant } from '../model/time.ts';
import type { Connection } from './connect.ts';
import { plannedOf, plannedTotals, type Planned } from './planned.ts';
import type { Sides } from './ports.ts';
import { previewOrders } from './preview.ts';

/** A single order is not retried by an agent that writes nothing. */
export const onlyWatching = (): SyncError =>
  new SyncError('rejected', 'only-watching', 'Counterfoil only watches: it writes nothing to either side.', {
    system: 'agent',
    nextStep: 'Begin writing first, in Settings or in the set-up.',
  });

export type Watched = { readonly summary: RunSummary; readonly totals: PlannedTotals };

/** @param written how many records would be written, of the one flow */
const watchedWords = (flow: FlowName, written: number, waits: number): string => {
  const some = `Only watched: ${recordsOf(flow, written)} would be written`;
  return `${waits === 0 ? some : `${some}, ${waits} would wait for a person`}. Nothing was.`;
};

/** The same of products or stock: what was compared, and what a run would have made of it. */
export function watchedGoods(
  run: { readonly run: string; readonly trigger: RunTrigger; readonly startedAt: Instant },
  { flow, records, endedAt }: { readonly flow: FlowName; readonly records: Compared; readonly endedAt: Instant },
): RunSummary {
  const count = (is: (one: Compared[number]) => boolean): number => records.filter(is).length;
  const asks = ({ plan, isHeld }: Compared[number]): boolean =>
    isHeld || plan.kind === 'park' || plan.kind === 'conflict' || ('problem' in plan && plan.problem !== undefined);
  const parked = count(asks);
  return {
    ...run,
    flow,
    endedAt,
    end: parked > 0 ? 'attention' : 'ok',
    counts: {
      seen: records.length,
      posted: 0,
      unchanged: count(({ plan }) => plan.kind === 'same'),
      skipped: count(({ plan }) => plan.kind === 'skip'),
      parked,
      waiting: count(({ plan }) => plan.kind === 'wait'),
    },
    words: watchedWords(
      flow,
      count(({ plan, isHeld }) => plan.kind === 'write' && !isHeld),
      parked,
    ),
  };
}
type Compared = readonly PreviewedGoods<unknown, Write>[];

/** What a run would have done. It leaves no entry: nothing has happened. */
export async function watchOnce(
  sides: Sides,
  connection: Connection,
  view: JournalView,
  run: { readonly run: string; readonly trigger: RunTrigger; readonly startedAt: Instant },
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<Watched> {
  const all: Planned[] = [];
  for await (const one of previewOrders(sides, connection, view, undefined, signal)) {
    const { record, ...rest } = plannedOf(one, sides.settings.orders);
    // Only totals are told: what each order would write need not be kept.
    all.push({ ...rest, record: { ...record, writes: [] } });
    progress(all.length);
  }
  const totals = plannedTotals(all);
  const count = (outcome: Planned['record']['outcome']): number =>
    totals.rows.find(row => row.outcome === outcome)?.orders ?? 0;
  const waits = count('waits');
  return {
    totals,
    summary: {
      ...run,
      flow: 'import-orders',
      endedAt: instantOf(sides.clock.now()),
      end: waits > 0 ? 'attention' : 'ok',
      counts: {
        seen: all.length,
        posted: 0,
        unchanged: 0,
        skipped: count('left-out'),
        parked: 0,
        waiting: 0,
      },
      words: watchedWords('import-orders', count('written'), waits),
    },
  };
}

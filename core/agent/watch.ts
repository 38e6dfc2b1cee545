import { SyncError } from '../errors.ts';
import type { JournalView } from '../journal/view.ts';
import type { PlannedTotals } from '../model/setup.ts';
import type { RunSummary, RunTrigger } from '../model/write.ts';
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
  const [written, waits] = [count('written'), count('waits')];
  const words = [
    `Only watched: ${written} ${written === 1 ? 'order' : 'orders'} would be written`,
    ...(waits === 0 ? [] : [`${waits} would wait for a person`]),
  ].join(', ');
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
      words: `${words}. Nothing was.`,
    },
  };
}

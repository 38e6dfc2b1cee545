import type { FlowName, RunCounts, RunEnd } from '../model/write.ts';
import type { Outcome } from './settle.ts';

export function countsOf(outcomes: ReadonlyMap<string, Outcome>, waiting: number): RunCounts {
  const counts = { seen: outcomes.size, posted: 0, unchanged: 0, skipped: 0, parked: 0, waiting };
  for (const outcome of outcomes.values()) counts[outcome] += 1;
  return counts;
}

export function endOf(counts: RunCounts, failed: boolean, cancelled: boolean, limited: boolean): RunEnd {
  if (failed) return cancelled ? 'cancelled' : 'stopped';
  if (counts.parked > 0 || limited) return 'attention';
  return counts.skipped > 0 ? 'left-out' : 'ok';
}

/** What a flow's records are called: one, several, and what becomes of them. */
const called: Readonly<Record<FlowName, readonly [one: string, more: string, written: string]>> = {
  'import-orders': ['order', 'orders', 'posted'],
  'sync-products': ['product', 'products', 'changed'],
  'export-stock': ['stock level', 'stock levels', 'written'],
};

/** While both sides are read, before anything is written. */
export const comparing = (flow: FlowName): string => `Comparing ${called[flow][1]}`;

/** "1 order", "12 stock levels" */
export function recordsOf(flow: FlowName, count: number): string {
  const [one, more] = called[flow];
  return `${count} ${count === 1 ? one : more}`;
}

/** The run in one or two sentences: what it did, what it left, why it stopped. */
export function wordsFor(
  flow: FlowName,
  counts: RunCounts,
  end: RunEnd,
  reason: string | undefined,
  caveat: string | undefined,
): string {
  const [, , written] = called[flow];
  const some = (count: number): string => recordsOf(flow, count);
  const parts = [
    counts.posted > 0 ? `${some(counts.posted)} ${written}` : undefined,
    counts.parked > 0 ? `${some(counts.parked)} waiting for a person` : undefined,
    counts.skipped > 0 ? `${some(counts.skipped)} left out` : undefined,
    counts.waiting > 0 ? `${some(counts.waiting)} waiting to be tried again` : undefined,
  ].filter(part => part !== undefined);
  const quiet = end === 'stopped' || end === 'cancelled' ? undefined : 'Nothing new.';
  const done = parts.length === 0 ? quiet : `${parts.join(', ')}.`;
  const why =
    end === 'cancelled'
      ? 'Stopped before the end; the rest follows with the next run.'
      : end === 'stopped'
        ? reason
        : undefined;
  return [done, why, caveat].filter(part => part !== undefined).join(' ');
}

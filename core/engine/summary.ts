import type { RunCounts, RunEnd } from '../model/write.ts';
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

const orders = (count: number): string => `${count} ${count === 1 ? 'order' : 'orders'}`;

/** The run in one or two sentences: what it did, what it left, why it stopped. */
export function wordsFor(
  counts: RunCounts,
  end: RunEnd,
  reason: string | undefined,
  caveat: string | undefined,
): string {
  const parts = [
    counts.posted > 0 ? `${orders(counts.posted)} posted` : undefined,
    counts.parked > 0 ? `${orders(counts.parked)} waiting for a person` : undefined,
    counts.skipped > 0 ? `${orders(counts.skipped)} left out` : undefined,
    counts.waiting > 0 ? `${orders(counts.waiting)} waiting to be tried again` : undefined,
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

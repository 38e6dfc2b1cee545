import type { FlowName, RunCounts, RunEnd } from '../model/write.ts';
import { listed } from '../model/listed.ts';
import type { Outcome } from './settle.ts';

export type Noun = readonly [one: string, more: string];

/** Records that are called alike; without a noun, by the flow's own. */
export type Tally = { readonly noun?: Noun | undefined; readonly counts: RunCounts };
/** What became of one record. */
export type Counted = { readonly noun?: Noun | undefined; readonly outcome: Outcome; readonly waits: boolean };

type Counter = { -readonly [K in keyof RunCounts]: number };

const countNames = ['seen', 'posted', 'unchanged', 'skipped', 'parked', 'waiting'] as const;
const none: Counter = { seen: 0, posted: 0, unchanged: 0, skipped: 0, parked: 0, waiting: 0 };

export function countsOf(outcomes: ReadonlyMap<string, Outcome>, waiting: number): RunCounts {
  const counts = { ...none, seen: outcomes.size, waiting };
  for (const outcome of outcomes.values()) counts[outcome] += 1;
  return counts;
}

/** One tally for each noun. */
export function talliesOf(counted: Iterable<Counted>): readonly Tally[] {
  const tallies = new Map<string | undefined, { readonly noun: Noun | undefined; readonly counts: Counter }>();
  for (const { noun, outcome, waits } of counted) {
    const tally = tallies.get(noun?.[0]) ?? { noun, counts: { ...none } };
    tallies.set(noun?.[0], tally);
    tally.counts.seen += 1;
    tally.counts[outcome] += 1;
    if (waits) tally.counts.waiting += 1;
  }
  return [...tallies.values()];
}

export function sumOf(tallies: readonly Tally[]): RunCounts {
  const sum = { ...none };
  for (const { counts } of tallies) for (const name of countNames) sum[name] += counts[name];
  return sum;
}

export function endOf(counts: RunCounts, failed: boolean, cancelled: boolean, limited: boolean): RunEnd {
  if (failed) return cancelled ? 'cancelled' : 'stopped';
  if (counts.parked > 0 || limited) return 'attention';
  return counts.skipped > 0 ? 'left-out' : 'ok';
}

/** What a flow's records are called, and what becomes of them. */
const called: Readonly<Record<FlowName, readonly [records: Noun, written: string]>> = {
  'import-orders': [['order', 'orders'], 'posted'],
  'sync-products': [['product', 'products'], 'changed'],
  'export-stock': [['stock level', 'stock levels'], 'written'],
};

const inNumber = ([one, more]: Noun, count: number): string => `${count} ${count === 1 ? one : more}`;

/** While both sides are read, before anything is written. */
export const comparing = (flow: FlowName): string => `Comparing ${called[flow][0][1]}`;

/** "1 order", "12 stock levels" */
export const recordsOf = (flow: FlowName, count: number): string => inNumber(called[flow][0], count);

/** The run in one or two sentences: what it did, what it left, why it stopped. */
export function wordsFor(
  flow: FlowName,
  tallies: readonly Tally[],
  end: RunEnd,
  reason: string | undefined,
  caveat: string | undefined,
): string {
  const [records, written] = called[flow];
  const part = (which: keyof RunCounts, what: string): string | undefined => {
    const some = tallies.filter(({ counts }) => counts[which] > 0);
    if (some.length === 0) return undefined;
    return `${listed(some.map(({ noun = records, counts }) => inNumber(noun, counts[which])))} ${what}`;
  };
  const parts = [
    part('posted', written),
    part('parked', 'waiting for a person'),
    part('skipped', 'left out'),
    part('waiting', 'waiting to be tried again'),
  ].filter(one => one !== undefined);
  const quiet = end === 'stopped' || end === 'cancelled' ? undefined : 'Nothing new.';
  const done = parts.length === 0 ? quiet : `${parts.join(', ')}.`;
  const why =
    end === 'cancelled'
      ? 'Stopped before the end; the rest follows with the next run.'
      : end === 'stopped'
        ? reason
        : undefined;
  return [done, why, caveat].filter(one => one !== undefined).join(' ');
}

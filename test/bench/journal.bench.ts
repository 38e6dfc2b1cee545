import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { openJournal } from '../../core/journal/journal.ts';
import { days } from '../../core/model/time.ts';
import type { BenchResult } from './result.ts';
import { startMs, writeJournal } from './long-journal.ts';

const daysBack = 400;
const ordersADay = 500;
const opening = { version: '1.0.0', device: 'office' };

/** A million entries, 200,000 orders, 400 days: how long the agent's start and one order's trace take. */
export async function journalBench(): Promise<readonly BenchResult[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'journal-bench-'));
  try {
    const entries = await writeJournal(folder, daysBack, ordersADay);
    const clock = { now: () => startMs + days(daysBack) };
    const folded = await timed(async () => (await openJournal({ folder, clock, ...opening })).close());
    const openings: number[] = [];
    const traces: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { ms, value: journal } = await timed(() => openJournal({ folder, clock, ...opening }));
      const ref = `#${1000 + round * 39_999}`;
      const traced = await timed(() => journal.trace(ref));
      if (traced.value.length < 3 || journal.view.records.size !== daysBack * ordersADay)
        throw new Error('The generated journal is not what it should be.');
      openings.push(ms);
      traces.push(traced.ms);
      await journal.close();
    }
    return [
      within('entries in the journal', entries, 'entries', Number.POSITIVE_INFINITY),
      within('read whole, without a checkpoint', folded.ms, 'ms', Number.POSITIVE_INFINITY),
      within('open with a checkpoint', best(openings), 'ms', 1_000),
      within('trace one order by name', best(traces), 'ms', 50),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Of five rounds, so that what else the PC does at the time does not count. */
const best = (values: readonly number[]): number => Math.min(...values);

const within = (name: string, value: number, unit: string, budget: number): BenchResult => ({
  name,
  value: Math.round(value * 10) / 10,
  unit,
  budget,
  ok: value <= budget,
});

async function timed<T>(task: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await task();
  return { ms: performance.now() - start, value };
}

test('the journal keeps its budgets at a million entries', async () => {
  const results = await journalBench();
  console.table(results);
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
});

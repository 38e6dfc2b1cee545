import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import type { OwnWork } from './own-work-process.ts';
import { recordOrders } from './record-orders.ts';
import { figure, overBudget, type BenchResult } from './result.ts';

const orders = 500;

/** Measured in a process of its own, which holds neither the sample shop nor the sample ERP. */
async function ownWork(): Promise<readonly BenchResult[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'own-work-bench-'));
  try {
    const file = path.join(folder, 'recording.json');
    await writeFile(file, JSON.stringify(await recordOrders(orders)));
    const program = await compile('test/bench/own-work-process.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [program, file]);
    return figures(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function figures({ own, parse, plan, withSyncs, first, syncs }: OwnWork): readonly BenchResult[] {
  const perOrder = (name: string, ms: number, budget?: number): BenchResult =>
    figure(`own work: ${name}`, ms / orders, 'ms CPU/order', budget);
  return [
    perOrder('everything but making the journal durable', own, 1),
    perOrder('of that, reading the answers', parse),
    perOrder('of that, comparing and planning', plan),
    perOrder('of that, engine and journal', own - parse - plan),
    perOrder('with making it durable', withSyncs),
    perOrder('with making it durable, right after the start', first),
    figure('own work: the journal made durable', syncs / orders, 'times/order'),
  ];
}

test('an order takes at most a millisecond of our own work', async () => {
  const results = await ownWork();
  console.table(results);
  expect(overBudget(results)).toEqual([]);
});

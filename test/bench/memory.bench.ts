import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { sampleMappings, seedSampleErp } from '../../core/erp/sample/seed.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { writeMappings, writeSettings } from '../../main/config/config.ts';
import { askRunning } from '../../main/control.ts';
import { startBuilt } from './built-program.ts';
import { settingsFor } from './file-agent.ts';
import { canMeasure, residentMb } from './resident.ts';
import { figure, overBudget, type BenchResult } from './result.ts';

/** Long enough for a scheduled poll, which comes every minute. */
const idleMs = 75_000;
const lookEveryMs = 500;

const shopFacts = z.object({
  url: z.string(),
  domain: z.string(),
  accessToken: z.string(),
  locations: z.record(z.string(), z.string()),
});

/** The built agent with its page, on the sample shop's 300 orders: a first sync, then nothing to do. */
async function memory(folder: string): Promise<readonly BenchResult[]> {
  const shop = await startBuilt('sample-shop', ['--json']);
  try {
    const facts = shopFacts.parse(shop.said);
    await seedSampleErp(path.join(folder, 'erp'), CATALOGUE);
    await writeSettings(folder, settingsFor(facts, 'erp'));
    await writeMappings(folder, sampleMappings(facts.locations));
    const agent = await startBuilt('cli', ['run', '--data', folder, '--port', '0', '--json'], {
      COUNTERFOIL_SHOP_TOKEN: facts.accessToken,
    });
    try {
      const atStart = residentMb(agent.pid);
      let peak = atStart;
      while (!(await isSynced(folder))) {
        peak = Math.max(peak, residentMb(agent.pid));
        await wait(lookEveryMs);
      }
      const idle: number[] = [];
      for (const since = performance.now(); performance.now() - since < idleMs; await wait(lookEveryMs))
        idle.push(residentMb(agent.pid));
      return [
        figure('resident memory: at the start', atStart, 'MB'),
        figure('resident memory: most while 300 orders are synced', Math.max(peak, ...idle), 'MB'),
        figure('resident memory: idle', Math.max(...idle.slice(-idle.length / 2)), 'MB', 120),
      ];
    } finally {
      await agent.end();
    }
  } finally {
    await shop.end();
  }
}

async function isSynced(folder: string): Promise<boolean> {
  const reply = await askRunning(folder, 'snapshot');
  if (reply?.ok !== true) return false;
  const { counts, running, lastRun } = reply.value;
  if (running !== undefined || lastRun === undefined) return false;
  expect(counts.posted).toBe(300);
  return true;
}

// Windows tells another process's memory by no means that Node brings along.
test.skipIf(!canMeasure)('the idle agent stays small', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'memory-bench-'));
  try {
    const results = await memory(folder);
    console.table(results);
    expect(overBudget(results)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

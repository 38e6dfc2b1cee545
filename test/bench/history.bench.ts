import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page as Tab } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AgentSnapshot, Snapshot } from '../../core/contract.ts';
import { startPage } from '../../main/headless/server.ts';
import { openChromium } from '../e2e/chromium.ts';
import { agentDouble } from '../fakes/agent-double.ts';
import { openWorld } from '../world/world.ts';
import { startMs, writeJournal } from './long-journal.ts';
import { figure, overBudget, type BenchResult } from './result.ts';

const daysBack = 200;
const ordersADay = 100;
const rounds = 5;
const rendererFolder = path.resolve(import.meta.dirname, '../../out/renderer');

/** Runs in the page: what `act` does, until `seen` holds and was painted. In milliseconds. */
const timed = (act: string, seen: string): string => `new Promise((resolve, reject) => {
  const start = performance.now();
  const passed = () => performance.now() - start;
  const look = () => {
    if (${seen}) requestAnimationFrame(() => resolve(passed()));
    else if (passed() > 10_000) reject(new Error(${JSON.stringify(`Never seen: ${seen}`)}));
    else requestAnimationFrame(look);
  };
  ${act};
  look();
})`;

const firstRow = `document.querySelector('.windowed a')?.textContent`;
const rowCount = `document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount')`;
const type = (text: string): string => `
  const input = document.querySelector('input[data-search]');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, ${JSON.stringify(text)});
  input.dispatchEvent(new Event('input', { bubbles: true }))`;

/** Of some rounds, so that what else the PC does at the time does not count. */
async function best(round: (nth: number) => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let nth = 0; nth < rounds; nth += 1) values.push(await round(nth));
  return Math.min(...values);
}

const measure = async (tab: Tab, act: string, seen: string): Promise<number> => {
  const value: unknown = await tab.evaluate(timed(act, seen));
  return Number(value);
};

/** The real page in Chromium before the real agent, with a journal of 100,000 entries on a real disk. */
async function historyBench(folder: string): Promise<readonly BenchResult[]> {
  const entries = await writeJournal(folder, daysBack, ordersADay);
  const world = await openWorld({ shop: { seed: 'empty' }, startMs: startMs + daysBack * 86_400_000 });
  const agent = await world.openAgent({ folder });
  const around = (snapshot: AgentSnapshot): Snapshot => ({
    ...snapshot,
    stage: 'own',
    pc: { face: 'browser', dataFolder: folder, startsAtLogin: undefined },
    setup: undefined,
    updates: undefined,
  });
  // Set-up is not asked for.
  const handlers = { ...agentDouble(0).handlers, ...agent.handlers, snapshot: () => around(agent.snapshot()) };
  const subscribe = (listen: (snapshot: Snapshot) => void) => agent.subscribe(snapshot => listen(around(snapshot)));
  const token = 'a-token-for-the-benchmark-that-is-long-enough';
  const served = await startPage({ handlers, subscribe, port: 0, rendererFolder, token });
  const browser = await openChromium();
  try {
    const tab = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await tab.goto(served.url);
    await tab.getByRole('heading', { level: 1 }).waitFor();
    const opened = await best(async () => {
      await measure(tab, `location.hash = '#/today'`, `document.querySelector('.hero')`);
      return measure(tab, `location.hash = '#/history'`, firstRow);
    });
    const total = daysBack * ordersADay;
    const search = (words: (nth: number) => string, count: number) =>
      best(async nth => {
        await measure(tab, type(''), `${rowCount} === '${total}'`);
        return measure(tab, type(words(nth)), `${rowCount} === '${count}' && ${firstRow}`);
      });
    const byName = await search(nth => `#${20_000 + nth}`, 1);
    const bySku = await search(nth => `SKU-0${100 + nth * 10}-BLU`, 20);
    const byDocument = await search(nth => `S${10_000 + nth}`, 1);
    const scrolled = await best(nth =>
      measure(
        tab,
        `${type('')}; document.querySelector('.windowed')?.scrollTo(0, ${(nth + 1) * 150_000})`,
        `${rowCount} === '${total}' && document.querySelector('.windowed')?.scrollTop >= 0 && ${firstRow}`,
      ),
    );
    return [
      figure('history: entries in the journal', entries, 'entries'),
      figure('history: first paint of the list', opened, 'ms', 300),
      figure('history: search by number', byName, 'ms', 100),
      figure('history: search by SKU', bySku, 'ms', 100),
      figure('history: search by document', byDocument, 'ms', 100),
      figure('history: rows after a jump', scrolled, 'ms'),
    ];
  } finally {
    await browser.close();
    await served.close();
    await agent.stop();
    await agent.journal.close();
    await world.close();
  }
}

test('History keeps its budgets at 100,000 entries', async () => {
  if (!existsSync(rendererFolder)) throw new Error('The window is not built: node scripts/build.mjs');
  const folder = await mkdtemp(path.join(tmpdir(), 'history-bench-'));
  try {
    const results = await historyBench(folder);
    console.table(results);
    expect(overBudget(results)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

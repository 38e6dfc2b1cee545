import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hours, minutes } from '../../core/model/time.ts';
import type { Erp, ShopSpending } from '../../core/ports.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { openWorld, secretsOf, type World } from '../world/world.ts';
import { countCalls } from './count-calls.ts';
import { openFileAgent, settingsFor } from './file-agent.ts';
import { figure, overBudget, type BenchResult } from './result.ts';
import { placeTypicalOrders } from './typical-orders.ts';

const outageMs = hours(72);
const newOrders = 1_500;

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld({ shop: { plan: 'standard' } });
  folder = await mkdtemp(path.join(tmpdir(), 'catch-up-bench-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** An agent that had kept up comes back after 72 hours away; then a minute passes in which nothing happens. */
async function catchUp(): Promise<readonly BenchResult[]> {
  const { clock } = world;
  const settings = settingsFor(world.shop, world.erpFolder);
  const shop = openShop({ settings: settings.shop, secrets: secretsOf(world.shop), clock });
  const { port: erp, calls } = countCalls(world.erp);
  const opened = await openFileAgent({ folder, settings, mappings: world.mappings, shop, erp, clock });
  const { agent } = opened;
  await agent.run({ trigger: 'start' });

  placeTypicalOrders(world.shop, newOrders, clock, outageMs);
  const before = { spent: spentSoFar(shop.spending), calls: calls(), slept: clock.slept.length };
  const start = performance.now();
  const result = await agent.run({ trigger: 'catch-up' });
  const seconds = (performance.now() - start) / 1000;
  const waited = sum(clock.slept.slice(before.slept)) / 1000;
  const spent = difference(spentSoFar(shop.spending), before.spent);
  const made = calls() - before.calls;

  expect(result?.summary).toMatchObject({ end: 'ok', counts: { posted: newOrders, parked: 0, skipped: 0 } });
  await expectDocuments(world.erp);

  clock.advance(minutes(1));
  const beforePoll = spentSoFar(shop.spending);
  const quiet = await agent.run({ trigger: 'schedule' });
  const poll = difference(spentSoFar(shop.spending), beforePoll);
  expect(quiet?.summary).toMatchObject({ end: 'ok', counts: { posted: 0 } });
  await opened.close();

  return [
    figure('catch-up of 1,500 orders: points requested', spent.requestedPoints / newOrders, 'points/order', 4),
    figure('catch-up of 1,500 orders: points charged', spent.chargedPoints / newOrders, 'points/order', 1),
    figure('catch-up of 1,500 orders: waited for points, and worked', waited + seconds, 's', 120),
    figure('catch-up of 1,500 orders: waited for points', waited, 's'),
    figure('catch-up of 1,500 orders: worked', seconds, 's'),
    figure('catch-up of 1,500 orders: throughput', newOrders / seconds, 'orders/s'),
    figure('catch-up of 1,500 orders: requests to the ERP', made / newOrders, 'calls/order'),
    figure('a poll that finds nothing new: points requested', poll.requestedPoints, 'points'),
    figure('a poll that finds nothing new: points charged', poll.chargedPoints, 'points'),
  ];

  /** What the product counted, which must be what the shop counted. */
  function spentSoFar(counted: ShopSpending): ShopSpending {
    const { requests } = world.shop;
    expect(counted).toEqual({
      requests: requests.length,
      requestedPoints: sum(requests.map(one => one.requestedCost ?? 0)),
      chargedPoints: sum(requests.map(one => one.actualCost ?? 0)),
    });
    return counted;
  }
}

/** Order, invoice and payment: fast because something was left out does not count. */
async function expectDocuments(erp: Erp): Promise<void> {
  const wanted = world.shop.store.allOrders().slice(-newOrders);
  const posted = await erp.findSalesOrders(
    wanted.map(({ id }) => `shopify:order:${id}`),
    AbortSignal.timeout(60_000),
  );
  expect(posted.filter(({ state, invoice }) => state === 'posted' && invoice?.state === 'posted').length).toBe(
    newOrders,
  );
  for (const { transactions } of wanted)
    for (const { id } of transactions)
      expect(await erp.findPayment(`shopify:transaction:${id}`, AbortSignal.timeout(60_000))).toBeDefined();
}

const sum = (values: readonly number[]): number => values.reduce((at, value) => at + value, 0);
const difference = (now: ShopSpending, before: ShopSpending): ShopSpending => ({
  requests: now.requests - before.requests,
  requestedPoints: now.requestedPoints - before.requestedPoints,
  chargedPoints: now.chargedPoints - before.chargedPoints,
});

test('an agent that was away for 72 hours catches up within its points and two minutes', async () => {
  const results = await catchUp();
  console.table(results);
  expect(overBudget(results)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { openOdooWorld, type OdooWorld } from './odoo-world.ts';
import { replay } from './replay.ts';

const ROUNDS = 6;
const ORDERS = 10;
/** Of the bare loop's throughput. */
const LEAST = 0.9;

let at: OdooWorld;
beforeAll(async () => {
  at = await openOdooWorld({ seed: 'empty' });
});
afterAll(() => at.close());

/** Paid orders of one to four lines by people who have not bought before. */
function placeOrders(round: number): void {
  for (let order = 0; order < ORDERS; order += 1) {
    const lines = CATALOGUE.slice(order * 4, order * 4 + 1 + (order % 4)).map(({ sku }) => ({ sku, quantity: 1 }));
    at.world.shop.placeOrder({
      lines,
      guestEmail: `buyer.${round}.${order}@mail.example`,
      name: { firstName: 'Ada', lastName: `Baker ${round}.${order}` },
    });
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

test(`the pipeline posts at least ${LEAST * 100} % of what a bare loop of the same calls does`, async () => {
  const agent = await at.openAgent();
  const rounds: { readonly pipeline: number; readonly bare: number; readonly calls: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    placeOrders(round);
    at.proxy.take();
    const pipeline = await timed(() => agent.run({ trigger: 'manual' }));
    const calls = at.proxy.take();
    const bare = await timed(() => replay(at.proxy.url, calls, `b${round}`));
    expect(at.proxy.take().map(call => call.path)).toEqual(calls.map(call => call.path));
    // The first is for warming up.
    if (round > 0) rounds.push({ pipeline, bare, calls: calls.length });
    at.world.clock.advance(60_000);
  }
  expect(agent.snapshot().counts).toMatchObject({ posted: (ROUNDS + 1) * ORDERS, parked: 0, pending: 0 });
  const booked = await at.world.erp.salesOrdersBetween('2020-01-01', '2040-01-01', new AbortController().signal);
  expect(booked.filter(order => order.invoice?.state === 'posted')).toHaveLength(2 * (ROUNDS + 1) * ORDERS);

  const perMinute = (ms: number) => `${((60_000 * ORDERS) / ms).toFixed(0)} orders a minute`;
  const ratio = median(rounds.map(round => round.bare / round.pipeline));
  console.log(
    `pipeline ${perMinute(median(rounds.map(round => round.pipeline)))}, ` +
      `bare loop ${perMinute(median(rounds.map(round => round.bare)))}: ${(ratio * 100).toFixed(1)} %, ` +
      `${(median(rounds.map(round => round.calls)) / ORDERS).toFixed(1)} calls per order`,
  );
  expect(ratio).toBeGreaterThanOrEqual(LEAST);
}, 600_000);

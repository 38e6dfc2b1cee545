import type { RequestEntry } from '../../core/sample/shop/request-log.ts';
import type { BigShop } from './big-shop.ts';
import { processCpuMs } from './process-cpu.ts';
import { figure, type BenchResult } from './result.ts';

/** What some work of the agent took. */
export type Measured = {
  readonly requests: readonly RequestEntry[];
  readonly erpCalls: number;
  readonly cpuMs: number;
  /** Of the agent's process, in megabytes. */
  readonly peakMb: number;
};

type Mark = { readonly requests: number; readonly erpCalls: number; readonly cpuMs: number };

/** Before the agent was started. */
export const nothingYet: Mark = { requests: 0, erpCalls: 0, cpuMs: 0 };

function markNow({ shop, proxy, agent }: BigShop): Mark {
  agent.memory.peak();
  return { requests: shop.requests.length, erpCalls: proxy.requests(), cpuMs: processCpuMs(agent.pid) };
}

/** @param from left out: as things stand when the work begins */
export async function measured(big: BigShop, work: () => Promise<void>, from: Mark = markNow(big)): Promise<Measured> {
  await work();
  const { shop, proxy, agent } = big;
  return {
    requests: shop.requests.slice(from.requests),
    erpCalls: proxy.requests() - from.erpCalls,
    cpuMs: processCpuMs(agent.pid) - from.cpuMs,
    peakMb: agent.memory.peak(),
  };
}

export const asking = (field: string, requests: readonly RequestEntry[]): readonly RequestEntry[] =>
  requests.filter(one => one.executed && one.fields.includes(field));

/** Of what the shop was asked; what a request costs is taken before it is known what it needs. */
export const requestedPoints = (requests: readonly RequestEntry[]): number =>
  requests.reduce((total, one) => total + (one.requestedCost ?? 0), 0);
const chargedPoints = (requests: readonly RequestEntry[]): number =>
  requests.reduce((total, one) => total + (one.actualCost ?? 0), 0);

/** From the first to the last of these, as the shop saw them come. */
export const secondsOf = (requests: readonly RequestEntry[]): number =>
  ((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)) / 1000;

/** Memory has one budget for all. */
const mostMb = 200;

export const figuresOf = (
  name: string,
  { requests, erpCalls, cpuMs, peakMb }: Measured,
  { records, mostPoints }: { readonly records: number; readonly mostPoints?: number },
): readonly BenchResult[] => [
  figure(`${name}: points requested`, requestedPoints(requests), 'points', mostPoints),
  figure(`${name}: points charged`, chargedPoints(requests), 'points', mostPoints),
  figure(`${name}: asked of Shopify`, requests.length, 'requests'),
  figure(`${name}: of it, refused for want of points`, requests.filter(one => !one.executed).length, 'requests'),
  figure(`${name}: asked of Odoo`, erpCalls, 'requests'),
  figure(`${name}: time`, secondsOf(requests), 's'),
  figure(`${name}: own work`, cpuMs / records, 'ms CPU/record'),
  figure(`${name}: resident memory, most`, peakMb, 'MB', mostMb),
];

import type { Scope } from '../../engine/comparison.ts';
import type { ComparisonResult } from '../../engine/run-comparison.ts';
import type { RunDeps } from '../../engine/run.ts';
import { goodsFlowOf } from '../../journal/goods-state.ts';
import type { JournalView } from '../../journal/view.ts';
import { epochMs, instantOf, minutes, type Instant } from '../../model/time.ts';
import type { FlowName, RunTrigger } from '../../model/write.ts';
import type { GoodsFlow } from './flows.ts';
import type { AgentDeps } from '../ports.ts';

/** Shopify's search index lags behind its writes, and the ERP's clock is not ours: this much is read again (DESIGN rule 3). */
const overlapMs = minutes(15);

/** Both sides are compared as a whole at each start, once a day, and when a person asks. */
const whole: ReadonlySet<RunTrigger> = new Set(['start', 'sweep', 'manual']);

export type GoodsWish = {
  readonly trigger: RunTrigger;
  /** These records only, by id. */
  readonly only?: readonly string[] | undefined;
  readonly flow?: FlowName | undefined;
};

/** Runs the comparisons after the orders: what was sold is in the books before stock is told. */
export function createGoodsRuns({
  clock,
  journal,
  mappings,
  ownership,
}: Pick<AgentDeps, 'clock' | 'journal' | 'mappings' | 'ownership'>) {
  const { view } = journal;
  /** What the last run of a flow left to be looked at again; it does not outlive the agent, as a start compares everything. */
  const waiting = new Map<FlowName, readonly string[]>();
  /** With which mappings and ownership a flow last went through everything. */
  const wentWith = new Map<FlowName, { readonly mappings: unknown; readonly ownership: unknown }>();

  /** Since when a flow's cursor stands where it is, and whether a run has since seen all that came to light late. */
  const standing = new Map<
    FlowName,
    { readonly cursor: Instant; readonly sinceMs: number; readonly isSettled: boolean }
  >();

  function noteCursor(flow: FlowName, startedMs: number): void {
    const cursor = view.cursors.get(flow);
    const known = standing.get(flow);
    if (cursor === undefined) return;
    if (known?.cursor !== cursor) standing.set(flow, { cursor, sinceMs: clock.now(), isSettled: false });
    else if (startedMs - known.sinceMs >= overlapMs) standing.set(flow, { ...known, isSettled: true });
  }

  /** Less the overlap, until a run has gone through when that was over: a big change would else be read again until the next one. */
  function sinceOf(flow: FlowName, cursor: Instant): Instant {
    const known = standing.get(flow);
    return known?.cursor === cursor && known.isSettled ? cursor : instantOf(epochMs(cursor) - overlapMs);
  }

  function scopeFor(flow: FlowName, { trigger, only }: GoodsWish): Scope {
    if (only !== undefined) return { kind: 'only', ids: only };
    const cursor = view.cursors.get(flow);
    const known = wentWith.get(flow);
    const isOther = known?.mappings !== mappings.current() || known.ownership !== ownership.current();
    const isHeld = [...view.holds.values()].some(held => held.flow === flow);
    if (whole.has(trigger) || cursor === undefined || isOther || isHeld) return { kind: 'all' };
    const also = [...new Set([...unsettled(view, flow), ...(waiting.get(flow) ?? [])])];
    return { kind: 'changed', since: sinceOf(flow, cursor), also };
  }

  async function runOne(
    flow: GoodsFlow,
    wish: GoodsWish,
    deps: RunDeps,
    signal: AbortSignal,
  ): Promise<ComparisonResult> {
    const scope = scopeFor(flow.name, wish);
    const startedMs = clock.now();
    const now = { mappings: mappings.current(), ownership: ownership.current() };
    const run = `run-${view.seq + 1}`;
    const result = await flow.run(deps, { run, trigger: wish.trigger, scope }, signal);
    if (result.summary.end === 'stopped' || result.summary.end === 'cancelled') {
      // Going through everything is still owed.
      if (scope.kind === 'all') wentWith.delete(flow.name);
      return result;
    }
    if (scope.kind === 'all') wentWith.set(flow.name, now);
    if (scope.kind !== 'only') noteCursor(flow.name, startedMs);
    const before = scope.kind === 'only' ? (waiting.get(flow.name) ?? []).filter(id => !scope.ids.includes(id)) : [];
    waiting.set(flow.name, [...before, ...result.waiting]);
    return result;
  }

  return {
    /** @returns one result a flow, up to the first that must stop the others */
    async run(
      flows: readonly GoodsFlow[],
      wish: GoodsWish,
      deps: RunDeps,
      signal: AbortSignal,
    ): Promise<readonly ComparisonResult[]> {
      const results: ComparisonResult[] = [];
      for (const flow of flows) {
        if (wish.flow !== undefined && wish.flow !== flow.name) continue;
        const ids = wish.only?.filter(id => goodsFlowOf(id) === flow.name);
        if (ids?.length === 0 || signal.aborted) continue;
        const result = await runOne(flow, { ...wish, only: ids }, deps, signal);
        results.push(result);
        if (result.stopped !== undefined && result.stopped.recovery !== 'park') break;
      }
      return results;
    },
  };
}

/** Not at rest, though nothing of it need have changed. */
function unsettled(view: JournalView, flow: FlowName): readonly string[] {
  const ids: string[] = [];
  for (const one of view.goods.values())
    if (one.flow === flow && one.last !== undefined && one.state !== 'agreed' && one.state !== 'skipped')
      ids.push(one.id);
  return ids;
}

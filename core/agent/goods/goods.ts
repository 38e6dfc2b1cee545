import type { ComparisonResult } from '../../engine/run-comparison.ts';
import type { PreviewedGoods } from '../../engine/preview-comparison.ts';
import { retryPolicies, withRetry } from '../../engine/retry.ts';
import type { RunDeps } from '../../engine/run.ts';
import { consequences, type Consequence } from '../../flows/sync-products/consequences.ts';
import { unsyncedFields, type GoodsField } from '../../flows/sync-products/fields.ts';
import type { GoodsFeatures } from '../../goods-ports.ts';
import { goodsFlowOf } from '../../journal/goods-state.ts';
import type { StockView } from '../../model/goods-view.ts';
import { flowNames, type FlowName, type Write } from '../../model/write.ts';
import type { Owner } from '../../model/ownership.ts';
import type { Connection } from '../connect.ts';
import type { AgentDeps } from '../ports.ts';
import { planCards } from './cards.ts';
import { goodsFlows, type FlowsNow } from './build.ts';
import type { GoodsFlow } from './flows.ts';
import { lockNow } from './lock.ts';
import { createGoodsRuns, type GoodsWish } from './runs.ts';
import { createStockTable } from './stock-table.ts';

type Planned = readonly PreviewedGoods<unknown, Write>[];

/** Products and stock: their flows as of this moment, and what they were last seen to say. */
export function createGoods(deps: AgentDeps) {
  const { journal, clock, settings, erp, policies = retryPolicies } = deps;
  const { view } = journal;
  const runs = createGoodsRuns(deps);
  const table = createStockTable(settings.stock, clock);
  const building = goodsFlows(deps, view);
  let revision = 0;
  let isLooking = false;
  let off: FlowsNow['off'] = {};
  /** As last told. */
  let features: GoodsFeatures | undefined;

  /** In the order in which they run; a flow of which nobody owns anything is not there. */
  async function flowsFor(found: Connection, signal: AbortSignal): Promise<readonly GoodsFlow[]> {
    const take = (...[planned, scope]: Parameters<typeof table.take>): void => {
      table.take(planned, scope);
      revision += 1;
    };
    const now = await building.now(found, take, signal);
    off = now.off;
    features = now.features ?? features;
    return now.flows;
  }

  /** A flow that lacks a permission rests, and the others go on: worth knowing, once. */
  async function tellRefusals({ shop: { refusals } }: Connection): Promise<void> {
    for (const flow of flowNames) {
      const refusal = refusals[flow];
      const code = `${flow}-rests`;
      if (refusal === undefined) continue;
      const words = `${refusal.message} ${refusal.nextStep ?? ''}`.trim();
      if (view.notices.get(code)?.words !== words) await journal.append({ kind: 'noticed', code, words });
    }
  }

  /** Fields with an owner that this ERP cannot tell or take: once, and not with each record. */
  async function tellUnsynced(fields: readonly { readonly words: string }[]): Promise<void> {
    const words = fields.map(field => field.words).join(' ');
    if (words !== '' && view.notices.get('fields-unsynced')?.words !== words)
      await journal.append({ kind: 'noticed', code: 'fields-unsynced', words });
  }

  return {
    flowsFor,
    /** Why a flow is not synced at all, as last seen. */
    off: (flow: FlowName): string | undefined => off[flow],
    changed(): void {
      revision += 1;
    },
    revision: (): number => revision,
    async flowOf(id: string, found: Connection, signal: AbortSignal): Promise<GoodsFlow | undefined> {
      const name = goodsFlowOf(id);
      return (await flowsFor(found, signal)).find(flow => flow.name === name);
    },
    async run(
      found: Connection,
      wish: GoodsWish,
      runDeps: RunDeps,
      signal: AbortSignal,
    ): Promise<readonly ComparisonResult[]> {
      const flows = await withRetry({ policies, clock, signal }, () => flowsFor(found, signal));
      await tellRefusals(found);
      if (features !== undefined) await tellUnsynced(unsyncedFields(building.products(found, features).policy));
      const results = await runs.run(flows, wish, runDeps, signal);
      revision += 1;
      return results;
    },
    /**
     * Compares anew, one flow or all, and writes nothing; stock is in the table then.
     * @returns what each would do
     */
    async look(
      connected: () => Connection | Promise<Connection>,
      wanted: FlowName | 'all',
      signal: AbortSignal,
    ): Promise<readonly { readonly flow: FlowName; readonly records: Planned }[]> {
      isLooking = true;
      revision += 1;
      try {
        const looks: { readonly flow: FlowName; readonly records: Planned }[] = [];
        const found = await connected();
        for (const flow of await flowsFor(found, signal)) {
          if (wanted !== 'all' && wanted !== flow.name) continue;
          const { records } = await flow.preview({ view, clock, policies }, { kind: 'all' }, signal);
          looks.push({ flow: flow.name, records });
        }
        return looks;
      } finally {
        isLooking = false;
        revision += 1;
      }
    },
    features: (): GoodsFeatures | undefined => features,
    /** What other owners of product fields would do, by both sides as they are now. */
    async consequences(
      found: Connection,
      change: Readonly<Partial<Record<GoodsField, Owner>>>,
      signal: AbortSignal,
    ): Promise<readonly Consequence[]> {
      const { flow, policy } = building.products(found, await erp.goodsFeatures(signal), building.quiet);
      const compared = await withRetry({ policies, clock, signal }, () => flow.read({ kind: 'all' }, signal));
      return consequences(compared, change, policy);
    },
    stockRows: table.page,
    lock: (zone: string) => lockNow(settings.stock.peakLocks, clock.now(), zone),
    stockView(zone: string): StockView {
      const lock = lockNow(settings.stock.peakLocks, clock.now(), zone);
      return {
        at: table.at(),
        off: off['export-stock'],
        locations: table.locations(),
        unmapped: table.unmapped(),
        plans: planCards(view).filter(({ flow }) => flow === 'export-stock'),
        lock: lock && { ...lock, waiting: table.locked() },
        isLooking,
        quantity: settings.stock.quantity,
      };
    },
  };
}
export type Goods = ReturnType<typeof createGoods>;

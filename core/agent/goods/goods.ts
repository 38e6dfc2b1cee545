import type { ComparisonResult } from '../../engine/run-comparison.ts';
import { retryPolicies, withRetry } from '../../engine/retry.ts';
import type { RunDeps } from '../../engine/run.ts';
import { exportStock } from '../../flows/export-stock/flow.ts';
import { activeLocks } from '../../flows/export-stock/peak-lock.ts';
import type { StockPolicy } from '../../flows/export-stock/policy.ts';
import { consequences, type Consequence } from '../../flows/sync-products/consequences.ts';
import { unsyncedFields, type GoodsField } from '../../flows/sync-products/fields.ts';
import { syncProducts } from '../../flows/sync-products/flow.ts';
import type { ProductsPolicy } from '../../flows/sync-products/policy.ts';
import type { GoodsFeatures } from '../../goods-ports.ts';
import { goodsFlowOf } from '../../journal/goods-state.ts';
import type { GoodsState } from '../../journal/goods.ts';
import type { StockView } from '../../model/goods-view.ts';
import { productFields, variantFields } from '../../model/product.ts';
import { instantOf, shortTime } from '../../model/time.ts';
import { flowNames, type FlowName } from '../../model/write.ts';
import type { Owner } from '../../model/ownership.ts';
import type { Connection } from '../connect.ts';
import type { AgentDeps } from '../ports.ts';
import { planCards } from './cards.ts';
import { goodsFlow, type GoodsFlow } from './flows.ts';
import { journaledOrders } from './journaled-orders.ts';
import { createGoodsRuns, type GoodsWish } from './runs.ts';
import { createStockTable } from './stock-table.ts';

/** Products and stock: their flows as of this moment, and what they were last seen to say. */
export function createGoods(deps: AgentDeps) {
  const { journal, clock, settings, shop, erp, policies = retryPolicies } = deps;
  const { view } = journal;
  const runs = createGoodsRuns(deps);
  const table = createStockTable(settings.stock, clock);
  let revision = 0;
  let isLooking = false;
  let off: string | undefined;
  /** As last told. */
  let features: GoodsFeatures | undefined;

  const statesOf = (flow: FlowName): Iterable<GoodsState> => [...view.goods.values()].filter(one => one.flow === flow);

  const common = (found: Connection) => ({
    mappings: deps.mappings.current(),
    ownership: deps.ownership.current(),
    erp: found.erp.name,
    shopZone: found.shop.zone,
    now: instantOf(clock.now()),
  });
  const productsPolicy = (found: Connection, known: GoodsFeatures): ProductsPolicy => ({
    ...common(found),
    settings: settings.products,
    features: known,
    shopCurrency: found.shop.currency,
    digest: deps.digest,
  });
  const stockPolicy = (found: Connection): StockPolicy => ({
    ...common(found),
    settings: settings.stock,
    orders: () => journaledOrders(view),
    states: () => statesOf('export-stock'),
  });

  /** In the order in which they run; a flow of which nobody owns anything is not there. */
  async function flowsFor(found: Connection, signal: AbortSignal): Promise<readonly GoodsFlow[]> {
    const ownership = deps.ownership.current();
    const own = productFields.map(field => ownership[`product.${field}`]);
    const ofVariants = variantFields.map(field => ownership[`variant.${field}`]);
    const hasProducts = [...own, ...ofVariants, ownership['products.create']].some(({ owner }) => owner !== 'nobody');
    const hasStock = ownership['stock.on-hand'].owner !== 'nobody';
    off = hasStock ? undefined : 'Nobody owns the units on hand, so stock is not synced.';
    if (!hasProducts && !hasStock) return [];
    features = await erp.goodsFeatures(signal);
    const known = features;
    const products = () =>
      goodsFlow(syncProducts({ shop, erp, goods: view.goods, policy: productsPolicy(found, known) }), () => {});
    const stock = () =>
      goodsFlow(exportStock({ shop, erp, policy: stockPolicy(found) }), (planned, scope) => {
        table.take(planned, scope);
        revision += 1;
      });
    if (hasStock && !known.stock) off = `${found.erp.name} does not tell its stock, so none is written.`;
    const { refusals } = found.shop;
    if (hasStock && refusals['export-stock'] !== undefined) off = refusals['export-stock'].message;
    const wanted = [...(hasProducts ? [products()] : []), ...(hasStock && known.stock ? [stock()] : [])];
    return wanted.filter(({ name }) => refusals[name] === undefined);
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
      const flows = await flowsFor(found, signal);
      await tellRefusals(found);
      if (features !== undefined) await tellUnsynced(unsyncedFields(productsPolicy(found, features)));
      const results = await runs.run(flows, wish, runDeps, signal);
      revision += 1;
      return results;
    },
    /** Compares stock anew for the table, and writes nothing. */
    async look(found: Connection, signal: AbortSignal): Promise<void> {
      isLooking = true;
      revision += 1;
      try {
        for (const flow of await flowsFor(found, signal))
          if (flow.name === 'export-stock') await flow.preview({ view, clock, policies }, { kind: 'all' }, signal);
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
      const policy = productsPolicy(found, await erp.goodsFeatures(signal));
      const flow = syncProducts({ shop, erp, goods: view.goods, policy });
      const compared = await withRetry({ policies, clock, signal }, () => flow.read({ kind: 'all' }, signal));
      return consequences(compared, change, policy);
    },
    stockRows: table.page,
    lock: (zone: string): StockView['lock'] => {
      const now = instantOf(clock.now());
      const active = activeLocks(settings.stock.peakLocks, now, zone);
      const last = active
        .map(({ until }) => until)
        .toSorted()
        .at(-1);
      if (last === undefined) return undefined;
      const holds = active.some(lock => lock.holds === 'everything') ? 'everything' : 'increases';
      return { until: shortTime(last, zone, now), holds };
    },
    stockView(zone: string): StockView {
      return {
        at: table.at(),
        off,
        locations: table.locations(),
        unmapped: table.unmapped(),
        plans: planCards(view).filter(({ flow }) => flow === 'export-stock'),
        lock: this.lock(zone),
        isLooking,
        quantity: settings.stock.quantity,
      };
    },
  };
}
export type Goods = ReturnType<typeof createGoods>;

import { exportStock } from '../../flows/export-stock/flow.ts';
import type { StockPair } from '../../flows/export-stock/pair.ts';
import type { StockPolicy } from '../../flows/export-stock/policy.ts';
import type { SetStock } from '../../flows/export-stock/set-stock.ts';
import { syncProducts, type SyncProducts } from '../../flows/sync-products/flow.ts';
import type { ProductsPolicy } from '../../flows/sync-products/policy.ts';
import type { ProductSides } from '../../flows/sync-products/sides.ts';
import type { Scope } from '../../engine/comparison.ts';
import type { PreviewedGoods } from '../../engine/preview-comparison.ts';
import type { GoodsFeatures } from '../../goods-ports.ts';
import type { JournalView } from '../../journal/view.ts';
import type { OwnedField } from '../../model/owned-field.ts';
import { productFields, variantFields } from '../../model/product.ts';
import { instantOf } from '../../model/time.ts';
import type { FlowName } from '../../model/write.ts';
import type { Connection } from '../connect.ts';
import type { GoodsSides } from '../ports.ts';
import { goodsFlow, type GoodsFlow } from './flows.ts';
import { journaledOrders } from './journaled-orders.ts';
import { quietly } from './quiet-shop.ts';

export type FlowsNow = {
  /** In the order in which they run. */
  readonly flows: readonly GoodsFlow[];
  /** Why a flow is not among them, as a sentence. */
  readonly off: Readonly<Partial<Record<FlowName, string>>>;
  /** As the ERP told them; undefined: nobody needed to ask. */
  readonly features: GoodsFeatures | undefined;
};

const productsFields: readonly OwnedField[] = [
  ...productFields.map(field => `product.${field}` as const),
  ...variantFields.map(field => `variant.${field}` as const),
  'products.create',
];

/** The flows of goods as of this moment, from what is at hand: a preview needs nothing to write with. */
export function goodsFlows(sides: GoodsSides, view: JournalView) {
  const { shop, erp, settings, clock } = sides;
  const quiet = quietly(shop);

  const common = (found: Connection) => ({
    mappings: sides.mappings.current(),
    ownership: sides.ownership.current(),
    erp: found.erp.name,
    shopZone: found.shop.zone,
    now: instantOf(clock.now()),
  });
  const stockPolicy = (found: Connection): StockPolicy => ({
    ...common(found),
    settings: settings.stock,
    orders: () => journaledOrders(view),
    states: () => view.goods,
  });

  /** The sync of products, with the policy that it obeys. */
  function products(
    found: Connection,
    features: GoodsFeatures,
    from: ProductSides['shop'] = shop,
  ): { readonly flow: SyncProducts; readonly policy: ProductsPolicy } {
    const policy: ProductsPolicy = {
      ...common(found),
      settings: settings.products,
      features,
      shopCurrency: found.shop.currency,
      digest: sides.digest,
    };
    return { policy, flow: syncProducts({ shop: from, erp, goods: view.goods, policy }) };
  }

  function whyOff(found: Connection, features: GoodsFeatures | undefined): FlowsNow['off'] {
    const { refusals } = found.shop;
    const off = (flow: FlowName, why: string | undefined) => {
      const words = refusals[flow]?.message ?? why;
      return words === undefined ? {} : { [flow]: words };
    };
    return {
      ...(hasProducts()
        ? off('sync-products', undefined)
        : { 'sync-products': 'Nobody owns any field of products, so they are not synced.' }),
      ...(hasStock()
        ? off(
            'export-stock',
            features?.stock === false ? `${found.erp.name} does not tell its stock, so none is written.` : undefined,
          )
        : { 'export-stock': 'Nobody owns the units on hand, so stock is not synced.' }),
    };
  }
  const isOwned = (field: OwnedField): boolean => sides.ownership.current()[field].owner !== 'nobody';
  const hasProducts = (): boolean => productsFields.some(isOwned);
  const hasStock = (): boolean => isOwned('stock.on-hand');

  return {
    products,
    quiet,
    /** @param hearStock gets what a run or a preview of stock has planned, all of its scope */
    async now(
      found: Connection,
      hearStock: (planned: Iterable<PreviewedGoods<StockPair, SetStock>>, scope: Scope) => void,
      signal: AbortSignal,
    ): Promise<FlowsNow> {
      const features = hasProducts() || hasStock() ? await erp.goodsFeatures(signal) : undefined;
      const off = whyOff(found, features);
      if (features === undefined) return { flows: [], off, features };
      const all = [
        goodsFlow(products(found, features).flow, products(found, features, quiet).flow, () => {}),
        goodsFlow(
          exportStock({ shop, erp, policy: stockPolicy(found) }),
          exportStock({ shop: quiet, erp, policy: stockPolicy(found) }),
          hearStock,
        ),
      ];
      return { flows: all.filter(({ name }) => off[name] === undefined), off, features };
    },
  };
}

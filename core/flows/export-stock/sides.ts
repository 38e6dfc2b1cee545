import type { ErpGoods, ShopStock } from '../../goods-ports.ts';
import type { Catalogue } from '../../ports.ts';
import type { StockPolicy } from './policy.ts';

/** What the flow needs of both sides. */
export type StockSides = {
  readonly shop: ShopStock & Pick<Catalogue, 'locations'>;
  readonly erp: Pick<ErpGoods, 'goodsFeatures' | 'stock' | 'stockChangedSince'>;
  readonly policy: StockPolicy;
};

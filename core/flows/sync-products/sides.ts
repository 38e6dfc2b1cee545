import type { ErpGoods, ShopProducts } from '../../goods-ports.ts';
import type { GoodsState } from '../../journal/goods.ts';
import type { ProductsPolicy } from './policy.ts';

export type ProductSides = {
  readonly shop: ShopProducts;
  readonly erp: ErpGoods;
  readonly policy: ProductsPolicy;
  /** The journal's: products, variants and items among them. */
  readonly goods: ReadonlyMap<string, GoodsState>;
};

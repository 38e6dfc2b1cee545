import type { ShopProducts, ShopStock } from '../../goods-ports.ts';
import type { ShopLevel } from '../../model/stock.ts';
import { instantOf } from '../../model/time.ts';
import type { Catalogue } from '../../ports.ts';

type GoodsShop = ShopStock & ShopProducts & Pick<Catalogue, 'locations'>;

const always = instantOf(0);

/**
 * The same shop for previews: everything is read page by page, as a bulk read starts with a mutation, though one that changes nothing.
 * It costs more of Shopify's points, and lists lag as searches do.
 */
export const quietly = (shop: GoodsShop): GoodsShop => ({
  locations: signal => shop.locations(signal),
  async levels(locationIds, signal) {
    const found = new Map<string, ShopLevel>();
    for await (const page of shop.levelsChangedSince(always, locationIds, signal))
      for (const level of page) found.set(level.id, level);
    return [...found.values()];
  },
  levelsChangedSince: (since, locationIds, signal) => shop.levelsChangedSince(since, locationIds, signal),
  levelsOf: (itemIds, locationIds, signal) => shop.levelsOf(itemIds, locationIds, signal),
  unitsOf: (orderIds, signal) => shop.unitsOf(orderIds, signal),
  orderIdsSince: (since, signal) => shop.orderIdsSince(since, signal),
  setStock: (quantity, changes, by, signal) => shop.setStock(quantity, changes, by, signal),
  products: signal => shop.productsChangedSince(always, signal),
  productsChangedSince: (since, signal) => shop.productsChangedSince(since, signal),
  productsOf: (ids, signal) => shop.productsOf(ids, signal),
  deletedSince: (since, signal) => shop.deletedSince(since, signal),
  updateProduct: (id, values, signal) => shop.updateProduct(id, values, signal),
  updateVariants: (productId, variants, signal) => shop.updateVariants(productId, variants, signal),
  createProduct: (draft, signal) => shop.createProduct(draft, signal),
});

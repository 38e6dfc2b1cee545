import type { ShopProducts } from '../goods-ports.ts';
import { allProducts } from './all-products.ts';
import type { Bulk } from './bulk.ts';
import type { Client } from './client.ts';
import { deletedSince, productsChangedSince, productsOf } from './read-products.ts';
import { createdProduct, updatedProduct, updatedVariants } from './write-products.ts';

export const createProducts = (client: Client, bulk: Bulk): ShopProducts => ({
  products: signal => allProducts(bulk, signal),
  productsChangedSince: (since, signal) => productsChangedSince(since, client, signal),
  productsOf: (ids, signal) => productsOf(ids, client, signal),
  deletedSince: (since, signal) => deletedSince(since, client, signal),
  updateProduct: (id, values, signal) => updatedProduct(id, values, client, signal),
  updateVariants: (productId, variants, signal) => updatedVariants(productId, variants, client, signal),
  createProduct: (draft, signal) => createdProduct(draft, client, signal),
});

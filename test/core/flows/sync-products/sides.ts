import type { ErpGoods, ShopProducts } from '../../../../core/goods-ports.ts';
import { SyncError } from '../../../../core/errors.ts';
import type { ErpItem, ProductVariant, ShopProduct } from '../../../../core/model/product.ts';
import { item, policy, product, variant } from './parts.ts';

async function* page<T>(list: readonly T[]): AsyncIterable<readonly T[]> {
  yield list;
}

/** A shop that holds what it is given; a list may leave out what is there, as an index that lags does. */
export class PlainShop implements ShopProducts {
  readonly held = new Map<string, ShopProduct>();
  readonly unlisted = new Set<string>();
  readonly calls: string[] = [];
  /** Changed at or after whatever was asked. */
  changed: readonly string[] = [];
  deleted: readonly string[] = [];
  refuses = new Set<string>();
  private tick = 0;

  constructor(...products: readonly ShopProduct[]) {
    for (const one of products) this.held.set(one.id, one);
  }
  put(one: ShopProduct): void {
    this.held.set(one.id, one);
  }
  products(): AsyncIterable<readonly ShopProduct[]> {
    this.calls.push('products');
    return page([...this.held.values()].filter(({ id }) => !this.unlisted.has(id)));
  }
  productsChangedSince(): AsyncIterable<readonly ShopProduct[]> {
    return page([...this.held.values()].filter(({ id }) => this.changed.includes(id)));
  }
  async productsOf(ids: readonly string[]): Promise<readonly ShopProduct[]> {
    this.calls.push(`productsOf ${ids.length}`);
    return ids.flatMap(id => this.held.get(id) ?? []);
  }
  deletedSince = async (): Promise<readonly string[]> => this.deleted;
  updateProduct: ShopProducts['updateProduct'] = async (id, values) => {
    this.calls.push('updateProduct');
    const one = this.held.get(id) ?? product(0, []);
    this.put({ ...one, updatedAt: this.now(), values: { ...one.values, ...values } });
    return this.held.get(id) ?? one;
  };
  updateVariants: ShopProducts['updateVariants'] = async (id, variants) => {
    this.calls.push(`updateVariants ${variants.length}`);
    if (variants.some(one => this.refuses.has(one.id)))
      throw new SyncError('rejected', 'product-refused', 'Shopify did not accept it.');
    const one = this.held.get(id) ?? product(0, []);
    const changed = (its: ProductVariant): ProductVariant => {
      const change = variants.find(other => other.id === its.id);
      return change === undefined
        ? its
        : { ...its, updatedAt: this.now(), values: { ...its.values, ...change.values } };
    };
    this.put({ ...one, variants: one.variants.map(changed) });
    return this.held.get(id) ?? one;
  };
  createProduct: ShopProducts['createProduct'] = async draft => {
    this.calls.push('createProduct');
    const n = 100 + this.held.size;
    const made = product(n, [variant(n, draft.variant.sku ?? null, { values: draft.variant })], {
      values: draft.product,
    });
    this.put(made);
    return made;
  };
  /** The time of the next change. */
  now(): string {
    this.tick += 1;
    return new Date(Date.parse('2026-11-26T10:00:00Z') + this.tick * 1000).toISOString();
  }
}

export class PlainErp implements ErpGoods {
  readonly held = new Map<string, ErpItem>();
  readonly calls: string[] = [];
  readonly priceLists: (string | undefined)[] = [];
  changed: readonly string[] = [];
  /** Left out of lists, and found by its code. */
  readonly unlisted = new Set<string>();
  isEmpty = false;

  constructor(...items: readonly ErpItem[]) {
    for (const one of items) this.held.set(one.id, one);
  }
  goodsFeatures = async () => policy().features;
  stock: ErpGoods['stock'] = async ({ codes = [], warehouses }) =>
    codes.map(code => ({
      code,
      name: code,
      kind: 'stocked',
      levels: warehouses.map(warehouse => ({ warehouse, onHand: '12', promised: '0' })),
    }));
  stockChangedSince = async () => [];
  items: ErpGoods['items'] = ({ codes, changedSince }, priceList) => {
    this.calls.push(
      codes === undefined ? (changedSince === undefined ? 'items' : 'items changed') : `items ${codes.length}`,
    );
    this.priceLists.push(priceList);
    const all = this.isEmpty ? [] : [...this.held.values()];
    if (codes !== undefined) return page(all.filter(({ code }) => codes.includes(code)));
    if (changedSince !== undefined) return page(all.filter(({ id }) => this.changed.includes(id)));
    return page(all.filter(({ id }) => !this.unlisted.has(id)));
  };
  updateItem: ErpGoods['updateItem'] = async (id, { before, values, priceList }) => {
    this.calls.push('updateItem');
    this.priceLists.push(priceList);
    const one = this.held.get(id) ?? item(0, '');
    const now = { ...one.family.values, ...one.values };
    const differs = Object.entries(before).some(
      ([name, value]) => Object.entries(now).find(([field]) => field === name)?.[1] !== value,
    );
    if (differs) throw new SyncError('conflict', 'changed-meanwhile', 'It was changed meanwhile.');
    this.held.set(id, { ...one, values: { ...one.values, ...values } });
    return this.held.get(id) ?? one;
  };
  createItem: ErpGoods['createItem'] = async ({ code, values }) => {
    this.calls.push('createItem');
    const made = item(100 + this.held.size, code, { values });
    this.held.set(made.id, made);
    return made;
  };
}

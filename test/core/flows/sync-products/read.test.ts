import { beforeEach, describe, expect, test } from 'vitest';
import type { Scope } from '../../../../core/engine/comparison.ts';
import { readPairs } from '../../../../core/flows/sync-products/read.ts';
import type { ProductsPolicy } from '../../../../core/flows/sync-products/policy.ts';
import type { GoodsState } from '../../../../core/journal/goods.ts';
import { agreed, asks, item, policy, product, state, statesOf, variant } from './parts.ts';
import { PlainErp, PlainShop } from './sides.ts';

const signal = new AbortController().signal;
const ids = { product: product(1, []).id, variant: variant(1, null).id };
const linked = (more: Partial<GoodsState> = {}) =>
  statesOf(
    state(ids.product, { name: 'Product 1', agreed: agreed({ erpId: 'f1' }) }),
    state(ids.variant, { agreed: agreed(), ...more }),
  );
const since = (also: readonly string[] = []): Scope => ({ kind: 'changed', since: '2026-11-26T09:00:00Z', also });

let shop: PlainShop;
let erp: PlainErp;
beforeEach(() => {
  shop = new PlainShop(product(1, [variant(1, 'MUG')]), product(2, [variant(2, 'CUP')]));
  erp = new PlainErp(item(1, 'MUG'), item(2, 'CUP'), item(3, 'JUG'));
});
const read = async (scope: Scope, goods: ReadonlyMap<string, GoodsState> = new Map(), by: ProductsPolicy = policy()) =>
  (await readPairs(scope, { shop, erp, policy: by, goods }, signal)).map(
    ({ ref, record }) => `${record.kind} ${ref.name}${'match' in record ? ` ${record.match.kind}` : ''}`,
  );

test('all: everything that either side has', async () => {
  expect(await read({ kind: 'all' })).toEqual([
    'product Product 1 family',
    'variant MUG item',
    'product Product 2 family',
    'variant CUP item',
    'item JUG',
  ]);
});

test('PRD-04 prices are those of the chosen list', async () => {
  await read({ kind: 'all' }, new Map(), policy({}, { settings: { priceList: 'A', limitPercent: 10 } }));
  expect(erp.priceLists).toEqual(['A']);
});

describe('PRD-05, PRD-10: gone', () => {
  test('is only what a read past the index does not find either', async () => {
    shop.unlisted.add(ids.product);
    expect(await read({ kind: 'all' }, linked())).toContain('variant MUG item');
  });
  test('is told with what the ERP has of it', async () => {
    shop.held.delete(ids.product);
    const found = await readPairs({ kind: 'all' }, { shop, erp, policy: policy(), goods: linked() }, signal);
    expect(found.map(({ record }) => record.kind)).toContain('deleted-product');
    expect(found.find(({ ref }) => ref.id === ids.variant)?.record).toMatchObject({
      kind: 'deleted-variant',
      item: { code: 'MUG' },
      inStock: '12',
      isAlone: true,
    });
  });
  test('is a variant too whose product stays', async () => {
    shop.put(product(1, [variant(7, 'POT')]));
    expect(await read({ kind: 'all' }, linked())).toEqual(
      expect.arrayContaining(['variant POT none', 'deleted-variant MUG']),
    );
  });
  test('is an item only when it is not found by its code either', async () => {
    erp.unlisted.add('1');
    expect(await read({ kind: 'all' }, linked())).toContain('variant MUG item');
    erp.held.delete('1');
    expect(await read({ kind: 'all' }, linked())).toContain('variant MUG item-gone');
  });
  test('is not said by an empty answer', async () => {
    erp.isEmpty = true;
    await expect(read({ kind: 'all' }, linked())).rejects.toMatchObject({ category: 'safety', code: 'empty-answer' });
  });
});

describe('changed', () => {
  test('reads both sides of what changed in either, and no list', async () => {
    shop.changed = [ids.product];
    expect(await read(since(), linked())).toEqual(['product Product 1 family', 'variant MUG item']);
    shop.changed = [];
    erp.changed = ['1'];
    expect(await read(since(), linked())).toEqual(['product Product 1 family', 'variant MUG item']);
    expect(shop.calls).not.toContain('products');
    expect(erp.calls).not.toContain('items');
  });
  test('finds by its link an item that got another code', async () => {
    erp.held.set('1', item(1, 'MUG-NEW'));
    erp.changed = ['1'];
    expect(await read(since(), linked())).toEqual(['product Product 1 family', 'variant MUG item']);
  });
  test('PRD-02 stops both where another product has the SKU already', async () => {
    shop.put(product(2, [variant(2, 'MUG')]));
    shop.changed = [product(2, []).id];
    expect(await read(since(), linked())).toEqual([
      'product Product 2 none',
      'variant MUG shared',
      'variant MUG shared',
    ]);
  });
  test('looks through everything for a variant that is not matched, once', async () => {
    shop.put(product(1, [variant(1, 'MUGS')]));
    erp = new PlainErp(item(9, 'mugs'));
    shop.changed = [ids.product];
    expect(await read(since())).toContain('variant MUGS alike');
    shop.calls.length = 0;
    erp = new PlainErp(item(9, 'OTHER'));
    const skipped = statesOf(state(ids.variant, { name: 'MUGS', state: 'skipped', cause: 'not-in-erp' }));
    expect(await read(since(), skipped)).toContain('variant MUGS none');
    expect(shop.calls).not.toContain('products');
  });
  test('looks through everything before an item becomes a product', async () => {
    erp.changed = ['3'];
    expect(await read(since(), linked(), policy({ 'products.create': asks('erp') }))).toEqual(['item JUG']);
    expect(shop.calls).toContain('products');
  });
  test('tells of what Shopify says was deleted', async () => {
    shop.held.delete(ids.product);
    shop.deleted = [ids.product];
    expect(await read(since(), linked())).toEqual(['deleted-product Product 1', 'deleted-variant MUG']);
  });
  test('takes along what waits', async () => {
    expect(await read(since([ids.variant]), linked({ state: 'conflict' }))).toEqual(['variant MUG item']);
    const parked = state(ids.variant, {
      state: 'parked',
      cause: 'item-ambiguous',
      problem: {
        category: 'mapping',
        code: 'item-ambiguous',
        title: '',
        explanation: '',
        nextStep: '',
        missing: [],
        details: { product: ids.product },
      },
    });
    expect(await read(since([ids.variant]), statesOf(parked))).toEqual(['variant MUG item']);
    expect(shop.calls).not.toContain('products');
  });
});

describe('only', () => {
  test('reads these records and no other', async () => {
    expect(await read({ kind: 'only', ids: [ids.variant] }, linked())).toEqual(['variant MUG item']);
    expect(await read({ kind: 'only', ids: ['erp:item:JUG'] }, linked())).toEqual(['item JUG']);
  });
  test('looks through everything for what resembles an item', async () => {
    shop.put(product(3, [variant(3, 'jug')]));
    const found = await readPairs(
      { kind: 'only', ids: ['erp:item:JUG'] },
      { shop, erp, policy: policy(), goods: linked() },
      signal,
    );
    expect(found.map(({ record }) => record)).toMatchObject([{ kind: 'item', alike: ['jug'] }]);
  });
  test('finds a variant of which nothing is known', async () => {
    expect(await read({ kind: 'only', ids: [variant(2, null).id] })).toEqual(['variant CUP item']);
  });
});

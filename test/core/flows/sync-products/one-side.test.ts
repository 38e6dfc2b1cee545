import { describe, expect, test } from 'vitest';
import { planPair } from '../../../../core/flows/sync-products/plan.ts';
import {
  agreed,
  asks,
  compare,
  item,
  plans,
  policy,
  product,
  state,
  statesOf,
  variant,
  wins,
  writesOf,
} from './parts.ts';

const id = variant(1, null).id;
const linked = (more = {}) => statesOf(state(id, { agreed: agreed(), ...more }));

describe('what only one side has', () => {
  test('PRD-01 a blank SKU is listed and nothing is made for it', () => {
    const all = plans(
      [product(1, [variant(1, null)])],
      [item(1, 'MUG', { name: 'Mug 1' })],
      policy({ 'products.create': asks('shopify') }),
    );
    expect(all.get('Mug 1')).toMatchObject({ kind: 'skip', code: 'blank-sku' });
    expect([...all.values()].flatMap(writesOf)).toEqual([]);
  });

  test('PRD-02 two variants with one SKU both wait, and the pair is named', () => {
    const shop = [product(1, [variant(1, 'MUG')]), product(2, [variant(2, 'MUG')])];
    const by = policy({ 'variant.price': wins('erp') });
    const found = compare(shop, [item(1, 'MUG', { values: { price: '20' } })]).filter(
      ({ record }) => record.kind === 'variant',
    );
    expect(found.map(one => planPair(one, undefined, by))).toMatchObject(
      [1, 2].map(n => ({
        kind: 'park',
        problem: {
          title: 'Two products share MUG',
          explanation: expect.stringContaining('Mug 1 and Mug 2'),
          details: { product: `gid://shopify/Product/${n}` },
        },
      })),
    );
  });

  test('PRD-02 two variants with one SKU that the ERP does not know make no two items of it', () => {
    const shop = [product(1, [variant(1, 'MUG'), variant(2, 'MUG')])];
    const all = plans(shop, [], policy({ 'products.create': asks('shopify') }));
    expect(all.get('MUG')).toMatchObject({ kind: 'park', problem: { code: 'sku-shared' } });
  });

  test('is made on the other side only where the matrix says so', () => {
    const shop = [product(1, [variant(1, 'MUG')])];
    const items = [item(2, 'JUG')];
    const nobody = plans(shop, items, policy());
    expect(nobody.get('MUG')).toMatchObject({ kind: 'skip', code: 'not-in-erp' });
    expect(nobody.get('JUG')).toMatchObject({ kind: 'skip', code: 'not-in-shop' });
    const shopify = plans(shop, items, policy({ 'products.create': asks('shopify'), 'variant.price': asks('erp') }));
    expect(writesOf(shopify.get('MUG'))).toMatchObject([
      { action: 'create-item', body: { key: 'shopify:variant:1', code: 'MUG', values: { price: '14' } } },
    ]);
    expect(shopify.get('JUG')).toMatchObject({ kind: 'skip' });
    const erp = plans(shop, items, policy({ 'products.create': asks('erp'), 'variant.price': asks('erp') }));
    expect(writesOf(erp.get('JUG'))).toMatchObject([
      {
        action: 'create-product',
        body: { product: { title: 'Product 2', status: 'draft' }, variant: { sku: 'JUG', price: '14' } },
      },
    ]);
    expect(erp.get('MUG')).toMatchObject({ kind: 'skip' });
  });

  test('is not made where a code looks like it, or the ERP makes no items', () => {
    const by = policy({ 'products.create': asks('shopify') });
    const alike = plans([product(1, [variant(1, 'MUG')])], [item(1, 'mug')], by);
    expect(alike.get('MUG')).toMatchObject({
      kind: 'park',
      problem: { code: 'sku-look-alike', missing: [{ kind: 'item', sku: 'MUG' }] },
    });
    expect(alike.get('mug')).toMatchObject({ kind: 'park', problem: { code: 'sku-look-alike' } });
    const features = { ...by.features, createsItems: false };
    expect(plans([product(1, [variant(1, 'MUG')])], [], { ...by, features }).get('MUG')).toMatchObject({
      kind: 'skip',
    });
  });
});

describe('PRD-10 what was deleted in Shopify', () => {
  const ask = (more = {}, by = policy()) => {
    const goods = linked(more);
    const [one] = compare([], [item(1, 'MUG')], { goods });
    return (
      one &&
      planPair(
        { ...one, record: { ...one.record, ...(one.record.kind === 'deleted-variant' ? { inStock: '12' } : {}) } },
        goods.get(id),
        by,
      )
    );
  };
  test('is asked about with what the ERP still has, and nothing is written', () => {
    expect(ask()).toMatchObject({
      kind: 'conflict',
      problem: {
        code: 'deleted-in-shop',
        title: 'MUG was deleted in Shopify',
        explanation: expect.stringContaining('Tryton still has 12 in stock.'),
        details: { choices: 'keep, archive' },
      },
    });
  });
  test('is archived in the ERP where a person says so, and only where the ERP takes it', () => {
    expect(writesOf(ask({ choice: 'archive' }))).toMatchObject([
      { action: 'update-item', body: { values: { status: 'archived' } } },
    ]);
    const features = { ...policy().features, writesFields: [] };
    expect(ask({ choice: 'archive' }, policy({}, { features }))).toMatchObject({
      kind: 'conflict',
      problem: { details: { choices: 'keep' } },
    });
  });
  test('is kept where a person says so, not asked again, and not made anew in the shop', () => {
    const kept = ask({ choice: 'keep' });
    expect(kept).toMatchObject({ kind: 'skip', code: 'kept-on-one-side' });
    const goods = linked({ state: 'skipped', cause: 'kept-on-one-side' });
    expect(compare([], [item(1, 'MUG')], { goods })).toEqual([]);
  });
  test('takes no siblings along: its status is that of the whole family', () => {
    const goods = linked();
    const sibling = { ...item(2, 'CUP'), family: item(1, 'MUG').family };
    const gone = compare([], [item(1, 'MUG'), sibling], { goods }).find(
      ({ record }) => record.kind === 'deleted-variant',
    );
    expect(gone && planPair(gone, goods.get(id), policy())).toMatchObject({
      problem: { details: { choices: 'keep' } },
    });
  });
  test('says of a product only that its variants are asked about', () => {
    const goods = statesOf(state('gid://shopify/Product/1', { agreed: agreed() }));
    const [one] = compare([], [item(1, 'MUG')], { goods }).filter(({ record }) => record.kind === 'deleted-product');
    expect(one && planPair(one, undefined, policy())).toMatchObject({ kind: 'skip', code: 'deleted-in-shop' });
    const told = statesOf(state('gid://shopify/Product/1', { agreed: agreed(), cause: 'deleted-in-shop' }));
    expect(compare([], [], { goods: told })).toEqual([]);
  });
});

describe('what is gone in the ERP', () => {
  const shop = [product(1, [variant(1, 'MUG')])];
  test('is asked about, deleted or archived', () => {
    expect(plans(shop, [item(2, 'JUG')], policy(), linked()).get('MUG')).toMatchObject({
      kind: 'conflict',
      problem: { code: 'deleted-in-erp' },
    });
    const archived = plans(shop, [item(1, 'MUG', { active: false })], policy(), linked()).get('MUG');
    expect(archived).toMatchObject({
      kind: 'conflict',
      problem: { code: 'archived-in-erp', details: { choices: 'keep, archive' } },
    });
  });
  test('is archived in Shopify where a person says so and the product has no other variant', () => {
    const items = [item(1, 'MUG', { active: false })];
    const chosen = linked({ choice: 'archive' });
    expect(writesOf(plans(shop, items, policy(), chosen).get('MUG'))).toMatchObject([
      { action: 'update-product', body: { before: { status: 'active' }, values: { status: 'archived' } } },
    ]);
    const two = [product(1, [variant(1, 'MUG'), variant(2, 'CUP')])];
    expect(plans(two, items, policy(), chosen).get('MUG')).toMatchObject({
      kind: 'conflict',
      problem: { details: { choices: 'keep' } },
    });
  });
  test('is kept where a person says so, and never made anew in the ERP', () => {
    const by = policy({ 'products.create': asks('shopify') });
    const kept = linked({ state: 'skipped', cause: 'kept-on-one-side' });
    expect(plans(shop, [], by, kept).get('MUG')).toMatchObject({ kind: 'skip', code: 'kept-on-one-side' });
  });
  test('is an ordinary change of status where that is synced', () => {
    const by = policy({ 'product.status': wins('erp') });
    const family = { id: 'f1', updatedAt: '2026-11-25T17:40:00Z', values: { status: 'archived' } };
    const all = plans(shop, [item(1, 'MUG', { active: false, family })], by, linked());
    expect(all.get('MUG')).toMatchObject({ kind: 'same' });
    expect(writesOf(all.get('Product 1'))).toMatchObject([{ body: { values: { status: 'archived' } } }]);
  });
  test('is no question for what was archived before it was ever matched', () => {
    expect(plans(shop, [item(1, 'MUG', { active: false })], policy()).get('MUG')).toMatchObject({
      kind: 'skip',
      code: 'archived-in-erp',
    });
  });
});

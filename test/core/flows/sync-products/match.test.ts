import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchVariants } from '../../../../core/flows/sync-products/match.ts';
import { item, nothingMapped, product, variant } from './parts.ts';

type Products = Parameters<typeof matchVariants>[0];
type Items = Parameters<typeof matchVariants>[1];
const match = (
  products: Products,
  items: Items,
  more: {
    readonly links?: Record<string, string>;
    readonly taken?: readonly string[];
    readonly mapped?: Record<string, string>;
  } = {},
) =>
  matchVariants(products, items, {
    links: new Map(Object.entries(more.links ?? {})),
    taken: new Set(more.taken),
    mappings: { ...nothingMapped, items: more.mapped ?? {} },
  });
const kinds = (...args: Parameters<typeof match>): readonly string[] =>
  [...match(...args).variants.values()].map(({ kind }) => kind);
const idOf = (n: number): string => variant(n, null).id;

test('a variant is the item with exactly its SKU as code', () => {
  const { variants, free } = match(
    [product(1, [variant(1, 'MUG'), variant(2, 'CUP')])],
    [item(1, 'MUG'), item(3, 'JUG')],
  );
  expect(variants.get(idOf(1))).toMatchObject({ kind: 'item', item: { id: '1' }, mapped: false });
  expect(variants.get(idOf(2))).toEqual({ kind: 'none', code: 'CUP', mapped: false });
  expect(free).toMatchObject([{ item: { code: 'JUG' }, alike: [], doubles: 1 }]);
});

test('a mapping says which code stands for a SKU', () => {
  const { variants, free } = match([product(1, [variant(1, 'MUG')])], [item(1, 'M-1')], { mapped: { MUG: 'M-1' } });
  expect(variants.get(idOf(1))).toMatchObject({ kind: 'item', item: { code: 'M-1' }, mapped: true });
  expect(free).toEqual([]);
});

test('without a SKU nothing is matched, whatever the titles say', () => {
  const named = item(1, 'Mug 1', { name: 'Mug 1' });
  expect(kinds([product(1, [variant(1, null), variant(2, '  ')])], [named])).toEqual(['blank', 'blank']);
});

test('two variants with one SKU both stop, and neither gets the item', () => {
  const { variants, free } = match(
    [product(1, [variant(1, 'MUG')]), product(2, [variant(2, 'MUG')])],
    [item(1, 'MUG')],
  );
  const shared = { kind: 'shared', by: ['Mug 1', 'Mug 2'] };
  expect([...variants.values()]).toEqual([shared, shared]);
  expect(free).toEqual([]);
});

test('two SKUs that lead to one item both stop', () => {
  expect(
    kinds([product(1, [variant(1, 'MUG'), variant(2, 'OLD')])], [item(1, 'MUG')], { mapped: { OLD: 'MUG' } }),
  ).toEqual(['shared', 'shared']);
});

test('two active items with one code stop; an archived one beside an active one does not', () => {
  const products = [product(1, [variant(1, 'MUG')])];
  expect(match(products, [item(1, 'MUG'), item(2, 'MUG')]).variants.get(idOf(1))).toEqual({
    kind: 'doubled',
    code: 'MUG',
    items: ['Item 1', 'Item 2'],
  });
  expect(match(products, [item(1, 'MUG', { active: false }), item(2, 'MUG')]).variants.get(idOf(1))).toMatchObject({
    kind: 'item',
    item: { id: '2' },
  });
});

test.each([
  ['MUG-1', 'mug-1'],
  ['MUG 1', 'MUG1'],
  ['MUG-O1', 'MUG-01'],
  ['MUG-l1', 'MUG-I1'],
  ['MUG–1', 'MUG-1'],
])('%s and %s look alike and are no match', (sku, code) => {
  const { variants, free } = match([product(1, [variant(1, sku)])], [item(1, code)]);
  expect(variants.get(idOf(1))).toEqual({ kind: 'alike', code: sku, codes: [code] });
  expect(free).toMatchObject([{ item: { code }, alike: [sku] }]);
});

test('a gift card is no product of the ERP, and what has its code is no new product', () => {
  const { variants, free } = match([product(1, [variant(1, 'GIFT')], { isGiftCard: true })], [item(1, 'GIFT')]);
  expect(variants.get(idOf(1))).toEqual({ kind: 'gift-card' });
  expect(free).toEqual([]);
});

test('once linked, another SKU is no new match', () => {
  const products = [product(1, [variant(1, 'MUG-NEW')])];
  const { variants, free } = match(products, [item(1, 'MUG'), item(2, 'JUG')], { links: { [idOf(1)]: '1' } });
  expect(variants.get(idOf(1))).toMatchObject({ kind: 'item', item: { id: '1' } });
  expect(free).toMatchObject([{ item: { code: 'JUG' } }]);
});

test('a linked item that is gone is told, unless another has its code', () => {
  const products = [product(1, [variant(1, 'MUG')])];
  expect(kinds(products, [item(2, 'JUG')], { links: { [idOf(1)]: '1' } })).toEqual(['item-gone']);
  expect(kinds(products, [item(2, 'MUG')], { links: { [idOf(1)]: '1' } })).toEqual(['item']);
});

test('an item of something deleted is not free, and neither is an archived one', () => {
  expect(match([], [item(1, 'MUG'), item(2, 'JUG', { active: false })], { taken: ['1'] }).free).toEqual([]);
});

test('whatever the lists: no item is matched twice, and every match is by the exact code', () => {
  const code = fc.constantFrom('A', 'a', 'B', 'A ', '', 'O', '0');
  fc.assert(
    fc.property(
      fc.array(code, { maxLength: 8 }),
      fc.array(fc.tuple(code, fc.boolean()), { maxLength: 8 }),
      (skus, codes) => {
        const items = codes.map(([one, active], at) => item(at + 1, one, { active }));
        const { variants, free } = match(
          [
            product(
              1,
              skus.map((sku, at) => variant(at + 1, sku)),
            ),
          ],
          items,
        );
        const matched = [...variants].flatMap(([id, one]) => (one.kind === 'item' ? [[id, one.item] as const] : []));
        expect(new Set(matched.map(([, { id }]) => id)).size).toBe(matched.length);
        for (const [id, { code: its }] of matched) {
          expect(its.trim()).not.toBe('');
          expect(its).toBe(skus[Number(id.split('/').at(-1)) - 1]);
        }
        for (const { item: one } of free) expect(matched.some(([, { id }]) => id === one.id)).toBe(false);
        expect(variants.size).toBe(skus.length);
      },
    ),
  );
});

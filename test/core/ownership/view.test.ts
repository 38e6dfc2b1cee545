import { expect, test } from 'vitest';
import type { GoodsFeatures } from '../../../core/goods-ports.ts';
import { standardOwnership } from '../../../core/ownership/presets.ts';
import { ownershipView } from '../../../core/ownership/view.ts';

const matrix = { ownership: standardOwnership, slip: undefined, changes: [], erp: 'the sample ERP' } as const;
const rowOf = (view: ReturnType<typeof ownershipView>, name: string) =>
  view.domains.flatMap(({ rows }) => rows).find(({ field }) => field === name);

test('the matrix is shown by domain with what can be chosen and why the rest cannot', () => {
  const view = ownershipView(matrix);
  expect(view.domains.map(({ name }) => name)).toEqual([
    'Products and variants',
    'Stock by location',
    'Orders',
    'Returns and refunds',
    'Tax and invoices',
    'Customers',
  ]);
  expect(rowOf(view, 'stock.on-hand')).toMatchObject({
    label: 'On hand, by location',
    owner: 'erp',
    onConflict: 'owner-wins',
    owners: [
      {
        owner: 'shopify',
        words: 'Shopify',
        refusal: 'people count the stock in the sample ERP, and Counterfoil never changes it there',
      },
      { owner: 'erp', words: 'The sample ERP', refusal: undefined },
      { owner: 'nobody', words: 'Nobody', refusal: undefined },
    ],
    carried: true,
    trouble: undefined,
  });
  expect(rowOf(view, 'returns.refund')).toMatchObject({ carried: false, owner: 'shopify' });
});

test('the preset in force is named, and what each other one would change', () => {
  const view = ownershipView(matrix);
  expect(view.preset).toBe('shopify-sells');
  expect(view.presets.map(({ id, changes }) => [id, changes.length > 0])).toEqual([
    ['erp-is-master', true],
    ['shopify-is-master', true],
    ['shopify-sells', false],
  ]);
});

test('what this ERP does not hold cannot be chosen, and is said where it is chosen all the same', () => {
  const features: GoodsFeatures = {
    stock: false,
    readsFields: ['title', 'price'],
    writesFields: ['title'],
    createsItems: false,
    priceLists: [],
  };
  const view = ownershipView({ ...matrix, features });
  const refusals = (name: string) => rowOf(view, name)?.owners.map(({ refusal }) => refusal);
  expect(refusals('product.title')).toEqual([undefined, undefined, undefined]);
  expect(refusals('variant.price')).toEqual([
    'The sample ERP does not take the price of a variant',
    undefined,
    undefined,
  ]);
  expect(refusals('products.create')?.[0]).toBe('The sample ERP does not let new items be made');
  expect(rowOf(view, 'variant.cost')?.trouble).toBe('The sample ERP does not tell the cost of a variant');
  expect(rowOf(view, 'stock.on-hand')?.trouble).toBe('The sample ERP does not tell its stock by warehouse');
  expect(rowOf(view, 'orders.lines')?.trouble).toBeUndefined();
});

test('the history is told in words, and what another version wrote stays readable', () => {
  const rule = { owner: 'erp', onConflict: 'hold-and-ask', responsible: 'Office' };
  const told = { at: '2026-11-26T09:00:00Z', by: 'Office PC' };
  const { history } = ownershipView({
    ...matrix,
    changes: [
      {
        ...told,
        field: 'variant.price',
        before: JSON.stringify({ ...rule, owner: 'nobody', responsible: null }),
        after: JSON.stringify(rule),
      },
      { ...told, field: 'images', before: '{', after: JSON.stringify({ ...rule, owner: 'moon' }) },
    ],
  });
  expect(history).toEqual([
    {
      ...told,
      field: 'variant.price',
      label: 'Price',
      before: 'Nobody',
      after: 'The sample ERP; hold and ask; Office',
    },
    {
      ...told,
      field: 'images',
      label: 'images',
      before: 'not known to this version',
      after: 'not known to this version',
    },
  ]);
});

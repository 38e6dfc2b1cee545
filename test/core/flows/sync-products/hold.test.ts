import { describe, expect, test } from 'vitest';
import { consequences } from '../../../../core/flows/sync-products/consequences.ts';
import { holdProducts } from '../../../../core/flows/sync-products/hold.ts';
import { inverseOf } from '../../../../core/flows/sync-products/inverse.ts';
import { knownFrom } from '../../../../core/flows/sync-products/known.ts';
import { planPair } from '../../../../core/flows/sync-products/plan.ts';
import { unsyncedFields } from '../../../../core/flows/sync-products/fields.ts';
import { agreed, asks, compare, item, policy, product, state, statesOf, variant, wins } from './parts.ts';

const by = policy({ 'variant.price': wins('erp') });
const shopOf = (many: number) => Array.from({ length: many }, (_, at) => product(at, [variant(at, `S${at}`)]));
/** The first `changed` have another price. */
const itemsOf = (many: number, changed: number) =>
  Array.from({ length: many }, (_, at) => item(at, `S${at}`, { values: { price: at < changed ? '20' : '14' } }));
const known = (many: number) =>
  statesOf(
    ...Array.from({ length: many }, (_, at) =>
      state(variant(at, null).id, {
        agreed: agreed({ erpId: `${at}`, code: `S${at}`, productId: product(at, []).id, values: { price: '14' } }),
      }),
    ),
  );
const holds = (
  many: number,
  changed: number,
  more: {
    readonly first?: boolean;
    readonly approved?: readonly string[];
    readonly with?: ReturnType<typeof policy>;
  } = {},
) => {
  const { with: rules = by } = more;
  const goods = more.first === true ? new Map() : known(many);
  const planned = compare(shopOf(many), itemsOf(many, changed), { goods, with: rules }).map(compared => ({
    compared,
    plan: planPair(compared, goods.get(compared.ref.id), rules),
  }));
  return holdProducts(planned, new Set(more.approved), knownFrom(goods), rules);
};

describe('hold', () => {
  test('a change of more than the limit in one field waits for a person, with its records', () => {
    const [hold, ...more] = holds(200, 21);
    expect(more).toEqual([]);
    expect(hold).toMatchObject({
      key: 'mass-change',
      problem: {
        category: 'safety',
        title: 'Product update held',
        explanation: expect.stringContaining('price: 21 of 200, in Shopify'),
        details: { count: '21', of: '200', limit: '20' },
      },
    });
    expect(hold?.ids).toHaveLength(21);
    expect(holds(200, 20)).toEqual([]);
  });
  test('a shop with few products may change them all', () => {
    expect(holds(10, 10)).toEqual([]);
    expect(holds(11, 11)).toHaveLength(1);
  });
  test('a first load that differs widely is held as such', () => {
    expect(holds(200, 21, { first: true })).toMatchObject([
      { key: 'first-load', problem: { details: { count: '21', of: '200', limit: '20' } } },
    ]);
    expect(holds(200, 0, { first: true })).toEqual([]);
  });
  test('what was never compared is asked about, however little it is, where the rule is to ask', () => {
    const asking = policy({ 'variant.price': asks('erp') });
    const [hold, ...more] = holds(200, 1, { first: true, with: asking });
    expect(more).toEqual([]);
    expect(hold).toMatchObject({
      key: 'first-load',
      problem: {
        title: 'Products differ that were never compared',
        explanation: expect.stringContaining('price: 1 of 200, in Shopify. Your rule for it is to ask.'),
      },
    });
    expect(hold?.problem.details).not.toHaveProperty('limit');
    expect(hold?.ids).toHaveLength(1);
    expect(holds(200, 1, { first: true })).toEqual([]);
    expect(holds(200, 1, { with: asking })).toEqual([]);
  });
  test('what a person let pass is not held again', () => {
    const ids = Array.from({ length: 21 }, (_, at) => variant(at, null).id);
    expect(holds(200, 21, { approved: ids })).toEqual([]);
  });
});

describe('consequences of another owner', () => {
  const shop = shopOf(8);
  const items = itemsOf(8, 7);
  test('count what the new owner would overwrite, with examples', () => {
    const [price, ...more] = consequences(compare(shop, items), { 'variant.price': 'erp' }, policy());
    expect(more).toEqual([]);
    expect(price).toMatchObject({ field: 'variant.price', overwrites: 'shopify', count: 7 });
    expect(price?.examples).toHaveLength(5);
    expect(price?.examples[0]).toEqual({ name: 'S0', before: '14', after: '20' });
    expect(consequences(compare(shop, items), { 'variant.price': 'shopify' }, by)).toMatchObject([
      { overwrites: 'erp', count: 7 },
    ]);
  });
  test('are none where the owner stays, or nobody owns it', () => {
    expect(consequences(compare(shop, items), { 'variant.price': 'erp' }, by)).toEqual([]);
    expect(consequences(compare(shop, items), { 'variant.price': 'nobody' }, by)).toEqual([]);
  });
});

describe('taking back', () => {
  const pairOf = (price: string) => {
    const [one] = compare([product(1, [variant(1, 'MUG', { values: { price } })])], [item(1, 'MUG')]).filter(
      ({ record }) => record.kind === 'variant',
    );
    if (one === undefined) throw new Error('no variant');
    return one;
  };
  const written = { action: 'update-variant', fields: [{ field: 'price', before: '14', after: '20' }] } as const;
  test('sets the former value by comparing with what was written', () => {
    expect(inverseOf(pairOf('20'), written, by)).toMatchObject({
      kind: 'write',
      write: {
        action: 'update-variant',
        body: { before: { price: '20' }, values: { price: '14' } },
        rule: 'A person took the change back',
      },
    });
  });
  test('is refused where somebody has changed it since, and for what was made', () => {
    expect(inverseOf(pairOf('21'), written, by)).toEqual({ kind: 'refused', why: 'MUG was changed in Shopify since.' });
    expect(inverseOf(pairOf('20'), { action: 'create-item', fields: [] }, by)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('never deletes'),
    });
  });
  test('goes to the ERP where the Write did', () => {
    expect(
      inverseOf(pairOf('20'), { action: 'update-item', fields: [{ field: 'price', before: '9', after: '14' }] }, by),
    ).toMatchObject({
      kind: 'write',
      write: { system: 'erp', body: { itemId: '1', before: { price: '14' }, values: { price: '9' } } },
    });
  });
});

test('an owned field that the ERP does not tell or take is named once, in words', () => {
  const rules = policy({
    'product.vendor': wins('erp'),
    'product.tags': wins('shopify'),
    'variant.price': asks('erp'),
  });
  const features = { ...rules.features, readsFields: ['tags', 'price'], writesFields: [] } as const;
  expect(unsyncedFields({ ...rules, features })).toEqual([
    { field: 'product.vendor', words: 'Tryton does not tell vendors, so Counterfoil does not sync them.' },
    { field: 'product.tags', words: 'Tryton does not take tags, so those of Shopify are not carried there.' },
  ]);
});

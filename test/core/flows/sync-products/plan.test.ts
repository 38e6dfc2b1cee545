import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreedFrom } from '../../../../core/flows/sync-products/agreed.ts';
import { conflictFacts } from '../../../../core/flows/sync-products/conflict.ts';
import type { FieldRule } from '../../../../core/model/ownership.ts';
import { agreed, asks, item, plans, policy, product, seen, state, statesOf, variant, wins, writesOf } from './parts.ts';

const id = variant(1, null).id;
const price = (shop: string, erp: string, rule: FieldRule, known?: string, choice?: string, more = {}) => {
  const by = policy({ 'variant.price': rule }, more);
  const goods =
    known === undefined ? undefined : statesOf(state(id, { agreed: agreed({ values: { price: known } }), choice }));
  const all = plans(
    [product(1, [variant(1, 'MUG', { values: { price: shop } })])],
    [item(1, 'MUG', { values: { price: erp } })],
    by,
    goods,
  );
  return all.get('MUG');
};

describe('fields of a variant', () => {
  test('what both sides hold alike is agreed, with the link', () => {
    const plan = price('14', '14', wins('erp'));
    expect(plan?.kind).toBe('same');
    expect(agreedFrom(plan?.kind === 'same' ? plan.agreed : '')).toMatchObject({
      erpId: '1',
      familyId: 'f1',
      productId: 'gid://shopify/Product/1',
      code: 'MUG',
      seen,
      values: { price: '14' },
    });
  });

  test('goes from its owner to the other side, with before, after and the rule', () => {
    expect(writesOf(price('14', '14.95', wins('erp'), '14'))).toMatchObject([
      {
        system: 'shop',
        action: 'update-variant',
        fields: [{ field: 'price', before: '14', after: '14.95' }],
        rule: 'Tryton owns the price of a variant',
        body: {
          productId: 'gid://shopify/Product/1',
          variantId: id,
          inventoryItemId: 'gid://shopify/InventoryItem/1',
          before: { price: '14' },
          values: { price: '14.95' },
        },
      },
    ]);
    expect(writesOf(price('15.5', '14', wins('shopify'), '14'))).toMatchObject([
      {
        system: 'erp',
        action: 'update-item',
        body: { itemId: '1', before: { price: '14' }, values: { price: '15.5' } },
      },
    ]);
  });

  test('is never compared where nobody owns it', () => {
    expect(price('14', '20', asks('nobody'))).toMatchObject({ kind: 'same' });
  });

  test('is left alone where the ERP does not tell it, or does not take it from its owner', () => {
    const features = { ...policy().features, readsFields: [] };
    expect(price('14', '20', wins('erp'), '14', undefined, { features })).toMatchObject({ kind: 'same' });
    const deaf = { ...policy().features, writesFields: [] };
    expect(price('20', '14', wins('shopify'), '14', undefined, { features: deaf })).toMatchObject({ kind: 'same' });
    expect(writesOf(price('14', '20', wins('erp'), '14', undefined, { features: deaf }))).toHaveLength(1);
  });

  test('PRD-04 prices of the chosen list go back to that list alone', () => {
    const settings = { priceList: 'A', limitPercent: 10 };
    expect(writesOf(price('15.5', '14', wins('shopify'), '14', undefined, { settings }))).toMatchObject([
      { body: { priceList: 'A', values: { price: '15.5' } } },
    ]);
  });

  test('money is compared as Shopify keeps it, and told to the ERP as it was', () => {
    expect(price('14', '14.0049', wins('erp'), '14')).toMatchObject({ kind: 'same' });
    expect(writesOf(price('14', '14.005', wins('erp'), '14'))).toMatchObject([
      { body: { values: { price: '14.01' } } },
    ]);
    expect(writesOf(price('15', '14.0049', wins('shopify'), '14'))).toMatchObject([
      { body: { before: { price: '14.0049' }, values: { price: '15' } } },
    ]);
  });
});

describe('two values', () => {
  test('PRD-07 are asked about with owner, both values, both times and what was agreed', () => {
    const plan = price('15.5', '14.95', asks('erp'), '14');
    const problem = plan?.kind === 'same' ? plan.problem : undefined;
    expect(problem).toMatchObject({
      code: 'field-conflict',
      category: 'conflict',
      title: 'MUG has two prices',
      explanation:
        '£15.50 on Shopify (09:12), £14.95 in Tryton (25 Nov 17:40). Last agreed: £14.00 (12 Nov 17:02). Tryton owns the price of a variant. Both sides keep theirs until you choose.',
    });
    expect(problem && conflictFacts(problem).get('variant.price')).toEqual({
      shopify: '15.5',
      erp: '14.95',
      agreed: '14',
      owner: 'erp',
      rule: 'hold-and-ask',
      choices: ['shopify', 'erp'],
      shopifyAt: seen,
      erpAt: '2026-11-25T17:40:00Z',
      agreedAt: '2026-11-12T17:02:00Z',
    });
  });

  test.each([
    ['variant.price=erp', 'shop', '14.95'],
    ['variant.price=shopify', 'erp', '15.5'],
  ])('a choice of %s writes to the other side', (choice, system, value) => {
    const [write] = writesOf(price('15.5', '14.95', asks('erp'), '14', choice));
    expect(write).toMatchObject({ system, body: { values: { price: value } } });
    expect(write?.rule).toContain('person chose');
  });

  test('Shopify cannot be chosen where the ERP does not take the field', () => {
    const features = { ...policy().features, writesFields: [] };
    const plan = price('15.5', '14.95', asks('erp'), '14', 'variant.price=shopify', { features });
    expect(plan).toMatchObject({ kind: 'same', problem: { code: 'field-conflict' } });
    const problem = plan?.kind === 'same' ? plan.problem : undefined;
    expect(problem && conflictFacts(problem).get('variant.price')?.choices).toEqual(['erp']);
  });

  test('the owner wins where the rule says so', () => {
    expect(writesOf(price('15.5', '14', wins('erp'), '14'))).toMatchObject([
      { system: 'shop', body: { values: { price: '14' } } },
    ]);
  });

  test('do not stop the other fields, and what was agreed keeps its time', () => {
    const by = policy({ 'variant.price': asks('erp'), 'variant.barcode': wins('erp') });
    const goods = statesOf(state(id, { agreed: agreed({ values: { price: '14', barcode: null } }) }));
    const shop = [product(1, [variant(1, 'MUG', { values: { price: '15.5' } })])];
    const plan = plans(shop, [item(1, 'MUG', { values: { price: '14.95', barcode: '501' } })], by, goods).get('MUG');
    expect(plan).toMatchObject({ kind: 'write', problem: { title: 'MUG has two prices' } });
    expect(writesOf(plan)).toMatchObject([{ fields: [{ field: 'barcode', before: null, after: '501' }] }]);
    expect(agreedFrom(plan?.kind === 'write' ? plan.agreed : '')).toMatchObject({
      values: { price: '14', barcode: '501' },
      since: { price: '2026-11-12T17:02:00Z' },
    });
  });

  test('stay agreed as before while nothing else is new', () => {
    const before = agreed({ values: { price: '14' } });
    const goods = statesOf(state(id, { agreed: before }));
    const shop = [product(1, [variant(1, 'MUG', { values: { price: '15.5' } })])];
    const plan = plans(
      shop,
      [item(1, 'MUG', { values: { price: '14.95' } })],
      policy({ 'variant.price': asks('erp') }),
      goods,
    );
    expect(plan.get('MUG')).toMatchObject({ kind: 'same', agreed: before });
  });
});

test('whatever was agreed: what lands is what its owner or a person said, and the next look finds nothing to do', () => {
  const value = fc.constantFrom('14', '15', '16.5');
  const rule = fc.record({
    owner: fc.constantFrom('shopify', 'erp', 'nobody'),
    onConflict: fc.constantFrom('owner-wins', 'hold-and-ask', 'newest-wins'),
    responsible: fc.constant(null),
  } as const);
  fc.assert(
    fc.property(
      value,
      value,
      fc.option(value, { nil: undefined }),
      rule,
      fc.option(fc.constantFrom('erp', 'shopify'), { nil: undefined }),
      (shop, erp, known, by, choice) => {
        const plan = price(shop, erp, by, known, choice === undefined ? undefined : `variant.price=${choice}`);
        const [write, ...more] = writesOf(plan);
        expect(more).toEqual([]);
        if (write === undefined) {
          const isAsked = plan?.kind === 'same' && plan.problem !== undefined;
          expect(by.owner === 'nobody' || shop === erp || isAsked).toBe(true);
          return;
        }
        expect(by.owner).not.toBe('nobody');
        const [after] = write.fields;
        expect(after?.after).toBe(write.system === 'shop' ? erp : shop);
        expect(after?.before).toBe(write.system === 'shop' ? shop : erp);
        expect(price(String(after?.after), String(after?.after), by, String(after?.after))).toMatchObject({
          kind: 'same',
          problem: undefined,
        });
      },
    ),
  );
});

describe('SKUs', () => {
  const by = policy({ 'variant.sku': asks('shopify') });
  const goods = statesOf(state(id, { agreed: agreed({ values: { sku: 'MUG' } }) }));
  test('a changed SKU on the owning side is a change of the field, once linked', () => {
    const plan = plans([product(1, [variant(1, 'MUG-NEW')])], [item(1, 'MUG')], by, goods).get('MUG-NEW');
    expect(writesOf(plan)).toMatchObject([
      { action: 'update-item', fields: [{ field: 'sku', before: 'MUG', after: 'MUG-NEW' }] },
    ]);
  });
  test('PRD-01 an emptied SKU is not carried', () => {
    const plan = plans([product(1, [variant(1, null)])], [item(1, 'MUG')], by, goods).get('Mug 1');
    expect(plan).toMatchObject({ kind: 'same', problem: { title: 'Mug 1 has two SKUs' } });
  });
  test('a mapped SKU and its code are not meant to be the same', () => {
    const { mappings } = policy();
    const mapped = policy({ 'variant.sku': asks('shopify') }, { mappings: { ...mappings, items: { MUG: 'M-1' } } });
    expect(plans([product(1, [variant(1, 'MUG')])], [item(1, 'M-1')], mapped).get('MUG')).toMatchObject({
      kind: 'same',
    });
  });
});

describe('fields of a product', () => {
  const by = policy({ 'product.title': wins('erp'), 'product.status': wins('erp') });
  const items = [
    item(1, 'MUG', { family: { id: 'f1', updatedAt: seen, values: { title: 'Slate mug', status: 'active' } } }),
  ];
  test('follow the family of its items', () => {
    expect(writesOf(plans([product(1, [variant(1, 'MUG')])], items, by).get('Product 1'))).toMatchObject([
      { action: 'update-product', body: { before: { title: 'Product 1' }, values: { title: 'Slate mug' } } },
    ]);
  });
  test('are left out, by name, where its variants are of several families, or one family is several products', () => {
    const two = plans([product(1, [variant(1, 'MUG'), variant(2, 'CUP')])], [...items, item(2, 'CUP')], by);
    expect(two.get('Product 1')).toMatchObject({
      kind: 'skip',
      code: 'several-families',
      reason: expect.stringContaining('MUG and CUP'),
    });
    const sibling = { ...item(2, 'CUP'), family: items[0]?.family ?? item(2, 'CUP').family };
    const shared = plans([product(1, [variant(1, 'MUG')]), product(2, [variant(2, 'CUP')])], [...items, sibling], by);
    expect(shared.get('Product 1')).toMatchObject({
      kind: 'skip',
      code: 'family-shared',
      reason: expect.stringContaining('Product 2'),
    });
  });
  test('a draft is no other status to an ERP that only knows archived ones', () => {
    const draft = product(1, [variant(1, 'MUG')], { values: { title: 'Slate mug', status: 'draft' } });
    expect(plans([draft], items, by).get('Product 1')).toMatchObject({ kind: 'same' });
  });
  test('a long text is agreed by its fingerprint', () => {
    const text = 'x'.repeat(5_000);
    const long = policy({ 'product.description': wins('erp') });
    const shop = [product(1, [variant(1, 'MUG')], { values: { description: text } })];
    const family = { id: 'f1', updatedAt: seen, values: { description: text } };
    const plan = plans(shop, [item(1, 'MUG', { family })], long).get('Product 1');
    expect(plan?.kind === 'same' && plan.agreed.length).toBeLessThan(120);
  });
});

test('PRD-05 an answer older than what was seen waits, and nothing is made of it', () => {
  const goods = statesOf(state(id, { agreed: agreed({ seen: '2026-11-26T09:30:00Z' }) }));
  const all = plans(
    [product(1, [variant(1, 'MUG')])],
    [item(1, 'MUG', { values: { price: '20' } })],
    policy({ 'variant.price': wins('erp') }),
    goods,
  );
  expect(all.get('MUG')).toMatchObject({ kind: 'wait', code: 'older-than-seen' });
});

test('PRD-08 a product with more than 2,048 variants is left out with its reason', () => {
  const many = Array.from({ length: 2_049 }, (_, at) => variant(at + 1, `S${at}`));
  const all = plans(
    [product(1, many)],
    [item(1, 'S0', { values: { price: '20' } })],
    policy({ 'variant.price': wins('erp') }),
  );
  expect(all.get('S0')).toMatchObject({
    kind: 'skip',
    code: 'too-many-variants',
    reason: expect.stringContaining('2049 variants'),
  });
});

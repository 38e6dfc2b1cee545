import { expect, test } from 'vitest';
import { domains } from '../../../core/model/ownership.ts';
import { fieldsOf, ownedFields, type Ownership } from '../../../core/model/owned-field.ts';
import { presetIds } from '../../../core/model/ownership-view.ts';
import { knownFields } from '../../../core/ownership/fields.ts';
import { presetChanges, presetOf, presetWords, standardOwnership } from '../../../core/ownership/presets.ts';
import { ownershipChangeSchema, ruleFrom } from '../../../core/ownership/rule-schema.ts';
import { conflictRefusal, decidedRule, ownerRefusal, ruleFor, ruleInWords } from '../../../core/ownership/rule.ts';

const chosen = (id: (typeof presetIds)[number]): Ownership =>
  presetChanges(standardOwnership, id).reduce<Ownership>(
    (before, { field, rule }) => ({ ...before, [field]: rule }),
    standardOwnership,
  );

test('every field stands in one domain, once, and none without words', () => {
  expect(domains.flatMap(domain => fieldsOf[domain])).toEqual(ownedFields);
  expect(new Set(ownedFields).size).toBe(ownedFields.length);
  const called = ownedFields.map(field => knownFields[field].called);
  expect(new Set(called).size).toBe(called.length);
});

test.each(presetIds)('the preset %s is possible, and is recognised whoever looks after the fields', id => {
  const ownership = chosen(id);
  for (const field of ownedFields) {
    expect(ownerRefusal(field, ownership[field].owner, 'Odoo'), field).toBeUndefined();
    expect(conflictRefusal(field, ownership[field].onConflict, 'Odoo'), field).toBeUndefined();
  }
  expect(presetOf(ownership)).toBe(id);
  const price = { ...ownership['variant.price'], responsible: 'Owner' };
  expect(presetOf({ ...ownership, 'variant.price': price })).toBe(id);
  expect(presetOf({ ...ownership, 'variant.price': { ...price, onConflict: 'newest-wins' } })).toBeUndefined();
});

test('a preset leaves people responsible for what they were', () => {
  const price = { ...standardOwnership['variant.price'], responsible: 'Owner' };
  const changes = presetChanges({ ...standardOwnership, 'variant.price': price }, 'shopify-is-master');
  expect(changes).toContainEqual({
    field: 'variant.price',
    rule: { owner: 'shopify', onConflict: 'hold-and-ask', responsible: 'Owner' },
  });
});

test('in no preset does stock go to the ERP, or an order anywhere but from Shopify', () => {
  for (const id of presetIds) {
    const ownership = chosen(id);
    expect(ownership['stock.on-hand'].owner).not.toBe('shopify');
    expect(ownership['orders.lines'].owner).toBe('shopify');
    expect(ownership['variant.price'].onConflict).toBe('hold-and-ask');
  }
});

test('a field that no flow carries yet is settled by no rule but a question', () => {
  for (const field of ownedFields)
    if (!knownFields[field].carried) expect(knownFields[field].rules, field).toEqual(['hold-and-ask']);
});

test('the ERP is called by its name, in the middle of a sentence and at its start', () => {
  expect(presetWords('shopify-sells', 'Odoo 19.0').name).toBe('Shopify sells, Odoo 19.0 keeps stock and books');
  expect(presetWords('erp-is-master', 'the sample ERP').name).toBe('The sample ERP is master');
  expect(ownerRefusal('orders.lines', 'erp', 'Odoo 19.0')).toContain('copied from Shopify to Odoo 19.0');
});

test('each decided write says the rule that allows it', () => {
  const words = (to: 'shopify' | 'erp', because: Parameters<typeof decidedRule>[1]['because']): string =>
    decidedRule('variant.price', { to, because }, 'the sample ERP');
  expect(words('shopify', 'owner-changed')).toBe('The sample ERP owns the price of a variant');
  expect(words('shopify', 'owner-wins')).toBe(
    'The sample ERP owns the price of a variant, and wins over the change in Shopify',
  );
  expect(words('erp', 'newest-wins')).toBe(
    'The newest change of the price of a variant counts, and it was made in Shopify',
  );
  expect(words('erp', 'first-contact')).toMatch(/^Shopify owns the price of a variant; .*never compared/);
  expect(words('erp', 'chosen')).toBe('A person chose what Shopify says for the price of a variant');
});

test('a rule is told with its owner by name, and what is never synced as that', () => {
  const rule = standardOwnership['variant.price'];
  expect(ruleInWords('variant.price', rule, 'Odoo 19.0')).toBe('Odoo 19.0 owns the price of a variant; hold and ask');
  expect(ruleInWords('variant.price', { ...rule, owner: 'nobody' }, 'Odoo 19.0')).toBe(
    'Nobody owns the price of a variant; never synced',
  );
});

test('what Shopify does not own is not written to the ERP', () => {
  const phone = { ...standardOwnership['customers.phone'], owner: 'erp' } as const;
  expect(() => ruleFor({ ...standardOwnership, 'customers.phone': phone }, 'customers.phone')).toThrow(
    /does not own the phone number/,
  );
});

test('a change that a window asks for, and a rule from the journal, are taken only whole', () => {
  const rule = { owner: 'erp', onConflict: 'owner-wins', responsible: ' Office ' };
  expect(ownershipChangeSchema.parse({ field: 'variant.price', rule }).rule.responsible).toBe('Office');
  for (const bad of [
    { field: 'variant.colour', rule },
    { field: 'variant.price', rule: { ...rule, owner: 'both' } },
    { field: 'variant.price', rule: { ...rule, responsible: ' ' } },
    { field: 'variant.price', rule: { ...rule, responsible: 'x'.repeat(101) } },
    { field: 'variant.price', rule: { ...rule, also: 'shopify' } },
  ])
    expect(ownershipChangeSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  expect(ruleFrom(JSON.stringify(rule))).toEqual({ ...rule, responsible: 'Office' });
  expect(ruleFrom('{}')).toBeUndefined();
});

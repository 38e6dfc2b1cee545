import type { GoodsFeatures } from '../goods-ports.ts';
import type { OwnershipEntry } from '../journal/view.ts';
import { fieldsOf, isOwnedField, type OwnedField, type Ownership } from '../model/owned-field.ts';
import { conflictRules, domains, owners, type Domain, type FieldRule, type Owner } from '../model/ownership.ts';
import { presetIds, type OwnershipHistory, type OwnershipRow, type OwnershipView } from '../model/ownership-view.ts';
import { productFields, variantFields, type ProductField, type VariantField } from '../model/product.ts';
import { knownFields } from './fields.ts';
import { presetChanges, presetOf, presetWords } from './presets.ts';
import { conflictRefusal, conflictWords, ownerName, ownerRefusal } from './rule.ts';
import { ruleFrom } from './rule-schema.ts';

const domainNames: Readonly<Record<Domain, string>> = {
  products: 'Products and variants',
  stock: 'Stock by location',
  orders: 'Orders',
  returns: 'Returns and refunds',
  tax: 'Tax and invoices',
  customers: 'Customers',
};

type Matrix = {
  readonly ownership: Ownership;
  readonly slip: string | undefined;
  /** From the journal, newest first. */
  readonly changes: readonly OwnershipEntry[];
  /** The ERP's name: "Odoo 19.0", "the sample ERP". */
  readonly erp: string;
  /** What this ERP can tell and take; undefined: not known before both sides were connected. */
  readonly features?: GoodsFeatures | undefined;
};

/** Everything that a screen or a page for sign-off shows of the matrix. Needs neither of the two systems. */
export const ownershipView = (matrix: Matrix): OwnershipView => ({
  domains: domains.map(domain => ({
    domain,
    name: domainNames[domain],
    rows: fieldsOf[domain].map(field => rowOf(field, matrix)),
  })),
  preset: presetOf(matrix.ownership),
  presets: presetIds.map(id => ({
    id,
    ...presetWords(id, matrix.erp),
    changes: presetChanges(matrix.ownership, id),
  })),
  slip: matrix.slip,
  history: matrix.changes.map(change => toldOf(change, matrix.erp)),
});

function rowOf(field: OwnedField, { ownership, erp, features }: Matrix): OwnershipRow {
  const { label, called, carried } = knownFields[field];
  const rule = ownership[field];
  return {
    ...rule,
    field,
    label,
    called,
    carried,
    owners: owners.map(owner => ({
      owner,
      words: ownerName(owner, erp),
      refusal: ownerRefusal(field, owner, erp) ?? lackOf(field, owner, erp, features),
    })),
    rules: conflictRules.map(one => ({
      rule: one,
      words: conflictWords[one],
      refusal: conflictRefusal(field, one, erp),
    })),
    trouble: lackOf(field, rule.owner, erp, features),
  };
}

/** Why this ERP cannot do what such an owner asks of it. */
function lackOf(field: OwnedField, owner: Owner, erp: string, features: GoodsFeatures | undefined): string | undefined {
  if (features === undefined || owner === 'nobody') return undefined;
  const name = ownerName('erp', erp);
  if (field === 'stock.on-hand')
    return owner === 'shopify' || features.stock ? undefined : `${name} does not tell its stock by warehouse`;
  if (field === 'products.create')
    return owner === 'erp' || features.createsItems ? undefined : `${name} does not let new items be made`;
  const goods = goodsField.get(field);
  if (goods === undefined) return undefined;
  const { called } = knownFields[field];
  if (owner === 'erp') return features.readsFields.includes(goods) ? undefined : `${name} does not tell ${called}`;
  return features.writesFields.includes(goods) ? undefined : `${name} does not take ${called}`;
}

/** By their place in the matrix, as the ERP's features name them. */
const goodsField: ReadonlyMap<OwnedField, ProductField | VariantField> = new Map([
  ...productFields.map(field => [`product.${field}`, field] as const),
  ...variantFields.map(field => [`variant.${field}`, field] as const),
]);

const toldOf = ({ field, before, after, by, at }: OwnershipEntry, erp: string): OwnershipHistory => ({
  field,
  label: isOwnedField(field) ? knownFields[field].label : field,
  at,
  by,
  before: shortRule(ruleFrom(before), erp),
  after: shortRule(ruleFrom(after), erp),
});

function shortRule(rule: FieldRule | undefined, erp: string): string {
  if (rule === undefined) return 'not known to this version';
  const { owner, onConflict, responsible } = rule;
  const conflict = owner === 'nobody' ? [] : [conflictWords[onConflict].toLowerCase()];
  return [ownerName(owner, erp), ...conflict, ...(responsible === null ? [] : [responsible])].join('; ');
}

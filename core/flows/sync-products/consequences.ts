import type { Compared } from '../../engine/comparison.ts';
import type { Owner } from '../../model/ownership.ts';
import type { Side } from '../../ownership/decide.ts';
import { productPairs, variantPairs, type FieldPair, type GoodsField } from './fields.ts';
import type { ProductPair } from './pair.ts';
import type { ProductsPolicy } from './policy.ts';

/** What a change of the matrix does at the next run. */
export type Consequence = {
  readonly field: GoodsField;
  /** The side whose values would be overwritten. */
  readonly overwrites: Side;
  readonly count: number;
  /** Values as they are compared. */
  readonly examples: readonly {
    readonly name: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
};

const mostExamples = 5;

/** Of these records, per field whose owner would be another: how many differ today, so that the new owner's value would replace the other. */
export function consequences(
  compared: readonly Compared<ProductPair>[],
  change: Readonly<Partial<Record<GoodsField, Owner>>>,
  policy: ProductsPolicy,
): readonly Consequence[] {
  const { ownership } = policy;
  const changed = (field: GoodsField): Owner | undefined => {
    const owner = change[field];
    return owner === ownership[field].owner ? undefined : owner;
  };
  const next: ProductsPolicy = { ...policy, ownership: withOwners(ownership, change) };
  const found = new Map<GoodsField, Consequence>();
  for (const { ref, record } of compared)
    for (const { field, shopify, erp } of fieldsOf(record, next)) {
      const owner = changed(field);
      if (owner === undefined || owner === 'nobody' || shopify === erp) continue;
      const overwrites: Side = owner === 'shopify' ? 'erp' : 'shopify';
      const before = found.get(field) ?? { field, overwrites, count: 0, examples: [] };
      const example = owner === 'shopify' ? { before: erp, after: shopify } : { before: shopify, after: erp };
      const examples =
        before.examples.length < mostExamples ? [...before.examples, { name: ref.name, ...example }] : before.examples;
      found.set(field, { ...before, count: before.count + 1, examples });
    }
  return [...found.values()];
}

function withOwners(
  ownership: ProductsPolicy['ownership'],
  change: Readonly<Partial<Record<GoodsField, Owner>>>,
): ProductsPolicy['ownership'] {
  return Object.entries(change).reduce((all, [field, owner]) => {
    const rule = Object.entries(all).find(([name]) => name === field)?.[1];
    return rule === undefined ? all : { ...all, [field]: { ...rule, owner } };
  }, ownership);
}

function fieldsOf(record: ProductPair, policy: ProductsPolicy): readonly FieldPair[] {
  if (record.kind === 'product' && record.match.kind === 'family')
    return productPairs(record.product, record.match.family, policy);
  if (record.kind === 'variant' && record.match.kind === 'item')
    return variantPairs(record.variant, record.match.item, record.match.mapped, policy);
  return [];
}

import type { Hold, PlannedGoods } from '../../engine/comparison.ts';
import { goodsFields } from './fields.ts';
import { isProductId, isVariantId, type Known } from './known.ts';
import type { ProductPair } from './pair.ts';
import { massChange } from './problems.ts';
import type { ProductsPolicy } from './policy.ts';
import type { ProductWrite } from './writes.ts';

/** A shop with few products may change them all: so few are looked over at a glance. */
const fewChanges = 10;

type Planned = PlannedGoods<ProductPair, ProductWrite>;
type Count = { readonly ids: Set<string>; readonly to: Set<string>; readonly isProduct: boolean };

/**
 * A plan that would change one field of more products than the limit says is held, whole records at a time. What was never compared is held
 * by itself, so that a person sees what the two sides start with: however little it is, where the field's rule is to ask.
 */
export function holdProducts(
  planned: readonly Planned[],
  approved: ReadonlySet<string>,
  known: ReadonlyMap<string, Known>,
  policy: ProductsPolicy,
): readonly Hold[] {
  const { settings, erp } = policy;
  const sizes = sizesOf(planned, known);
  const isFirst = ({ compared }: Planned): boolean => known.get(compared.ref.id)?.agreed === undefined;
  const open = planned.filter(({ compared }) => !approved.has(compared.ref.id));
  return (['first-load', 'mass-change'] as const).flatMap(code => {
    const counts = countsOf(
      open.filter(one => isFirst(one) === (code === 'first-load')),
      erp,
    );
    const isMass = ({ ids, isProduct }: Count): boolean => {
      const total = isProduct ? sizes.products : sizes.variants;
      return ids.size > fewChanges && ids.size * 100 > settings.limitPercent * total;
    };
    const over = [...counts].filter(
      ([field, count]) => isMass(count) || (code === 'first-load' && isToBeAsked(field, count, policy)),
    );
    if (over.length === 0) return [];
    const fields = over.map(([field, count]) => ({
      called: field,
      changes: count.ids.size,
      of: count.isProduct ? sizes.products : sizes.variants,
      to: [...count.to].join(' and '),
      isMass: isMass(count),
    }));
    const ids = [...new Set(over.flatMap(([, count]) => [...count.ids]))];
    return [{ key: code, problem: massChange(code, fields, settings.limitPercent), ids }];
  });
}

function isToBeAsked(field: string, { isProduct }: Count, { ownership }: ProductsPolicy): boolean {
  const known = goodsFields.find(one => one === `${isProduct ? 'product' : 'variant'}.${field}`);
  return known !== undefined && ownership[known].onConflict === 'hold-and-ask';
}

/** Of all that is known, also where only a part was read. */
function sizesOf(
  planned: readonly Planned[],
  known: ReadonlyMap<string, Known>,
): { readonly products: number; readonly variants: number } {
  const ids = new Set([...known.keys(), ...planned.map(({ compared }) => compared.ref.id)]);
  const all = [...ids];
  return { products: all.filter(isProductId).length, variants: all.filter(isVariantId).length };
}

/** Field in words -> the records in which it would change, and where. */
function countsOf(planned: readonly Planned[], erp: string): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const { compared, plan } of planned)
    for (const { action, system, fields } of plan.kind === 'write' ? plan.writes : []) {
      const isNew = action === 'create-item' || action === 'create-product';
      for (const name of isNew ? ['New products'] : fields.map(({ field }) => field)) {
        const count = counts.get(name) ?? { ids: new Set(), to: new Set(), isProduct: isProductId(compared.ref.id) };
        count.ids.add(compared.ref.id);
        count.to.add(system === 'shop' ? 'Shopify' : erp);
        counts.set(name, count);
      }
    }
  return counts;
}

import { assertNever } from '../../errors.ts';
import type { Compared, GoodsPlan } from '../../engine/comparison.ts';
import type { GoodsState } from '../../journal/goods.ts';
import { agreedFrom, isKept, keptCode } from './agreed.ts';
import { variantPairs } from './fields.ts';
import { skuOf } from './match.ts';
import type { ProductPair } from './pair.ts';
import { planGoneInErp } from './plan-gone.ts';
import { planNewItem } from './plan-item.ts';
import { planFields } from './plan-fields.ts';
import type { ProductsPolicy } from './policy.ts';
import { doubledCode, lookAlike, sharedSku } from './problems.ts';
import { updateItem, updateVariant, type ProductWrite } from './writes.ts';

type VariantPair = Extract<ProductPair, { kind: 'variant' }>;
type Plan = GoodsPlan<ProductWrite>;

export function planVariant(
  { ref, updatedAt }: Compared<ProductPair>,
  pair: VariantPair,
  state: GoodsState | undefined,
  policy: ProductsPolicy,
): Plan {
  const { product, variant, match } = pair;
  const { erp } = policy;
  const sku = skuOf(variant) ?? ref.name;
  switch (match.kind) {
    case 'gift-card':
      return { kind: 'skip', code: 'gift-card', reason: `${ref.name} is a gift card, which is not synced.` };
    case 'blank':
      return {
        kind: 'skip',
        code: 'blank-sku',
        reason: `${variant.title} has no SKU, so it cannot be matched to an item in ${erp}; a title is never taken for a match.`,
      };
    case 'shared':
      return { kind: 'park', problem: sharedSku(sku, match.by, product.id) };
    case 'doubled':
      return { kind: 'park', problem: doubledCode(ref.name, match.code, match.items, erp, product.id) };
    case 'alike':
      return {
        kind: 'park',
        problem: lookAlike(match.code, match.codes, erp, {
          missing: { kind: 'item', sku, title: variant.title },
          product: product.id,
        }),
      };
    case 'none':
      return planNewItem(ref, pair, match, state, policy);
    case 'item-gone':
      return planGoneInErp(ref, updatedAt, pair, { deleted: true }, state, policy);
    case 'item':
      break;
    default:
      return assertNever(match, 'match of a variant');
  }
  const { item } = match;
  const known = agreedFrom(state?.agreed);
  if (!item.active && !isStatusSynced(pair, policy)) {
    if (known === undefined || isKept(state))
      return {
        kind: 'skip',
        code: known === undefined ? 'archived-in-erp' : keptCode,
        reason: `${ref.name} is archived in ${erp}, and stays as it is in Shopify.`,
      };
    return planGoneInErp(ref, updatedAt, pair, { deleted: false }, state, policy);
  }
  return planFields(
    {
      name: ref.name,
      pairs: variantPairs(variant, item, match.mapped, policy),
      changedAt: { shopify: updatedAt, erp: item.updatedAt },
      link: {
        erpId: item.id,
        familyId: item.family.id,
        productId: product.id,
        code: item.code,
        seen: updatedAt,
        archived: false,
      },
      write: (to, carried) =>
        to === 'shopify'
          ? updateVariant(ref, { productId: product.id, variant }, carried, policy)
          : updateItem(ref, item.id, carried, policy),
    },
    state,
    policy,
  );
}

/** Then an archived item is a change of status like any other. */
const isStatusSynced = ({ match }: VariantPair, { ownership, features }: ProductsPolicy): boolean =>
  match.kind === 'item' &&
  match.item.family.values.status === 'archived' &&
  ownership['product.status'].owner !== 'nobody' &&
  features.readsFields.includes('status');

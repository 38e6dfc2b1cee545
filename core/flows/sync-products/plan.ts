import { assertNever } from '../../errors.ts';
import type { Compared, GoodsPlan } from '../../engine/comparison.ts';
import type { GoodsState } from '../../journal/goods.ts';
import { epochMs } from '../../model/time.ts';
import { agreedFrom } from './agreed.ts';
import { productPairs } from './fields.ts';
import type { ProductPair } from './pair.ts';
import { planDeletedVariant } from './plan-gone.ts';
import { planItem } from './plan-item.ts';
import { planFields } from './plan-fields.ts';
import { planVariant } from './plan-variant.ts';
import type { ProductsPolicy } from './policy.ts';
import { listed } from '../../model/listed.ts';
import { updateItem, updateProduct, type ProductWrite } from './writes.ts';

/** Shopify's limits: variants of one product, and members of any list that it is sent. */
const mostVariants = 2048;
const mostTags = 250;

type Plan = GoodsPlan<ProductWrite>;
const skip = (code: string, reason: string): Plan => ({ kind: 'skip', code, reason });

/** Pure: what is to happen to one product, variant or item. */
export function planPair(compared: Compared<ProductPair>, state: GoodsState | undefined, policy: ProductsPolicy): Plan {
  const { record, ref } = compared;
  const seen = agreedFrom(state?.agreed)?.seen;
  switch (record.kind) {
    case 'product':
    case 'variant': {
      if (isOlder(compared.updatedAt, seen))
        return {
          kind: 'wait',
          code: 'older-than-seen',
          reason: `Shopify's answer for ${ref.name} is older than what was seen before; a bulk change may still be running there.`,
        };
      const { length } = record.product.variants;
      if (length > mostVariants)
        return skip(
          'too-many-variants',
          `${record.product.title} has ${length} variants; Shopify takes changes of products with up to ${mostVariants}.`,
        );
      return record.kind === 'variant'
        ? planVariant(compared, record, state, policy)
        : planProduct(compared, record, state, policy);
    }
    case 'item':
      return planItem(ref, record, policy);
    case 'deleted-product':
      return skip(
        'deleted-in-shop',
        `${ref.name} was deleted in Shopify; what becomes of it is asked at its variants.`,
      );
    case 'deleted-variant':
      return planDeletedVariant(compared, record, state, policy);
    default:
      return assertNever(record, 'pair of products');
  }
}

const isOlder = (updatedAt: string, seen: string | undefined): boolean =>
  seen !== undefined && epochMs(updatedAt) < epochMs(seen);

function planProduct(
  { ref, updatedAt }: Compared<ProductPair>,
  { product, match }: Extract<ProductPair, { kind: 'product' }>,
  state: GoodsState | undefined,
  policy: ProductsPolicy,
): Plan {
  const { erp } = policy;
  switch (match.kind) {
    case 'gift-card':
      return skip('gift-card', `${ref.name} is a gift card, which is not synced.`);
    case 'none':
      return skip('not-matched', `None of the variants of ${ref.name} is matched to an item in ${erp}.`);
    case 'several':
      return skip(
        'several-families',
        `The variants of ${ref.name} belong to several products in ${erp} (${listed(match.codes)}), so title, description and the like are not synced. Its variants are.`,
      );
    case 'shared':
      return skip(
        'family-shared',
        `${ref.name} and ${listed(match.others)} are one product in ${erp}, so title, description and the like are not synced. Their variants are.`,
      );
    case 'family':
      break;
    default:
      return assertNever(match, 'match of a product');
  }
  const pairs = productPairs(product, match.family, policy);
  const tags = pairs.find(({ name }) => name === 'tags')?.erp ?? '';
  if ((tags ?? '').split(', ').length > mostTags)
    return skip('too-many-tags', `${ref.name} has more than ${mostTags} tags in ${erp}, which Shopify does not take.`);
  return planFields(
    {
      name: ref.name,
      pairs,
      changedAt: { shopify: updatedAt, erp: match.family.updatedAt },
      link: {
        erpId: match.family.id,
        familyId: undefined,
        productId: undefined,
        code: undefined,
        seen: updatedAt,
        archived: false,
      },
      write: (to, carried) =>
        to === 'shopify'
          ? updateProduct(ref, product.id, carried, policy)
          : updateItem(ref, match.item.id, carried, policy),
    },
    state,
    policy,
  );
}

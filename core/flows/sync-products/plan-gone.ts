import type { Compared, GoodsPlan } from '../../engine/comparison.ts';
import type { GoodsState } from '../../journal/goods.ts';
import type { Instant } from '../../model/time.ts';
import type { RecordRef } from '../../model/write.ts';
import { agreedFrom, isKept, keptCode, packAgreed } from './agreed.ts';
import { choiceFrom } from './choice.ts';
import type { ProductPair } from './pair.ts';
import type { ProductsPolicy } from './policy.ts';
import { deletedInShop, goneInErp } from './problems.ts';
import { updateItem, updateProduct, type Carried, type ProductWrite } from './writes.ts';

type Plan = GoodsPlan<ProductWrite>;

const archiving = (told: { readonly shopify: string | null; readonly erp: string | null }): readonly Carried[] => [
  {
    pair: { name: 'status', told },
    value: 'archived',
    rule: 'A person chose to archive it, as the other side has it no more',
  },
];

/** The link as it stands, with its mark; nothing is agreed of something that only one side has. */
function archivedLink(state: GoodsState | undefined, seen: Instant): string {
  const known = agreedFrom(state?.agreed);
  return packAgreed({
    erpId: known?.erpId,
    familyId: known?.familyId,
    productId: known?.productId,
    code: known?.code,
    seen,
    archived: true,
    values: {},
    since: {},
  });
}

/** A variant that Shopify does not have any more: never a reason to delete anything in the ERP. */
export function planDeletedVariant(
  { ref, updatedAt }: Compared<ProductPair>,
  { item, inStock, isAlone }: Extract<ProductPair, { kind: 'deleted-variant' }>,
  state: GoodsState | undefined,
  policy: ProductsPolicy,
): Plan {
  const { erp, features } = policy;
  if (item === undefined || !item.active)
    return {
      kind: 'skip',
      code: keptCode,
      reason: `${ref.name} was deleted in Shopify, and is ${item === undefined ? 'not' : 'archived'} in ${erp}.`,
    };
  // The status is that of the whole family.
  const mayArchive = isAlone && features.writesFields.includes('status');
  const { gone } = choiceFrom(state?.choice);
  if (gone === 'keep')
    return {
      kind: 'skip',
      code: keptCode,
      reason: `${ref.name} was deleted in Shopify; you chose to keep it in ${erp}.`,
    };
  if (gone === 'archive' && mayArchive) {
    const told = { shopify: null, erp: item.family.values.status ?? 'active' };
    return {
      kind: 'write',
      writes: [updateItem(ref, item.id, archiving(told), policy)],
      agreed: archivedLink(state, updatedAt),
    };
  }
  return { kind: 'conflict', problem: deletedInShop(ref.name, { code: item.code, inStock }, erp, mayArchive) };
}

/** A variant whose item the ERP has deleted or archived, where archiving is not a matter of the status field. */
export function planGoneInErp(
  ref: RecordRef,
  updatedAt: Instant,
  { product }: Extract<ProductPair, { kind: 'variant' }>,
  { deleted }: { readonly deleted: boolean },
  state: GoodsState | undefined,
  policy: ProductsPolicy,
): Plan {
  const { erp } = policy;
  const { gone } = choiceFrom(state?.choice);
  if (gone === 'keep' || isKept(state) || product.values.status === 'archived')
    return {
      kind: 'skip',
      code: keptCode,
      reason: `${ref.name} was ${deleted ? 'deleted' : 'archived'} in ${erp}, and stays as it is in Shopify.`,
    };
  // The status is that of the whole product.
  const mayArchive = product.variants.length === 1;
  if (gone === 'archive' && mayArchive) {
    const told = { shopify: product.values.status ?? null, erp: null };
    return {
      kind: 'write',
      writes: [updateProduct(ref, product.id, archiving(told), policy)],
      agreed: archivedLink(state, updatedAt),
    };
  }
  return { kind: 'conflict', problem: goneInErp(ref.name, deleted, erp, mayArchive) };
}

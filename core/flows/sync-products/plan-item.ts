import type { GoodsPlan } from '../../engine/comparison.ts';
import type { GoodsState } from '../../journal/goods.ts';
import type { ProductField, VariantField } from '../../model/product.ts';
import type { RecordRef } from '../../model/write.ts';
import { knownFields } from '../../ownership/fields.ts';
import { ownerName } from '../../ownership/rule.ts';
import { isKept, keptCode, packAgreed } from './agreed.ts';
import { isOwned } from './fields.ts';
import type { FreeItem } from './match.ts';
import type { ProductPair } from './pair.ts';
import type { ProductsPolicy } from './policy.ts';
import { doubledCode, lookAlike } from './problems.ts';
import { createItem, createProduct, type ProductWrite } from './writes.ts';

type Plan = GoodsPlan<ProductWrite>;

const createRule = ({ ownership, erp }: ProductsPolicy): string =>
  `${ownerName(ownership['products.create'].owner, erp)} owns ${knownFields['products.create'].called}`;

/** A variant with a SKU that the ERP does not know. */
export function planNewItem(
  ref: RecordRef,
  { product, variant }: Extract<ProductPair, { kind: 'variant' }>,
  { code, mapped }: { readonly code: string; readonly mapped: boolean },
  state: GoodsState | undefined,
  policy: ProductsPolicy,
): Plan {
  const { erp, features, ownership } = policy;
  const skip = (because: string): Plan => ({
    kind: 'skip',
    code: isKept(state) ? keptCode : 'not-in-erp',
    reason: `${ref.name} is not in ${erp}: ${because}.`,
  });
  if (isKept(state)) return skip('it was deleted there, and you chose what becomes of it in Shopify');
  if (mapped) return skip(`it is mapped to ${code}, which is not there`);
  if (ownership['products.create'].owner !== 'shopify') return skip('new items are not made there from Shopify');
  if (product.values.status === 'archived') return skip('its product is archived in Shopify');
  if (!features.createsItems) return skip('Counterfoil cannot make items there');
  const writes = features.writesFields;
  const write = createItem(
    ref,
    { product, variant, code },
    createRule(policy),
    name => name !== 'sku' && name !== 'status' && writes.includes(name) && isOwned(name, ownership),
  );
  return { kind: 'write', writes: [write], agreed: agreedOf(product.id, code, variant.updatedAt) };
}

/** An item that no variant has. */
export function planItem(ref: RecordRef, { item, alike, doubles }: FreeItem, policy: ProductsPolicy): Plan {
  const { erp, ownership, shopCurrency } = policy;
  if (doubles > 1)
    return {
      kind: 'park',
      problem: doubledCode(
        ref.name,
        item.code,
        Array.from({ length: doubles }, () => item.name),
        erp,
        undefined,
      ),
    };
  if (alike.length > 0) return { kind: 'park', problem: lookAlike(item.code, alike, erp, undefined) };
  if (ownership['products.create'].owner !== 'erp')
    return {
      kind: 'skip',
      code: 'not-in-shop',
      reason: `${ref.name} is not in Shopify: new products are not made there from ${erp}.`,
    };
  const isGiven = (name: ProductField | VariantField): boolean => isOwned(name, ownership);
  const write = createProduct(ref, item, createRule(policy), { isGiven, currency: shopCurrency });
  return { kind: 'write', writes: [write], agreed: agreedOf(undefined, item.code, item.updatedAt) };
}

/** What is made is matched by its code when it is first seen; until then no value is agreed. */
const agreedOf = (productId: string | undefined, code: string, seen: string): string =>
  packAgreed({ erpId: undefined, familyId: undefined, productId, code, seen, archived: false, values: {}, since: {} });

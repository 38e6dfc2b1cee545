import type { Compared, Inverse } from '../../engine/comparison.ts';
import type { ErpItem } from '../../model/product.ts';
import type { FieldChange, Write } from '../../model/write.ts';
import { fieldNames, type FieldName } from './fields.ts';
import type { ProductPair } from './pair.ts';
import type { ProductsPolicy } from './policy.ts';
import { sideName } from './words.ts';
import { updateItem, updateProduct, updateVariant, type AnyValues, type Carried, type ProductWrite } from './writes.ts';

const takenBack = 'A person took the change back';

/** The Write that takes one back, where the side that it went to still has what it made of it. */
export function inverseOf(
  { ref, record }: Compared<ProductPair>,
  { action, fields }: { readonly action: Write['action']; readonly fields: readonly FieldChange[] },
  policy: ProductsPolicy,
): Inverse<ProductWrite> {
  const { erp } = policy;
  if (action === 'create-item' || action === 'create-product')
    return refused(
      `Counterfoil never deletes anything: archive or delete ${ref.name} by hand in ${sideName(action === 'create-item' ? 'erp' : 'shopify', erp)}.`,
    );
  if (record.kind !== 'product' && record.kind !== 'variant')
    return refused(`${ref.name} is not on both sides any more.`);
  const side = action === 'update-item' ? 'erp' : 'shopify';
  const item = itemOf(record);
  if (side === 'erp' && item === undefined) return refused(`${ref.name} is not matched to an item in ${erp} any more.`);
  const held =
    side === 'erp' ? erpValues(item) : record.kind === 'product' ? record.product.values : record.variant.values;
  const carried = fields.map(change => backOf(change, side, held));
  if (carried.includes(undefined)) return refused(`${ref.name} was changed in ${sideName(side, erp)} since.`);
  const back = carried.filter(one => one !== undefined);
  if (item !== undefined && side === 'erp') return { kind: 'write', write: updateItem(ref, item.id, back, policy) };
  return {
    kind: 'write',
    write:
      record.kind === 'product'
        ? updateProduct(ref, record.product.id, back, policy)
        : updateVariant(ref, { productId: record.product.id, variant: record.variant }, back, policy),
  };
}

const refused = (why: string): Inverse<ProductWrite> => ({ kind: 'refused', why });

const itemOf = ({ match }: Extract<ProductPair, { kind: 'product' | 'variant' }>): ErpItem | undefined =>
  match.kind === 'family' || match.kind === 'item' ? match.item : undefined;

const erpValues = (item: ErpItem | undefined): AnyValues =>
  item === undefined ? {} : { ...item.family.values, ...item.values, sku: item.code === '' ? null : item.code };

/** Undefined: the side has another value by now, or the field is none that can be set. */
function backOf({ field, before, after }: FieldChange, side: 'shopify' | 'erp', held: AnyValues): Carried | undefined {
  const name: FieldName | undefined = fieldNames.find(one => one === field);
  if (name === undefined || (held[name] ?? null) !== after) return undefined;
  const value = before === null ? null : String(before);
  const now = held[name] ?? null;
  const told = { shopify: side === 'shopify' ? now : null, erp: side === 'erp' ? now : null };
  return { pair: { name, told }, value, rule: takenBack };
}

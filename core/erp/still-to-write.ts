import { SyncError } from '../errors.ts';
import { productFields, variantFields, type ProductField, type Values, type VariantField } from '../model/product.ts';

type GoodsValues = Values<ProductField | VariantField>;
const fields = [...productFields, ...variantFields];

/**
 * What of a change is not there yet, from what an item holds now. A value that is set already counts as done: the answer to an
 * earlier try may have been lost.
 * @throws conflict 'changed-meanwhile' where the item holds neither what it held before nor what it is to hold
 */
export function stillToWrite(
  erp: string,
  name: string,
  held: GoodsValues,
  { before, values }: { readonly before: GoodsValues; readonly values: GoodsValues },
): GoodsValues {
  const isSet = (field: (typeof fields)[number]): boolean =>
    values[field] !== undefined && held[field] === values[field];
  const moved = fields.filter(field => before[field] !== undefined && held[field] !== before[field] && !isSet(field));
  if (moved.length > 0)
    throw new SyncError('conflict', 'changed-meanwhile', `${name} was changed in ${erp} at the same moment.`, {
      system: 'erp',
      nextStep: 'It is compared again by itself.',
      details: { fields: moved.join(', ') },
    });
  return Object.fromEntries(
    fields.flatMap(field => (values[field] === undefined || isSet(field) ? [] : [[field, values[field]]])),
  );
}

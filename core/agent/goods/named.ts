import { isLevelId, skuInName } from '../../flows/export-stock/pair.ts';
import type { RecordRef } from '../../model/write.ts';

/** Of an id, what stands in the address of Shopify's own page of it. */
const numberIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** Is this what a person means by `said`: its id or the number in it, its name, or the SKU of a stock level? In any case. */
export function isNamed({ id, name }: RecordRef, said: string): boolean {
  if (id === said || numberIn(id) === said) return true;
  const wanted = said.toLowerCase();
  return name.toLowerCase() === wanted || (isLevelId(id) && skuInName(name).toLowerCase() === wanted);
}

import type { StockQuantity } from '../../model/stock.ts';
import type { RecordRef, Write } from '../../model/write.ts';
import type { LevelPair } from './pair.ts';

export type SetStock = Write<
  'set-stock',
  { readonly itemId: string; readonly locationId: string; readonly from: number; readonly to: number }
>;

const numberOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
export const called: Readonly<Record<StockQuantity, string>> = { available: 'available', on_hand: 'on hand' };

/** @param rule whose count it is, and how it comes about, in words */
export function setStock(
  record: RecordRef,
  { level: { itemId, locationId, updatedAt } }: LevelPair,
  quantity: StockQuantity,
  { from, to }: { readonly from: number; readonly to: number },
  rule: string,
): SetStock {
  return {
    // Names one change of one level: the same figures may come again on another day.
    key: ['shopify', 'stock', numberOf(itemId), numberOf(locationId), updatedAt, `${from}>${to}`].join(':'),
    system: 'shop',
    action: 'set-stock',
    record,
    rule,
    body: { itemId, locationId, from, to },
    fields: [{ field: called[quantity], before: from, after: to }],
  };
}

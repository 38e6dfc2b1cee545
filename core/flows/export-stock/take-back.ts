import type { Inverse } from '../../engine/comparison.ts';
import type { StockQuantity } from '../../model/stock.ts';
import type { FieldChange, RecordRef } from '../../model/write.ts';
import { shown, type LevelPair } from './pair.ts';
import { called, setStock, type SetStock } from './set-stock.ts';

type Taken = Inverse<SetStock>;

const refused = (why: string): Taken => ({ kind: 'refused', why });

export const notThere = (name: string): Taken => refused(`Shopify does not have ${name} any more.`);

/** The figure from before, where Shopify still has the one that was written. Units sold since make another figure, so they are kept. */
export function takeBack(
  ref: RecordRef,
  pair: LevelPair,
  quantity: StockQuantity,
  fields: readonly FieldChange[],
): Taken {
  const change = fields.find(({ field }) => field === called[quantity]);
  if (typeof change?.before !== 'number')
    return refused(`It wrote another figure than ${called[quantity]}, the one that is written today.`);
  const { before, after } = change;
  const from = shown(pair.level.figures, quantity);
  if (from !== after) return refused(`${ref.name} is ${from} in Shopify by now, not ${String(after)}.`);
  const rule = `A person takes back what was written: ${called[quantity]} is ${before} again`;
  return { kind: 'write', write: setStock(ref, pair, quantity, { from, to: before }, rule) };
}

import { add, subtract, type Money } from '../model/money.ts';
import { soldOf } from './sold.ts';
import type { DayTally, RecordState, Sum } from './view.ts';

const nothing = (): Sum => ({ orders: 0, amounts: {} });
export const emptyTally = (): DayTally => ({
  sold: nothing(),
  states: { pending: nothing(), posted: nothing(), parked: nothing(), skipped: nothing(), conflict: nothing() },
  smooth: 0,
  waited: 0,
});

export type Tallies = Map<string, DayTally>;

/** Takes a record's change into the days it concerns. */
export function recount(days: Tallies, before: RecordState | undefined, after: RecordState): void {
  if (before !== undefined && isSame(before, after)) return;
  if (before !== undefined) count(days, before, -1);
  count(days, after, 1);
}

const isSame = (a: RecordState, b: RecordState): boolean =>
  a.state === b.state && a.sold === b.sold && a.booked === b.booked && a.waited === b.waited;

function count(days: Tallies, record: RecordState, by: 1 | -1): void {
  if (record.sold === undefined) return;
  const { booked, state, waited } = record;
  const sold = soldOf(record.sold);
  const known = days.get(sold.day);
  const tally = known ?? emptyTally();
  if (known === undefined) days.set(sold.day, tally);
  put(tally.sold, sold, by);
  put(tally.states[state], state === 'posted' ? { ...sold, amount: booked ?? sold.amount } : sold, by);
  if (waited) tally.waited += by;
  else if (state === 'posted') tally.smooth += by;
  if (tally.sold.orders === 0) days.delete(sold.day);
}

function put(sum: Sum, { amount, currency }: Money, by: 1 | -1): void {
  sum.orders += by;
  const money = { amount, currency };
  const so = sum.amounts[currency];
  if (so === undefined) sum.amounts[currency] = by === 1 ? amount : subtract({ amount: '0', currency }, money).amount;
  else sum.amounts[currency] = (by === 1 ? add : subtract)({ amount: so, currency }, money).amount;
}

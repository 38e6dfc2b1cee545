import type { AgentSnapshot } from '../contract.ts';
import { emptyTally } from '../journal/tally.ts';
import type { DayTally, JournalView, Sum } from '../journal/view.ts';
import type { DayPicture, Figures, TodayFigures } from '../model/days.ts';
import { add, isZero, negate, zero, type Money } from '../model/money.ts';
import { dayBounds, dayOf, daysUpTo, type Day } from '../model/time.ts';
import type { Situation } from './situation.ts';

const shownDays = 14;

/** @param home the shop's own currency, undefined until the shop has told */
function figuresOf({ orders, amounts }: Sum, home: string | undefined): Figures {
  const own = home === undefined ? [] : [{ amount: amounts[home] ?? zero(home).amount, currency: home }];
  const others = Object.entries(amounts)
    .filter(([currency]) => currency !== home)
    .map(([currency, amount]) => ({ amount, currency }))
    .filter(one => !isZero(one))
    .toSorted((a, b) => a.currency.localeCompare(b.currency));
  return { orders, money: [...own, ...others] };
}

function together(sums: readonly Sum[]): Sum {
  const amounts = new Map<string, Money>();
  for (const sum of sums)
    for (const [currency, amount] of Object.entries(sum.amounts))
      amounts.set(currency, add(amounts.get(currency) ?? zero(currency), { amount, currency }));
  return {
    orders: sums.reduce((orders, sum) => orders + sum.orders, 0),
    amounts: Object.fromEntries([...amounts].map(([currency, { amount }]) => [currency, amount])),
  };
}

const less = ({ orders, amounts }: Sum): Sum => ({
  orders: -orders,
  amounts: Object.fromEntries(
    Object.entries(amounts).map(([currency, amount]) => [currency, negate({ amount, currency }).amount]),
  ),
});

function todayOf(day: Day, { sold, states }: DayTally, home: string | undefined, unknown: number): TodayFigures {
  const waiting = together([states.parked, states.conflict]);
  const parts = together([states.posted, waiting, states.pending, states.skipped]);
  return {
    day,
    cameIn: figuresOf(sold, home),
    written: figuresOf(states.posted, home),
    waiting: figuresOf(waiting, home),
    underWay: figuresOf(states.pending, home),
    leftOut: figuresOf(states.skipped, home),
    unaccounted: figuresOf(together([sold, less(parts)]), home),
    unknown,
  };
}

/** Nothing compares the two sides by itself yet, so no day can be said to agree. */
const pictureOf = (day: Day, tally: DayTally | undefined, isOver: boolean): DayPicture => ({
  day,
  written: tally?.smooth ?? 0,
  waited: tally?.waited ?? 0,
  verdict: isOver ? 'unknown' : 'open',
});

/** Today in figures and the last fourteen days as a picture, in the shop's zone. */
export function daysOf(
  { days, undated, records }: Pick<JournalView, 'days' | 'undated' | 'records'>,
  { now, zone, shop }: Pick<Situation, 'now' | 'zone' | 'shop'>,
): Pick<AgentSnapshot, 'today' | 'days'> {
  const today = dayOf(now, zone);
  const { from } = dayBounds(today, zone);
  let unknown = 0;
  for (const id of undated) if ((records.get(id)?.at ?? '') >= from) unknown += 1;
  return {
    today: todayOf(today, days.get(today) ?? emptyTally(), shop?.currency, unknown),
    days: daysUpTo(today, shownDays).map(day => pictureOf(day, days.get(day), day !== today)),
  };
}

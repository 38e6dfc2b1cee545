import { expect, test } from 'vitest';
import { daysOf } from '../../../core/agent/days.ts';
import type { Event } from '../../../core/journal/entry.ts';
import { openJournalOn } from '../../../core/journal/journal.ts';
import { money } from '../../../core/model/money.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { conflicted, parked, posted, sale, skipped } from '../journal/events.ts';

const shop = { name: 'Larch & Loom', domain: 'larch.myshopify.com', zone: 'Europe/London', currency: 'GBP' };
const seen = async (now: string, zone: string, ...events: readonly Event[]) => {
  const journal = await openJournalOn(new MemoryJournal({ now: () => Date.parse(now) }), {
    version: '1',
    device: 'office',
  });
  await journal.append(...events);
  return daysOf(journal.view, { now, zone, shop });
};
const on = (day: string, amount = '10.00', currency = 'GBP') => sale(amount, { day, total: money(amount, currency) });

test('the parts of today make up what came in, and what does not fit is said', async () => {
  const day = '2026-11-27';
  const { today } = await seen(
    '2026-11-27T10:42:00.000Z',
    'Europe/London',
    { ...posted(1), sale: on(day, '10.00') },
    { ...parked(2), sale: on(day, '2.50') },
    { ...conflicted(3), sale: on(day, '1.50') },
    { ...skipped(4), sale: on(day, '0.25') },
    { ...posted(5), sale: on(day, '7.00', 'EUR') },
    { ...posted(6), sale: on('2026-11-26', '99.00') },
    parked(7),
    // Left as it is in the books.
    { ...posted(8), sale: on(day, '5.00') },
    { ...posted(8), sale: on(day, '4.00') },
  );
  const pounds = (amount: string) => money(amount, 'GBP');
  expect(today).toEqual({
    day,
    cameIn: { orders: 6, money: [pounds('18.25'), money('7', 'EUR')] },
    written: { orders: 3, money: [pounds('15.00'), money('7', 'EUR')] },
    waiting: { orders: 2, money: [pounds('4.00')] },
    underWay: { orders: 0, money: [pounds('0')] },
    leftOut: { orders: 1, money: [pounds('0.25')] },
    unaccounted: { orders: 0, money: [pounds('-1.00')] },
    unknown: 1,
  });
});

test.each([
  // The clocks go back on 25 October and forward on 29 March: 25 and 23 hours.
  ['2026-10-25T23:30:00.000Z', 'Europe/London', '2026-10-25'],
  ['2026-10-24T23:30:00.000Z', 'Europe/London', '2026-10-25'],
  ['2026-10-26T00:00:00.000Z', 'Europe/London', '2026-10-26'],
  ['2027-03-28T00:30:00.000Z', 'Europe/London', '2027-03-28'],
  ['2027-03-28T23:00:00.000Z', 'Europe/London', '2027-03-29'],
  ['2026-11-27T10:00:00.000Z', 'Pacific/Auckland', '2026-11-27'],
  ['2026-11-27T11:00:00.000Z', 'Pacific/Auckland', '2026-11-28'],
])('at %s in %s it is %s, and the thirteen days before it have a place each', async (now, zone, day) => {
  const { today, days } = await seen(now, zone, { ...posted(1), sale: on(day) }, { ...parked(2), sale: on(day) });
  expect(today.cameIn.orders).toBe(2);
  expect(days).toHaveLength(14);
  expect(new Set(days.map(one => one.day)).size).toBe(14);
  expect(days.at(-1)).toEqual({ day, written: 1, waited: 1, verdict: 'open' });
  expect(days.slice(0, -1).every(({ verdict, written }) => verdict === 'unknown' && written === 0)).toBe(true);
});

test('only what was dealt with today and tells no day is said to be unknown', async () => {
  const { today } = await seen('2026-11-27T00:30:00.000Z', 'America/New_York', parked(1));
  expect(today).toMatchObject({ day: '2026-11-26', unknown: 1 });
});

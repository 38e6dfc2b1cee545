import { Temporal } from 'temporal-polyfill';
import type { DailyWindow, Weekday } from './settings.ts';

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A window on some days of the week. Over midnight it belongs to the day it begins on. */
type WeeklyWindow = DailyWindow & { readonly days: readonly Weekday[] };
type Opening = { readonly opensMs: number; readonly closesMs: number };

const inZone = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

/** Whether `ms` falls into [from, to) by the clock on the wall in `zone`. */
export function isWithin({ from, to }: DailyWindow, ms: number, zone: string): boolean {
  const time = inZone(ms, zone).toPlainTime().toString({ smallestUnit: 'minute' });
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** How much of [fromMs, toMs) falls into the window, in milliseconds. */
export const businessMs = (window: WeeklyWindow, fromMs: number, toMs: number, zone: string): number =>
  openings(window, fromMs, toMs, zone).reduce(
    (total, { opensMs, closesMs }) => total + Math.max(0, Math.min(closesMs, toMs) - Math.max(opensMs, fromMs)),
    0,
  );

/** When the window into which `ms` falls is over; undefined: it falls into none. */
export const windowEndMs = (window: WeeklyWindow, ms: number, zone: string): number | undefined =>
  openings(window, ms, ms, zone).find(({ opensMs, closesMs }) => opensMs <= ms && ms < closesMs)?.closesMs;

/** Those that begin on the days from the one before `fromMs`, whose window may reach over midnight, to that of `toMs`. */
function openings({ from, to, days }: WeeklyWindow, fromMs: number, toMs: number, zone: string): readonly Opening[] {
  const last = inZone(toMs, zone).toPlainDate();
  const at = (date: Temporal.PlainDate, plainTime: string) =>
    date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
  const found: Opening[] = [];
  let day = inZone(fromMs, zone).toPlainDate().subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const weekday = weekdays[day.dayOfWeek - 1];
    if (weekday === undefined || !days.includes(weekday)) continue;
    found.push({ opensMs: at(day, from), closesMs: at(from < to ? day : day.add({ days: 1 }), to) });
  }
  return found;
}

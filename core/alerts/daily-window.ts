import { Temporal } from 'temporal-polyfill';
import type { AlertSettings, DailyWindow, Weekday } from '../model/settings.ts';

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const inZone = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

/** Whether `ms` falls into [from, to) by the clock on the wall in `zone`. */
export function isWithin({ from, to }: DailyWindow, ms: number, zone: string): boolean {
  const time = inZone(ms, zone).toPlainTime().toString({ smallestUnit: 'minute' });
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** How much of [fromMs, toMs) falls into business hours, in milliseconds. Hours over midnight belong to the day they begin on. */
export function businessMs(
  { from, to, days }: AlertSettings['businessHours'],
  fromMs: number,
  toMs: number,
  zone: string,
): number {
  const last = inZone(toMs, zone).toPlainDate();
  let total = 0;
  // From the day before, whose hours may reach over midnight.
  let day = inZone(fromMs, zone).toPlainDate().subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const weekday = weekdays[day.dayOfWeek - 1];
    if (weekday === undefined || !days.includes(weekday)) continue;
    const at = (date: Temporal.PlainDate, plainTime: string) =>
      date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
    const opens = at(day, from);
    const closes = at(from < to ? day : day.add({ days: 1 }), to);
    total += Math.max(0, Math.min(closes, toMs) - Math.max(opens, fromMs));
  }
  return total;
}

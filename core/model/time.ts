import { Temporal } from 'temporal-polyfill';

/** A point in time, ISO 8601 in UTC with `Z`; sorts as text when both have the same digits. */
export type Instant = string;
/** A calendar day in the shop's zone, `YYYY-MM-DD`. */
export type Day = string;

export const epochMs = (instant: Instant): number => Date.parse(instant);
export const instantOf = (ms: number): Instant => new Date(ms).toISOString();
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

/** The shop's calendar day in which `instant` falls. */
export const dayOf = (instant: Instant, zone: string): Day =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The exact bounds of a shop day, [from, to): 23, 24 or 25 hours. */
export function dayBounds(day: Day, zone: string): { readonly from: Instant; readonly to: Instant } {
  const start = Temporal.PlainDate.from(day);
  const at = (date: Temporal.PlainDate) => instantOf(date.toZonedDateTime(zone).epochMilliseconds);
  return { from: at(start), to: at(start.add({ days: 1 })) };
}

/** The `count` calendar days that end with `day`, oldest first. */
export const daysUpTo = (day: Day, count: number): readonly Day[] =>
  Array.from({ length: count }, (_, at) =>
    Temporal.PlainDate.from(day)
      .subtract({ days: count - 1 - at })
      .toString(),
  );

/** `2026-11-23 09:30` in the shop's zone, for words. */
export const localTime = (instant: Instant, zone: string): string => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
};

/** "10:40" in the shop's zone, and on another day than `now` "30 Nov 10:40". */
export function shortTime(instant: Instant, zone: string, now: Instant): string {
  const [at, today] = [instant, now].map(one => Temporal.Instant.from(one).toZonedDateTimeISO(zone));
  const time = at?.toPlainTime().toString({ smallestUnit: 'minute' }) ?? '';
  if (at === undefined || today?.toPlainDate().equals(at.toPlainDate()) === true) return time;
  return `${at.toLocaleString('en-GB', { day: 'numeric', month: 'short' })} ${time}`;
}

/** "10 November 2026". */
export const dayInWords = (day: Day): string =>
  Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

const locale = 'en-GB';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const count = (value: number): string => value.toLocaleString(locale);
/** "1 order", "2 orders". */
export const plural = (value: number, one: string, more = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : more}`;

/** "20" or "17,5" percent as a rate, "0.2": undefined where it is none. */
export function rateOf(words: string): string | undefined {
  const value = /^(\d{1,2}(?:[.,]\d{1,4})?) ?%?$/.exec(words.trim())?.[1]?.replace(',', '.');
  return value === undefined ? undefined : String(Number((Number(value) / 100).toFixed(8)));
}

/** With its first letter as at the start of a sentence. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "4 s", "1 min 36 s". */
export function took(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds === 0) return 'under 1 s';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return seconds % 60 === 0 || minutes > 9 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** "12 min", "19 h", "3 days". */
function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / minuteMs));
  if (minutes === 0) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : plural(Math.round(hours / 24), 'day');
}

/** "2026-11-15" is "15 November 2026". */
export const calendarDay = (day: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));

/** "2026-11-15" is "15 November". */
export const shortDay = (day: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(day));

export type Formats = ReturnType<typeof formats>;
const cache = new Map<string, ReturnType<typeof formatters>>();

/** In `zone` (undefined: this PC's), as of `now`. */
export function formats(zone: string | undefined, now: number) {
  const known = cache.get(zone ?? '') ?? formatters(zone);
  cache.set(zone ?? '', known);
  const dayOf = (at: number) => known.key.format(at);
  const day = (instant: string): string => {
    const at = Date.parse(instant);
    if (dayOf(at) === dayOf(now)) return 'today';
    if (dayOf(at) === dayOf(now - dayMs)) return 'yesterday';
    return (known.year.format(at) === known.year.format(now) ? known.shortDay : known.shortDayYear).format(at);
  };
  return {
    today: known.longDay.format(now),
    time: (instant: string) => known.time.format(Date.parse(instant)),
    day,
    /** "today 07:58" */
    when: (instant: string) => `${day(instant)} ${known.time.format(Date.parse(instant))}`,
    /** The time alone while it is today. */
    short: (instant: string) => {
      const time = known.time.format(Date.parse(instant));
      return day(instant) === 'today' ? time : `${day(instant)} ${time}`;
    },
    age: (instant: string) => span(now - Date.parse(instant)),
    /** "in 3 min", "now" once it is due. */
    until: (instant: string) => {
      const ms = Date.parse(instant) - now;
      return ms < minuteMs / 2 ? 'now' : `in ${span(ms)}`;
    },
    full: (instant: string) => known.full.format(Date.parse(instant)),
  };
}

function formatters(timeZone: string | undefined) {
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, ...(timeZone === undefined ? {} : { timeZone }) });
  return {
    key: make({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    year: make({ year: 'numeric' }),
    time: make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    longDay: make({ weekday: 'long', day: 'numeric', month: 'long' }),
    shortDay: make({ day: 'numeric', month: 'short' }),
    shortDayYear: make({ day: 'numeric', month: 'short', year: 'numeric' }),
    full: make({ dateStyle: 'full', timeStyle: 'medium' }),
  };
}

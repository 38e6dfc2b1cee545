import { Temporal } from 'temporal-polyfill';
import type { Comparator, Filter } from './search.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

function within(own: number, comparator: Comparator, span: Span): boolean {
  if (comparator === '<') return own < span.from;
  if (comparator === '<=') return own <= span.to;
  if (comparator === '>') return own > span.to;
  return own >= span.from && (comparator === '>=' || own <= span.to);
}

/** `>` behaves as `>=`, as users of the real search report. A bare date is a day of the shop's time zone. */
export function timeFilter<T>(of: (record: T) => number | null, timeZone: string, now: () => number): Filter<T> {
  return (record, comparator, value) => {
    const time = of(record);
    const span = spanOf(value, timeZone, now);
    if (time === null || span === null) return false;
    return within(time, comparator === '>' ? '>=' : comparator, span);
  };
}

function spanOf(value: string, timeZone: string, now: () => number): Span | null {
  if (value === 'now') return { from: now(), to: now() };
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) {
      const day = Temporal.PlainDate.from(value);
      const start = (date: Temporal.PlainDate): number => date.toZonedDateTime(timeZone).epochMilliseconds;
      return { from: start(day), to: start(day.add({ days: 1 })) - 1 };
    }
    const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(value)
      ? Temporal.Instant.from(value).epochMilliseconds
      : Temporal.PlainDateTime.from(value).toZonedDateTime(timeZone).epochMilliseconds;
    return { from: zoned, to: zoned };
  } catch {
    return null;
  }
}

export function idFilter<T>(of: (record: T) => number): Filter<T> {
  return (record, comparator, value) => {
    const id = Number(value.replace(/^.*\//, ''));
    return within(of(record), comparator, { from: id, to: id });
  };
}

/** Whole text, without case; a final `*` matches a beginning. */
export function textFilter<T>(of: (record: T) => readonly (string | null)[]): Filter<T> {
  return (record, _comparator, value) => {
    const wanted = value.toLowerCase();
    const prefix = wanted.endsWith('*') ? wanted.slice(0, -1) : null;
    return of(record).some(text => {
      const own = text?.toLowerCase();
      return own !== undefined && (prefix === null ? own === wanted : own.startsWith(prefix));
    });
  };
}

/** Tokenised, as Shopify searches SKUs: `MUG` and `MUG-SLT` both find MUG-SLT-350, so a caller has to compare exactly. */
export function tokenFilter<T>(of: (record: T) => readonly (string | null)[]): Filter<T> {
  return (record, _comparator, value) => {
    const wanted = words(value);
    return of(record).some(text => {
      const own = words(text ?? '');
      return wanted.every(word =>
        word.endsWith('*') ? own.some(one => one.startsWith(word.slice(0, -1))) : own.includes(word),
      );
    });
  };
}

export const flagFilter =
  <T>(of: (record: T) => boolean): Filter<T> =>
  (record, _comparator, value) =>
    of(record) === (value === 'true');

/** The same texts are searched again and again; the whole of a big catalogue is remembered. */
const split = new Map<string, readonly string[]>();
const MOST_SPLIT = 100_000;

function words(text: string): readonly string[] {
  const known = split.get(text);
  if (known) return known;
  const found = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter(Boolean);
  if (split.size >= MOST_SPLIT) split.clear();
  split.set(text, found);
  return found;
}

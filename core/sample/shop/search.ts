import { Temporal } from 'temporal-polyfill';

/** Shopify's search syntax: `field:value`, comparators, quotes, AND (or a space), OR, NOT or `-`, brackets, comma lists. */

export type Comparator = '=' | '>' | '>=' | '<' | '<=';

export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Query[] }
  | { readonly kind: 'not'; readonly of: Query }
  | { readonly kind: 'term'; readonly field: string | null; readonly comparator: Comparator; readonly value: string };

export type Filter<T> = (record: T, comparator: Comparator, value: string) => boolean;
export type Filters<T> = Readonly<Record<string, Filter<T>>>;

interface Token {
  readonly kind: 'word' | '(' | ')';
  readonly text: string;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) at += 1;
    else if (char === '(' || char === ')') {
      found.push({ kind: char, text: char });
      at += 1;
    } else {
      const from = at;
      while (at < text.length && !/[\s()]/.test(text.charAt(at))) at = afterPiece(text, at);
      found.push({ kind: 'word', text: text.slice(from, at) });
    }
  }
  return found;
}

function afterPiece(text: string, at: number): number {
  const char = text.charAt(at);
  if (char === '\\') return at + 2;
  if (char !== '"' && char !== "'") return at + 1;
  const end = text.indexOf(char, at + 1);
  return end === -1 ? text.length : end + 1;
}

export function parseQuery(text: string): Query {
  const list = tokens(text);
  let at = 0;
  const either = (): Query => {
    const parts = [both()];
    while (list[at]?.text === 'OR') {
      at += 1;
      parts.push(both());
    }
    return parts.length === 1 ? (parts[0] ?? { kind: 'all' }) : { kind: 'or', of: parts };
  };
  const both = (): Query => {
    const parts: Query[] = [];
    for (let next = list[at]; next && next.kind !== ')' && next.text !== 'OR'; next = list[at]) {
      if (next.text === 'AND') at += 1;
      else parts.push(single());
    }
    return { kind: 'and', of: parts };
  };
  const single = (): Query => {
    const token = list[at];
    at += 1;
    if (!token) return { kind: 'all' };
    if (token.text === 'NOT') return { kind: 'not', of: single() };
    if (token.kind === '(') {
      const inner = either();
      at += 1;
      return inner;
    }
    if (token.text.startsWith('-') && token.text.length > 1) return { kind: 'not', of: term(token.text.slice(1)) };
    return term(token.text);
  };
  return either();
}

function term(text: string): Query {
  const match = /^([A-Za-z_][\w.]*):(>=|<=|>|<)?(.*)$/s.exec(text);
  if (!match) return { kind: 'term', field: null, comparator: '=', value: unquoted(text) };
  const [, field = '', comparator = '=', rest = ''] = match;
  const values = comparator === '=' ? splitOutsideQuotes(rest) : [rest];
  const terms = values.map((value): Query => {
    return { kind: 'term', field: field.toLowerCase(), comparator: comparator as Comparator, value: unquoted(value) };
  });
  return terms.length === 1 ? (terms[0] ?? { kind: 'all' }) : { kind: 'or', of: terms };
}

const splitOutsideQuotes = (text: string): string[] => text.match(/("[^"]*"|'[^']*'|[^,])+/g) ?? [text];

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/s, '$2').replace(/\\(.)/g, '$1');

/** A filter Shopify does not know is left out of the search, not an error; its name is reported. */
export function compileQuery<T>(
  text: string | null | undefined,
  filters: Filters<T>,
): { matches: (record: T) => boolean; unknown: readonly string[] } {
  const unknown = new Set<string>();
  const build = (query: Query): ((record: T) => boolean) | null => {
    switch (query.kind) {
      case 'all':
        return null;
      case 'not': {
        const inner = build(query.of);
        return inner && (record => !inner(record));
      }
      case 'and':
      case 'or': {
        const parts = query.of.map(build).filter(part => part !== null);
        if (parts.length === 0) return null;
        return query.kind === 'and' ? r => parts.every(part => part(r)) : r => parts.some(part => part(r));
      }
      case 'term': {
        const filter = filters[query.field ?? 'default'];
        if (filter) return record => filter(record, query.comparator, query.value);
        unknown.add(query.field ?? 'default');
        return null;
      }
    }
  };
  const matches = build(parseQuery(text ?? ''));
  return { matches: matches ?? (() => true), unknown: [...unknown] };
}

/** `>` behaves as `>=`, as users of the real search report. A bare date is a day of the shop's time zone. */
export function timeFilter<T>(of: (record: T) => number | null, timeZone: string, now: () => number): Filter<T> {
  return (record, comparator, value) => {
    const time = of(record);
    const span = spanOf(value, timeZone, now);
    if (time === null || span === null) return false;
    switch (comparator) {
      case '>':
      case '>=':
        return time >= span.from;
      case '<':
        return time < span.from;
      case '<=':
        return time <= span.to;
      case '=':
        return time >= span.from && time <= span.to;
    }
  };
}

function spanOf(value: string, timeZone: string, now: () => number): { from: number; to: number } | null {
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
    const own = of(record);
    switch (comparator) {
      case '>':
        return own > id;
      case '>=':
        return own >= id;
      case '<':
        return own < id;
      case '<=':
        return own <= id;
      case '=':
        return own === id;
    }
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
  const split = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}*]+/u)
      .filter(Boolean);
  return (record, _comparator, value) => {
    const wanted = split(value);
    return of(record).some(text => {
      const own = split(text ?? '');
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

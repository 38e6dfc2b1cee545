/** Shopify's search syntax: `field:value`, comparators, quotes, AND (or a space), OR, NOT or `-`, brackets, comma lists. */

const COMPARATORS = ['=', '>', '>=', '<', '<='] as const;
export type Comparator = (typeof COMPARATORS)[number];

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

function parseQuery(text: string): Query {
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
  const [, field = '', said = '=', rest = ''] = match;
  const comparator = COMPARATORS.find(one => one === said) ?? '=';
  const values = comparator === '=' ? splitOutsideQuotes(rest) : [rest];
  const terms = values.map((value): Query => {
    return { kind: 'term', field: field.toLowerCase(), comparator, value: unquoted(value) };
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
    if (query.kind === 'all') return null;
    if (query.kind === 'term') {
      const filter = filters[query.field ?? 'default'];
      if (filter) return record => filter(record, query.comparator, query.value);
      unknown.add(query.field ?? 'default');
      return null;
    }
    if (query.kind === 'not') {
      const inner = build(query.of);
      return inner && (record => !inner(record));
    }
    const parts = query.of.map(build).filter(part => part !== null);
    if (parts.length === 0) return null;
    return query.kind === 'and' ? r => parts.every(part => part(r)) : r => parts.some(part => part(r));
  };
  const matches = build(parseQuery(text ?? ''));
  return { matches: matches ?? (() => true), unknown: [...unknown] };
}

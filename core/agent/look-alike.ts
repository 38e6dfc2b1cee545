import { assertNever } from '../errors.ts';
import type { Likeness } from '../model/mapping-list.ts';
import type { Missing } from '../model/problem.ts';
import type { Choice } from '../ports.ts';

/** From this share of common letter pairs on, two texts look alike. */
const alikeFrom = 0.6;

const pairsOf = (text: string): ReadonlyMap<string, number> => {
  const letters = text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  const pairs = new Map<string, number>();
  for (let at = 0; at < letters.length - 1; at += 1) {
    const pair = letters.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
};
const sizeOf = (pairs: ReadonlyMap<string, number>): number => [...pairs.values()].reduce((sum, many) => sum + many, 0);

/** Dice's coefficient over letter pairs, punctuation and capitals aside: 1 for the same text, 0 for nothing in common. */
function alikeness(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  const all = sizeOf(left) + sizeOf(right);
  if (all === 0) return 0;
  let common = 0;
  for (const [pair, many] of left) common += Math.min(many, right.get(pair) ?? 0);
  return (2 * common) / all;
}

/** What Shopify calls it: its code where it has one, and its name. */
function calledBy(missing: Missing): { readonly code: string; readonly name: string } {
  switch (missing.kind) {
    case 'item':
      return { code: missing.sku, name: missing.title };
    case 'special-item':
      return { code: missing.role, name: missing.role };
    case 'tax':
      return { code: '', name: missing.title };
    case 'country':
      return { code: missing.country, name: '' };
    case 'payment-method':
      return { code: missing.gateway, name: missing.gateway };
    case 'location':
      return { code: '', name: missing.name };
    case 'walk-in-customer':
    case 'customer':
      return { code: '', name: '' };
    default:
      return assertNever(missing, 'missing mapping');
  }
}

/** How much a choice of the ERP looks like what is missing. A hint for a person: nothing is ever chosen by it. */
export function likenessOf(
  missing: Missing,
  { code, label, tax }: Choice,
): { readonly score: number; readonly like: Likeness | undefined } {
  if (missing.kind === 'tax')
    return tax?.rate === missing.rate ? { score: 1, like: 'rate' } : { score: 0, like: undefined };
  const called = calledBy(missing);
  const byCode = alikeness(called.code, code);
  const byName = alikeness(called.name, label);
  const score = Math.max(byCode, byName);
  if (score < alikeFrom) return { score: 0, like: undefined };
  return { score, like: byName > byCode ? 'name' : 'code' };
}

const atMost = 3;

/** What to search for where the ERP has more than it tells at once: the longest parts of the code, then of the name. */
export function hintsFor(missing: Missing): readonly string[] {
  const { code, name } = calledBy(missing);
  const parts = (text: string): readonly string[] =>
    text
      .split(/[^\p{L}\d]+/u)
      .filter(part => part.length > 2)
      .toSorted((a, b) => b.length - a.length);
  return [...new Set([...parts(code).slice(0, 2), ...parts(name)])].slice(0, atMost);
}

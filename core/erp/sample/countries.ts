import type { Choice } from '../../ports.ts';

/** Every country in use, by ISO 3166-1 alpha-2: the platform's own list, so that it needs no data file. */

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
/** Codes the platform names that are no countries an address can be in. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

export const countries: readonly Choice[] = letters
  .flatMap(first => letters.map(second => first + second))
  .flatMap(code => {
    const label = NO_COUNTRY.has(code) ? undefined : names.of(code);
    return label === undefined ? [] : [{ code, label }];
  });

const codes = new Set(countries.map(country => country.code));
export const isCountry = (code: string): boolean => codes.has(code);

import type { Money } from './money.ts';

/** The first locale: figures and dates read the same on every PC. */
const locale = 'en-GB';

/** "£1,486.20" in the shop's own currency (`home`), "EUR 12.00" in another; the minus, U+2212, stands before the sign. */
export function moneyInWords({ amount, currency }: Money, home: string | undefined): string {
  if (!isDecimal(amount)) return amount;
  const currencyDisplay = currency === home ? 'narrowSymbol' : 'code';
  const words = formatFor(currency, currencyDisplay).format(amount);
  // A sentence must not break between a code and its figure, but is searched and compared with an ordinary blank.
  return words.replaceAll('\u00A0', ' ').replace(/^-/, '\u2212');
}

const isDecimal = (text: string): text is `${number}` => /^-?\d+(?:\.\d+)?$/.test(text);

const formats = new Map<string, Intl.NumberFormat>();
function formatFor(currency: string, currencyDisplay: 'narrowSymbol' | 'code'): Intl.NumberFormat {
  const name = `${currency} ${currencyDisplay}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay,
    maximumFractionDigits: 20,
  });
  formats.set(name, made);
  return made;
}

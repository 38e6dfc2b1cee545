import type { Missing } from '../../../core/model/problem.ts';
import { gapKey } from '../../../core/model/gap.ts';
import { percent } from '../../../core/model/tax-rate.ts';
import { countryName } from '../../../core/model/country-name.ts';
import { sentence } from '../../format.ts';
import { gatewayName, roleWords } from '../../words.ts';

/** The tabs of the screen. */
export type Kind = 'products' | 'locations' | 'taxes' | 'payments' | 'special' | 'countries' | 'customers';
export const kinds: readonly Kind[] = [
  'products',
  'locations',
  'taxes',
  'payments',
  'special',
  'countries',
  'customers',
];

type KindWords = {
  readonly tab: string;
  /** Of the ERP's side: "item". */
  readonly other: string;
  readonly note: string;
};
export const kindWords: Readonly<Record<Kind, KindWords>> = {
  products: { tab: 'Products', other: 'item', note: 'A SKU that is the same on both sides needs no mapping.' },
  locations: { tab: 'Locations', other: 'warehouse', note: 'Where sales in a shop take their goods from.' },
  taxes: { tab: 'VAT rates', other: 'tax', note: 'Which tax stands for which of Shopify’s.' },
  payments: { tab: 'Payment methods', other: 'payment method', note: 'Where payments are booked.' },
  special: { tab: 'Delivery', other: 'item', note: 'On what is booked that has no SKU.' },
  countries: { tab: 'Countries', other: 'country', note: 'Countries the books are ready for.' },
  customers: { tab: 'Customers', other: 'customer', note: 'Customers that were chosen by hand, and walk-ins.' },
};

const kindOf: Readonly<Record<Missing['kind'], Kind>> = {
  item: 'products',
  location: 'locations',
  tax: 'taxes',
  'payment-method': 'payments',
  'special-item': 'special',
  country: 'countries',
  'walk-in-customer': 'customers',
  customer: 'customers',
};
export const kindOfMissing = ({ kind }: Missing): Kind => kindOf[kind];

const isMissingKind = (text: string): text is Missing['kind'] => Object.hasOwn(kindOf, text);

/** The address's id: a tab, or the key of one thing in it. */
export function kindOfId(id: string | undefined): Kind | undefined {
  const [start = ''] = (id ?? '').split(':');
  return isMissingKind(start) ? kindOf[start] : kinds.find(kind => kind === start);
}
export const idOfGap = gapKey;

/** With what tells it from a namesake: prices with VAT and without are two taxes. */
export function fullNameOf(what: Missing): string {
  const { name, more } = nameOf(what);
  return what.kind === 'tax' ? `${name}, ${more}` : name;
}

export type Name = { readonly name: string; readonly more: string };

/** What Shopify calls it. */
export function nameOf(what: Missing): Name {
  switch (what.kind) {
    case 'item':
      return { name: what.sku === '' ? 'No SKU' : what.sku, more: what.title };
    case 'special-item':
      return { name: sentence(roleWords[what.role]), more: '' };
    case 'tax': {
      const where = what.country === '*' ? 'any other country' : countryName(what.country);
      return {
        name: `${percent(what.rate)} in ${where}`,
        more: what.pricesIncludeTax ? 'prices with VAT' : 'prices without VAT',
      };
    }
    case 'country':
      return { name: what.country, more: countryName(what.country) };
    case 'payment-method':
      return { name: gatewayName(what.gateway), more: gatewayName(what.gateway) === what.gateway ? '' : what.gateway };
    case 'location':
      return { name: what.name === '' ? `Location ${lastPart(what.id)}` : what.name, more: '' };
    case 'walk-in-customer':
      return { name: 'Sales without a name', more: 'walk-ins' };
    case 'customer':
      return what.key.includes(':guest:')
        ? { name: 'A guest without an account', more: lastPart(what.key).slice(0, 8) }
        : { name: `Customer ${lastPart(what.key)}`, more: '' };
    default:
      return what satisfies never;
  }
}

const lastPart = (id: string): string => id.split(/[/:]/).at(-1) ?? id;

/** What follows when its mapping is removed. */
export function ifRemoved(what: Missing, erp: string): string {
  switch (what.kind) {
    case 'item':
      return `${erp} is then asked for an item called ${what.sku}. If it has none, the next order that contains it waits for you.`;
    case 'tax':
      return what.country === '*'
        ? 'The next order that needs it waits for you.'
        : 'A mapping for any other country then counts here too. Without one, the next order that needs it waits for you.';
    case 'location':
      return `The next sale there waits for you, unless ${erp} has one warehouse only.`;
    case 'customer':
      return 'The next order of this customer goes to whoever has the same reference or e-mail address, or to a new customer.';
    case 'special-item':
    case 'country':
    case 'payment-method':
    case 'walk-in-customer':
      return 'The next order that needs it waits for you.';
    default:
      return what satisfies never;
  }
}

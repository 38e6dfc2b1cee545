import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { specialItems, type Missing } from '../../../core/model/problem.ts';
import { rateOf, sentence } from '../../format.ts';
import { roleWords } from '../../words.ts';
import type { Kind } from './kinds.ts';

type Props = { readonly kind: Kind; readonly onChange: (what: Missing | undefined) => void };
type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices?: readonly (readonly [value: string, words: string])[];
};

const fields: Readonly<Record<Kind, readonly Field[]>> = {
  products: [{ name: 'sku', label: 'SKU in Shopify', hint: 'Exactly as it is there, capitals too.' }],
  locations: [{ name: 'id', label: 'Location’s number', hint: 'The number at the end of its address in Shopify.' }],
  taxes: [
    { name: 'country', label: 'Country', hint: 'Two letters, such as GB, or * for any other country.' },
    { name: 'rate', label: 'Rate in percent', hint: 'Such as 20, or 0 for none.' },
    {
      name: 'prices',
      label: 'Shopify’s prices',
      choices: [
        ['with', 'with VAT'],
        ['without', 'without VAT'],
      ],
    },
  ],
  payments: [{ name: 'gateway', label: 'Payment method in Shopify', hint: 'As orders name it, such as paypal.' }],
  special: [
    {
      name: 'role',
      label: 'What it is',
      choices: specialItems.map(role => [role, sentence(roleWords[role])] as const),
    },
  ],
  countries: [{ name: 'country', label: 'Country', hint: 'Two letters, such as GB.' }],
  customers: [
    {
      name: 'who',
      label: 'Who',
      choices: [
        ['customer', 'One customer'],
        ['walk-in', 'Sales without a name'],
      ],
    },
    { name: 'id', label: 'Customer’s number', hint: 'The number at the end of their address in Shopify.' },
  ],
};

const country = (text: string): string | undefined => /^[A-Z]{2}$/.exec(text.toUpperCase())?.[0];
const number = (text: string): string | undefined => /\d+$/.exec(text)?.[0];

/** What is described so far, or undefined until it can be meant. */
function whatOf(kind: Kind, value: (name: string) => string): Missing | undefined {
  switch (kind) {
    case 'products':
      return value('sku') === '' ? undefined : { kind: 'item', sku: value('sku'), title: '' };
    case 'locations': {
      const id = number(value('id'));
      return id === undefined ? undefined : { kind: 'location', id: `gid://shopify/Location/${id}`, name: '' };
    }
    case 'taxes': {
      const where = value('country') === '*' ? '*' : country(value('country'));
      const rate = rateOf(value('rate'));
      if (where === undefined || rate === undefined) return undefined;
      return { kind: 'tax', country: where, rate, pricesIncludeTax: value('prices') !== 'without', title: '' };
    }
    case 'payments':
      return value('gateway') === '' ? undefined : { kind: 'payment-method', gateway: value('gateway') };
    case 'special': {
      const role = specialItems.find(one => one === value('role')) ?? specialItems[0];
      return { kind: 'special-item', role };
    }
    case 'countries': {
      const code = country(value('country'));
      return code === undefined ? undefined : { kind: 'country', country: code };
    }
    case 'customers': {
      if (value('who') === 'walk-in') return { kind: 'walk-in-customer' };
      const id = number(value('id'));
      return id === undefined ? undefined : { kind: 'customer', key: `shopify:customer:${id}` };
    }
    default:
      return kind satisfies never;
  }
}

/** What Shopify calls it, in as few fields as its kind needs. */
export function Fields({ kind, onChange }: Props) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const set = (name: string, value: string) => {
    const next = { ...values, [name]: value };
    setValues(next);
    onChange(whatOf(kind, key => (next[key] ?? '').trim()));
  };
  const isAnonymous = values['who'] === 'walk-in';
  return fields[kind]
    .filter(({ name }) => !(isAnonymous && name === 'id'))
    .map(({ name, label, hint, choices }) =>
      choices === undefined ? (
        <TextInput
          key={name}
          label={label}
          description={hint}
          value={values[name] ?? ''}
          onChange={event => set(name, event.currentTarget.value)}
        />
      ) : (
        <NativeSelect
          key={name}
          label={label}
          data={choices.map(([value, words]) => ({ value, label: words }))}
          value={values[name] ?? choices[0]?.[0] ?? ''}
          onChange={event => set(name, event.currentTarget.value)}
        />
      ),
    );
}

import { otherRate } from '../../../core/model/tax-rate.ts';
import type { MappingRow } from '../../../core/model/mapping-list.ts';
import type { Missing } from '../../../core/model/problem.ts';
import { useAsked } from '../../asked.ts';
import type { Kind } from './kinds.ts';

/** What the ERP calls its codes, as far as it has told: a list needs no answer from it. VAT codes speak for themselves. */
export function useLabels(kind: Kind, rows: readonly MappingRow[]): (code: string) => string {
  const what = rows[0]?.what ?? ({ kind: 'country', country: '' } as const);
  const { value } = useAsked('mapping.choices', kind === 'taxes' ? undefined : [what, '']);
  const labels = (kind === 'taxes' ? [] : (value ?? [])).map(({ code, label }) => [code, label] as const);
  const known = new Map(labels);
  return code => {
    const label = known.get(code) ?? '';
    return label === code ? '' : label;
  };
}

const anyTax = (pricesIncludeTax: boolean): Missing => ({
  kind: 'tax',
  country: '*',
  rate: '0',
  pricesIncludeTax,
  title: '',
});

/** The rate of what a tax is mapped to, where that is another one and the ERP has told it. */
export function useOtherRates(kind: Kind): (row: Pick<MappingRow, 'what' | 'code'>) => string | undefined {
  const isTaxes = kind === 'taxes';
  const withTax = useAsked('mapping.choices', isTaxes ? [anyTax(true), ''] : undefined);
  const without = useAsked('mapping.choices', isTaxes ? [anyTax(false), ''] : undefined);
  return ({ what, code }) => {
    if (what.kind !== 'tax') return undefined;
    const choices = (what.pricesIncludeTax ? withTax : without).value;
    return otherRate(what.rate, choices?.find(choice => choice.code === code)?.rate);
  };
}

import type { MappingRow } from '../../../core/model/mapping-list.ts';
import { useAsked } from '../../asked.ts';
import type { Kind } from './kinds.ts';

/** What the ERP calls its codes, as far as it has told: a list needs no answer from it. VAT codes speak for themselves. */
export function useLabels(kind: Kind, rows: readonly MappingRow[]): (code: string) => string {
  const what = rows[0]?.what ?? ({ kind: 'country', country: '' } as const);
  const { value } = useAsked('mapping.choices', [what, '']);
  const labels = kind === 'taxes' ? [] : (value ?? []).map(({ code, label }) => [code, label] as const);
  const known = new Map(labels);
  return code => {
    const label = known.get(code) ?? '';
    return label === code ? '' : label;
  };
}

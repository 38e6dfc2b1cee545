import type { MappingChoice } from '../model/mapping-list.ts';
import { assertNever } from '../errors.ts';
import type { Missing } from '../model/problem.ts';
import { otherRate } from '../model/tax-rate.ts';
import { mostChoices, type Choice, type ChoiceKind, type Erp } from '../ports.ts';
import { hintsFor, likenessOf } from './look-alike.ts';

export function choiceKindFor(missing: Missing): ChoiceKind {
  switch (missing.kind) {
    case 'item':
    case 'special-item':
      return 'item';
    case 'tax':
      return 'tax';
    case 'country':
      return 'country';
    case 'payment-method':
      return 'payment-method';
    case 'location':
      return 'warehouse';
    case 'walk-in-customer':
    case 'customer':
      return 'customer';
    default:
      return assertNever(missing, 'missing mapping');
  }
}

/** A tax of the other kind can never be meant; one of another rate hardly, so it comes last and says so. */
export function choicesFor(missing: Missing, all: readonly Choice[]): readonly Choice[] {
  if (missing.kind !== 'tax') return all;
  const fitting = all.filter(({ tax }) => tax === undefined || tax.pricesIncludeTax === missing.pricesIncludeTax);
  const isRate = ({ tax }: Choice): boolean => otherRate(missing.rate, tax?.rate) === undefined;
  const others = fitting
    .filter(choice => !isRate(choice))
    .map(one => ({ ...one, label: `${one.label}: another rate` }));
  return [...fitting.filter(isRate), ...others];
}

const unique = (choices: readonly Choice[]): readonly Choice[] => [
  ...new Map(choices.map(choice => [choice.code, choice] as const)).values(),
];

/**
 * The ERP's own codes to choose from. Without a search, those come first that look like what is missing, also where the ERP
 * has more than it tells at once; with one, in the ERP's order.
 */
export async function mappingChoices(
  erp: Pick<Erp, 'choices'>,
  missing: Missing,
  search: string,
  signal: AbortSignal,
): Promise<readonly MappingChoice[]> {
  const kind = choiceKindFor(missing);
  const found = [...(await erp.choices(kind, search, signal))];
  if (search === '' && found.length >= mostChoices)
    for (const hint of hintsFor(missing)) found.push(...(await erp.choices(kind, hint, signal)));
  const told = choicesFor(missing, unique(found)).map(choice => ({ choice, ...likenessOf(missing, choice) }));
  const sorted = search === '' ? told.toSorted((a, b) => b.score - a.score) : told;
  return sorted.map(({ choice: { code, label, tax }, like }) => ({ code, label, like, rate: tax?.rate }));
}

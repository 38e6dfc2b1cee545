import type { Mappings } from '../model/mappings.ts';
import type { Missing } from '../model/problem.ts';
import { assertNever } from '../errors.ts';
import type { Choice, ChoiceKind } from '../ports.ts';

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

const sameTax = (a: { country: string; rate: string; pricesIncludeTax: boolean }, b: typeof a): boolean =>
  a.country === b.country && a.rate === b.rate && a.pricesIncludeTax === b.pricesIncludeTax;

/** What is mapped for it now. */
export function sourceOf(mappings: Mappings, missing: Missing): string | undefined {
  switch (missing.kind) {
    case 'item':
      return mappings.items[missing.sku];
    case 'special-item':
      return mappings.specialItems[missing.role];
    case 'tax':
      return mappings.taxes.find(tax => sameTax(tax, missing))?.code;
    case 'country':
      return mappings.countries[missing.country];
    case 'payment-method':
      return mappings.paymentMethods[missing.gateway];
    case 'location':
      return mappings.warehouses[missing.id];
    case 'walk-in-customer':
      return mappings.walkInCustomer ?? undefined;
    case 'customer':
      return mappings.customers[missing.key];
    default:
      return assertNever(missing, 'missing mapping');
  }
}

/** The mappings with this one added or replaced. */
export function withMapping(mappings: Mappings, missing: Missing, code: string): Mappings {
  switch (missing.kind) {
    case 'item':
      return { ...mappings, items: { ...mappings.items, [missing.sku]: code } };
    case 'special-item':
      return { ...mappings, specialItems: { ...mappings.specialItems, [missing.role]: code } };
    case 'tax': {
      const { country, rate, pricesIncludeTax } = missing;
      return {
        ...mappings,
        taxes: [...mappings.taxes.filter(tax => !sameTax(tax, missing)), { country, rate, pricesIncludeTax, code }],
      };
    }
    case 'country':
      return { ...mappings, countries: { ...mappings.countries, [missing.country]: code } };
    case 'payment-method':
      return { ...mappings, paymentMethods: { ...mappings.paymentMethods, [missing.gateway]: code } };
    case 'location':
      return { ...mappings, warehouses: { ...mappings.warehouses, [missing.id]: code } };
    case 'walk-in-customer':
      return { ...mappings, walkInCustomer: code };
    case 'customer':
      return { ...mappings, customers: { ...mappings.customers, [missing.key]: code } };
    default:
      return assertNever(missing, 'missing mapping');
  }
}

/** Whether mapping `b` fills gap `a`: the same thing, whatever its title says. */
export function isSameGap(a: Missing, b: Missing): boolean {
  if (a.kind === 'tax') return b.kind === 'tax' && sameTax(a, b);
  if (a.kind === 'item') return b.kind === 'item' && a.sku === b.sku;
  if (a.kind === 'special-item') return b.kind === 'special-item' && a.role === b.role;
  if (a.kind === 'payment-method') return b.kind === 'payment-method' && a.gateway === b.gateway;
  if (a.kind === 'location') return b.kind === 'location' && a.id === b.id;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A tax of the other kind can never be meant; one of another rate hardly, so it comes last and says so. */
export function choicesFor(missing: Missing, all: readonly Choice[]): readonly Choice[] {
  if (missing.kind !== 'tax') return all;
  const fitting = all.filter(({ tax }) => tax === undefined || tax.pricesIncludeTax === missing.pricesIncludeTax);
  const isRate = ({ tax }: Choice): boolean => tax?.rate === undefined || tax.rate === missing.rate;
  const others = fitting
    .filter(choice => !isRate(choice))
    .map(one => ({ ...one, label: `${one.label}: another rate` }));
  return [...fitting.filter(isRate), ...others];
}

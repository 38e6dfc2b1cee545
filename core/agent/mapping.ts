import type { Mappings } from '../model/mappings.ts';
import type { Missing } from '../model/problem.ts';
import { assertNever } from '../errors.ts';

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

const without = <T>(table: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));

/** The mappings with this one removed. */
export function withoutMapping(mappings: Mappings, missing: Missing): Mappings {
  switch (missing.kind) {
    case 'item':
      return { ...mappings, items: without(mappings.items, missing.sku) };
    case 'special-item':
      return { ...mappings, specialItems: without(mappings.specialItems, missing.role) };
    case 'tax':
      return { ...mappings, taxes: mappings.taxes.filter(tax => !sameTax(tax, missing)) };
    case 'country':
      return { ...mappings, countries: without(mappings.countries, missing.country) };
    case 'payment-method':
      return { ...mappings, paymentMethods: without(mappings.paymentMethods, missing.gateway) };
    case 'location':
      return { ...mappings, warehouses: without(mappings.warehouses, missing.id) };
    case 'walk-in-customer':
      return { ...mappings, walkInCustomer: null };
    case 'customer':
      return { ...mappings, customers: without(mappings.customers, missing.key) };
    default:
      return assertNever(missing, 'missing mapping');
  }
}

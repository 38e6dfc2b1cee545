import { assertNever } from '../../errors.ts';
import type { Choice, ChoiceKind } from '../../ports.ts';
import type { Masters } from './catalogue.ts';
import { countries } from './countries.ts';
import type { Customers } from './customers.ts';

const MOST = 500;

/** Exact code, then codes that begin so, then whatever contains it. */
export async function searchIn(
  masters: Masters,
  customers: Customers,
  kind: ChoiceKind,
  search: string,
): Promise<readonly Choice[]> {
  const words = search.trim().toLowerCase();
  const distance = ({ code, label }: Choice): number => {
    const lower = code.toLowerCase();
    if (lower === words) return 0;
    if (lower.startsWith(words)) return 1;
    return lower.includes(words) || label.toLowerCase().includes(words) ? 2 : 3;
  };
  return (await every(masters, customers, kind))
    .map(choice => ({ choice, far: distance(choice) }))
    .filter(({ far }) => far < 3)
    .toSorted((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ choice }) => choice);
}

async function every(masters: Masters, customers: Customers, kind: ChoiceKind): Promise<readonly Choice[]> {
  switch (kind) {
    case 'item':
      return masters
        .items()
        .filter(item => item.active)
        .map(({ code, name }) => ({ code, label: name }));
    case 'tax':
      return masters
        .taxes()
        .filter(tax => tax.active)
        .map(({ code, label }) => ({ code, label }));
    case 'payment-method':
      return masters.paymentMethods().map(({ code, label }) => ({ code, label }));
    case 'country':
      return countries;
    case 'warehouse':
      return masters.warehouses().map(({ code, label }) => ({ code, label }));
    case 'customer':
      return (await customers.all()).map(({ id, name }) => ({ code: id, label: name }));
    default:
      return assertNever(kind, 'kind of choice');
  }
}

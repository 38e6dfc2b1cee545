import { assertNever } from '../../errors.ts';
import type { Choice, ChoiceKind } from '../../ports.ts';
import { bestMatches } from '../best-match.ts';
import type { Masters } from './catalogue.ts';
import { countries } from './countries.ts';
import type { Customers } from './customers.ts';

export const searchIn = async (
  masters: Masters,
  customers: Customers,
  kind: ChoiceKind,
  search: string,
): Promise<readonly Choice[]> => bestMatches(await every(masters, customers, kind), search);

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
        .map(({ code, label, rate, included }) => ({ code, label, tax: { rate, pricesIncludeTax: included } }));
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

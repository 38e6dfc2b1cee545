import type { Missing } from '../model/problem.ts';
import type { Check } from '../model/setup.ts';
import { percent } from '../model/tax-rate.ts';
import type { ErpInfo, ShopInfo, ShopLocation } from '../ports.ts';
import type { ProductFindings } from './products.ts';

const check = (mark: Check['mark'], title: string, text = '', names: readonly string[] = []): Check => ({
  mark,
  title,
  text,
  names,
});

const plural = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;

/** What signing in to the store has shown. */
export function storeChecks(info: ShopInfo): readonly Check[] {
  const { lacking, grantedScopes, notices } = info;
  return [
    check('ok', 'Signed in', `as ${info.name}, ${info.currency}, ${info.zone}`),
    check('ok', plural(grantedScopes.length, 'permission'), 'granted to the app', grantedScopes),
    ...lacking.map(({ scope, purpose, needed }) =>
      check(
        needed ? 'failed' : 'attention',
        `The permission ${scope} is missing:`,
        needed ? `it is needed to ${purpose}.` : `with it Counterfoil could ${purpose}. It works without.`,
      ),
    ),
    ...notices.map(({ words }) => check('attention', 'Worth knowing:', words)),
  ];
}

/** What the ERP has answered. @param counts how many of each kind it lets us read */
export function erpChecks(
  info: ErpInfo,
  counts: readonly { readonly words: string; readonly count: number }[],
  shopCurrency: string | undefined,
  tookMs: number,
): readonly Check[] {
  const read = counts.filter(({ count }) => count > 0).map(({ words, count }) => `${count} ${words}`);
  const empty = counts.filter(({ count }) => count === 0).map(({ words }) => words);
  const seconds = (Math.max(tookMs, 100) / 1000).toFixed(1);
  return [
    check('ok', `${info.name} answers`, `in ${seconds} s`),
    ...(read.length === 0 ? [] : [check('ok', 'May read', read.join(', '))]),
    ...(empty.length === 0
      ? []
      : [
          check(
            'attention',
            `It shows no ${empty.join(' and no ')}:`,
            'make some there, or give the user the right to see them.',
          ),
        ]),
    ...(info.currency === undefined || shopCurrency === undefined || info.currency === shopCurrency
      ? []
      : [
          check(
            'attention',
            'Two currencies:',
            `the store sells in ${shopCurrency}, the company keeps its books in ${info.currency}.`,
          ),
        ]),
  ];
}

export const locationCheck = (locations: readonly ShopLocation[]): Check => {
  const names = locations.filter(({ isActive }) => isActive).map(({ name }) => name);
  return check('ok', plural(names.length, 'location'), names.slice(0, 6).join(', '), names);
};

export const ordersCheck = (orders: number, days: number): Check =>
  check('ok', plural(orders, 'order'), `in the last ${days} days`);

/** What those orders use, kind by kind. */
export function needsCheck(needs: readonly Missing[]): readonly Check[] {
  const rates = [
    ...new Set(needs.flatMap(one => (one.kind === 'tax' ? [`${percent(one.rate)} in ${one.country}`] : []))),
  ];
  const gateways = needs.flatMap(one => (one.kind === 'payment-method' ? [one.gateway] : []));
  const countries = needs.flatMap(one => (one.kind === 'country' ? [one.country] : []));
  return [
    ...(rates.length === 0 ? [] : [check('ok', plural(rates.length, 'tax rate'), rates.join(', '), rates)]),
    ...(gateways.length === 0
      ? []
      : [check('ok', plural(gateways.length, 'payment method'), gateways.join(', '), gateways)]),
    ...(countries.length === 0
      ? []
      : [check('ok', plural(countries.length, 'country', 'countries'), countries.join(', '), countries)]),
  ];
}

export const unread = (why: string): Check => check('attention', 'Products were not compared:', why);

const mostNames = 500;
const listed = (names: readonly string[]): readonly string[] => names.slice(0, mostNames);

/** What was found among the products. */
export function productChecks(found: ProductFindings): readonly Check[] {
  const { variants, matched, blank, shared, ambiguous, unknown, lookAlikes } = found;
  const warn = (names: readonly string[], one: string, more: string, text: string): readonly Check[] =>
    names.length === 0 ? [] : [check('attention', plural(names.length, one, more), text, listed(names))];
  return [
    check('ok', plural(variants, 'product'), `${matched.toLocaleString('en-GB')} match by SKU`),
    ...warn(blank, 'product has no SKU', 'products have no SKU', 'They cannot be matched; orders for them will wait.'),
    ...warn(shared, 'SKU is shared', 'SKUs are shared', 'by several products of the store.'),
    ...warn(
      ambiguous,
      'SKU names several items',
      'SKUs name several items',
      'in the ERP; give one of them another code.',
    ),
    ...warn(unknown, 'SKU is not known', 'SKUs are not known', 'to the ERP.'),
    ...warn(lookAlikes, 'looks alike:', 'look alike:', `such as ${lookAlikes[0] ?? ''}`),
  ];
}

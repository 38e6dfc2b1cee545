import { absolute, compare, isNegative, isZero, subtract, sum, zero, type Money } from '../../model/money.ts';
import { anyCountry, type Mappings, type TaxMapping } from '../../model/mappings.ts';
import type { MoneySide, Order, Transaction } from '../../model/order.ts';
import type { Missing } from '../../model/problem.ts';
import type { DraftLine, DraftTax } from '../../model/sales-order.ts';
import { otherRate } from '../../model/tax-rate.ts';
import type { ChargedLine, ChargedTax } from './lines.ts';
import type { Observed } from './observed.ts';
import type { ImportPolicy } from './policy.ts';

/** The ERP code a SKU stands for: the mapping's, or the SKU itself. */
export const itemCode = (sku: string, mappings: Pick<Mappings, 'items'>): string => mappings.items[sku] ?? sku;

/** Where the goods change hands; decides the tax mapping. Over the counter it does not matter where the customer lives. */
function taxCountry({ shippingAddress, billingAddress, retailLocation }: Order, shopCountry: string): string {
  if (shippingAddress?.countryCode !== undefined) return shippingAddress.countryCode;
  if (retailLocation !== undefined) return retailLocation.countryCode ?? shopCountry;
  return billingAddress?.countryCode ?? shopCountry;
}

function taxMapping(
  mappings: Mappings,
  country: string,
  rate: string,
  pricesIncludeTax: boolean,
): TaxMapping | undefined {
  const fitting = mappings.taxes.filter(one => one.rate === rate && one.pricesIncludeTax === pricesIncludeTax);
  return fitting.find(one => one.country === country) ?? fitting.find(one => one.country === anyCountry);
}

type Mapped<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly missing: Missing };

function mapItem(line: ChargedLine, observed: Observed, mappings: Mappings): Mapped<string> {
  if (line.role !== 'product') {
    const code = mappings.specialItems[line.role];
    return code === undefined || !observed.items.has(code)
      ? { ok: false, missing: { kind: 'special-item', role: line.role, code } }
      : { ok: true, value: code };
  }
  const sku = line.sku ?? '';
  const code = itemCode(sku, mappings);
  return observed.items.has(code)
    ? { ok: true, value: code }
    : { ok: false, missing: { kind: 'item', sku, title: line.title } };
}

function mapTaxes(
  line: ChargedLine,
  country: string,
  pricesIncludeTax: boolean,
  { taxes: known }: Observed,
  mappings: Mappings,
): readonly Mapped<DraftTax>[] {
  const mapped = ({ rate, title, amount }: ChargedTax): Mapped<DraftTax> => {
    const code = taxMapping(mappings, country, rate, pricesIncludeTax)?.code;
    const missing: Missing = { kind: 'tax', country, rate, pricesIncludeTax, title, code };
    if (code === undefined) return { ok: false, missing };
    const value = { code, rate, amount };
    if (known === undefined) return { ok: true, value };
    const rates = known
      .filter(one => one.code === code && (one.tax?.pricesIncludeTax ?? pricesIncludeTax) === pricesIncludeTax)
      .map(one => otherRate(rate, one.tax?.rate));
    return rates.includes(undefined)
      ? { ok: true, value }
      : { ok: false, missing: { ...missing, ...(rates[0] === undefined ? {} : { codeRate: rates[0] }) } };
  };
  const hasUntaxed = taxMapping(mappings, country, '0', pricesIncludeTax) !== undefined;
  if (line.taxes.length === 0 && hasUntaxed && line.role !== 'marketplace-tax')
    return [mapped({ rate: '0', title: 'no tax', amount: zero(line.amount.currency) })];
  return line.taxes.map(mapped);
}

const values = <T>(mapped: readonly Mapped<T>[]): readonly T[] => mapped.flatMap(one => (one.ok ? [one.value] : []));
const gaps = (mapped: readonly Mapped<unknown>[]): readonly Missing[] =>
  mapped.flatMap(one => (one.ok ? [] : [one.missing]));

/** Every line in the ERP's codes, and everything that has no code yet. */
export function mapLines(
  order: Order,
  lines: readonly ChargedLine[],
  observed: Observed,
  policy: ImportPolicy,
): { readonly lines: readonly DraftLine[]; readonly missing: readonly Missing[] } {
  const country = taxCountry(order, policy.shopCountry);
  const mapped = lines.map(line => ({
    line,
    item: mapItem(line, observed, policy.mappings),
    taxes: mapTaxes(line, country, order.taxesIncluded, observed, policy.mappings),
  }));
  return {
    lines: mapped.flatMap(({ line, item, taxes }) =>
      item.ok
        ? [
            {
              key: line.key,
              item: item.value,
              description: line.title,
              quantity: line.quantity,
              unitPrice: line.unitPrice,
              discount: line.discount,
              amount: line.amount,
              taxes: values(taxes),
            },
          ]
        : [],
    ),
    missing: mapped.flatMap(({ item, taxes }) => [...gaps([item]), ...gaps(taxes)]),
  };
}

/**
 * Money that came in and stayed: successful sales and captures, less the change given back over the counter. Authorisations
 * and refunds are not payments.
 */
export function paymentsOf(order: Order, side: MoneySide): readonly Transaction[] {
  const { currency } = order.total[side];
  const made = order.transactions.filter(one => one.status === 'SUCCESS' && (order.test || !one.test));
  const came = made.filter(one => one.kind === 'SALE' || one.kind === 'CAPTURE');
  const amounts = (of: readonly Transaction[]): Money =>
    sum(
      of.map(one => absolute(one.amount[side])),
      currency,
    );
  // Where the till has deducted it already, nothing is over.
  const over = subtract(amounts(came), order.total[side]);
  let change = least(amounts(made.filter(one => one.kind === 'CHANGE')), over);
  const kept = came.map(one => {
    const back = isChangeable(one, made) ? least(change, one.amount[side]) : zero(currency);
    change = subtract(change, back);
    return { ...one, amount: { ...one.amount, [side]: subtract(one.amount[side], back) } };
  });
  return kept.filter(one => !isZero(one.amount[side]) && !isNegative(one.amount[side]));
}

const isChangeable = ({ gateway }: Transaction, made: readonly Transaction[]): boolean =>
  made.some(one => one.kind === 'CHANGE' && one.gateway === gateway);

/** The smaller one, and never below nothing. */
function least(a: Money, b: Money): Money {
  const smaller = compare(a, b) < 0 ? a : b;
  return isNegative(smaller) ? zero(a.currency) : smaller;
}

export const missingPaymentMethods = (
  payments: readonly Transaction[],
  { paymentMethods: known }: Observed,
  mappings: Mappings,
): readonly Missing[] =>
  payments.flatMap(({ gateway }): readonly Missing[] => {
    const code = mappings.paymentMethods[gateway];
    const isThere = code !== undefined && (known === undefined || known.some(one => one.code === code));
    return isThere ? [] : [{ kind: 'payment-method', gateway, code }];
  });

export const missingCountries = (order: Order, mappings: Mappings): readonly Missing[] => {
  const named = [order.shippingAddress?.countryCode, order.billingAddress?.countryCode];
  return [...new Set(named.flatMap(code => code ?? []))]
    .filter(code => mappings.countries[code] === undefined)
    .map(country => ({ kind: 'country', country }));
};

/** With one warehouse there is nothing to choose; with several, a guess would take the goods from the wrong one. */
export const missingLocation = (order: Order, { warehouses }: Observed, mappings: Mappings): readonly Missing[] => {
  const location = order.retailLocation;
  return location === undefined || warehouses < 2 || mappings.warehouses[location.id] !== undefined
    ? []
    : [{ kind: 'location', id: location.id, name: location.name }];
};

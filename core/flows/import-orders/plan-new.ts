import { isZero, subtract } from '../../model/money.ts';
import type { Order } from '../../model/order.ts';
import type { Problem } from '../../model/problem.ts';
import type { Plan } from '../../engine/plan.ts';
import { shopDay } from './day.ts';
import { chooseCustomer } from './customer.ts';
import { customerWrites } from './customer-writes.ts';
import { orderKey } from './keys.ts';
import type { ChargedLine } from './lines.ts';
import { itemCode, mapLines, missingCountries, missingLocation } from './mapping.ts';
import type { Observed } from './observed.ts';
import type { ImportPolicy } from './policy.ts';
import * as problems from './problems.ts';
import { personOf } from './person.ts';
import { remarkOn } from './remark.ts';
import { planSettlement } from './settlement.ts';
import { chargedLinesOf, chargedTotals, ownTaxTotal, settle, sumOfLines } from './totals.ts';
import { postSalesOrder, type ImportWrite } from './writes.ts';

const park = (problem: Problem): Plan<ImportWrite> => ({ kind: 'park', problem });

/** Shopify's own figures must agree with each other before they are posted (TAX-03, TAX-04). */
function unbalanced(order: Order, lines: readonly ChargedLine[], policy: ImportPolicy): Problem | undefined {
  const { moneySide: side, roundingTolerance } = policy.orders;
  const totals = chargedTotals(order, lines, side);
  const ownTax = ownTaxTotal(order, lines, side);
  const own = sumOfLines(lines, order.taxesIncluded, totals.gross.currency);
  const taxGap = subtract(ownTax, totals.tax);
  const settled = settle(totals, own, roundingTolerance);
  if (settled.kind !== 'refuse' && isZero(taxGap)) return undefined;
  const difference = settled.kind === 'refuse' ? settled.difference : taxGap;
  const sumUp = { name: "the sum of Shopify's lines", totals: own };
  const said = { net: subtract(totals.gross, ownTax), tax: ownTax, gross: totals.gross };
  const limit = { tolerance: roundingTolerance, home: policy.shopCurrency };
  return problems.totalsDiffer(order.name, said, sumUp, difference, limit);
}

/** A line that no code can stand for without guessing. */
function unmatchable(
  order: Order,
  lines: readonly ChargedLine[],
  observed: Observed,
  policy: ImportPolicy,
): Problem | undefined {
  const { erp, mappings } = policy;
  const isDoubled = ({ role, sku = '' }: ChargedLine): boolean =>
    role === 'product' && (observed.items.get(itemCode(sku, mappings)) ?? []).length > 1;
  const doubled = lines.find(isDoubled);
  if (doubled !== undefined) return problems.doubledItem(order.name, doubled.sku ?? '', erp);
  const nameless = lines.find(({ role }) => role === 'custom-line');
  return nameless === undefined || mappings.specialItems['custom-line'] !== undefined
    ? undefined
    : problems.blankSku(order.name, nameless.title, erp);
}

/** An order that the ERP does not hold yet: everything it needs must be known before the first Write. */
export function planNew(order: Order, observed: Observed, policy: ImportPolicy): Plan<ImportWrite> {
  const { erp, mappings, orders, shopZone } = policy;
  const side = orders.moneySide;
  const lines = chargedLinesOf(order, orders);
  if (lines.length === 0 && isZero(order.total[side]))
    return { kind: 'skip', code: 'nothing-left', reason: `Nothing is left on ${order.name} to be sold.`, writes: [] };
  const unfit = unbalanced(order, lines, policy) ?? unmatchable(order, lines, observed, policy);
  if (unfit !== undefined) return park(unfit);
  const customer = chooseCustomer(order, observed, mappings, policy.digest);
  if (customer.kind === 'ambiguous')
    return park(problems.ambiguousCustomer(order.name, customer.key, customer.count, erp));
  const mapped = mapLines(order, lines, observed, policy);
  const settlement = planSettlement(order, observed, policy);
  const gaps = [
    ...missingCountries(order, mappings),
    ...missingLocation(order, observed, mappings),
    ...mapped.missing,
    ...settlement.missing,
  ];
  if (customer.kind === 'no-walk-in')
    return park(problems.missingMappings(order.name, [{ kind: 'walk-in-customer' }, ...gaps], erp));
  if (gaps.length > 0) return park(problems.missingMappings(order.name, gaps, erp));
  const { writes, why, ...who } = customerWrites(order, customer, policy);
  const totals = chargedTotals(order, lines, side);
  const body = {
    key: orderKey(order.id),
    reference: order.name,
    orderedAt: order.processedAt,
    orderDay: shopDay(order.processedAt, shopZone),
    currency: totals.gross.currency,
    pricesIncludeTax: order.taxesIncluded,
    warehouse: order.retailLocation === undefined ? undefined : mappings.warehouses[order.retailLocation.id],
    lines: mapped.lines,
    totals,
    person: personOf(order),
    ...who,
  };
  return {
    kind: 'write',
    writes: [...writes, postSalesOrder(order, body, why, policy), ...settlement.writes],
    fresh: !observed.salesOrders.has(body.key),
    remark: remarkOn(order, policy),
  };
}

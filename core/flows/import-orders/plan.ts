import { add, isZero, subtract } from '../../model/money.ts';
import type { Address, Order } from '../../model/order.ts';
import type { Missing } from '../../model/problem.ts';
import type { SalesOrder } from '../../model/sales-order.ts';
import { dayOf, type Day } from '../../model/time.ts';
import type { Plan } from '../../engine/plan.ts';
import { addressText, chooseCustomer, type CustomerChoice } from './customer.ts';
import { salePart } from './fingerprint.ts';
import { orderKey } from './keys.ts';
import { chargedLines, type ChargedLine } from './lines.ts';
import { itemCode, mapLines, missingCountries, missingPaymentMethods, paymentsOf } from './mapping.ts';
import type { Observed } from './observed.ts';
import type { ImportPolicy } from './policy.ts';
import * as problems from './problems.ts';
import { chargedTotals, ownTaxTotal, settle, sumOfLines } from './totals.ts';
import {
  createCustomer,
  createDeliveryAddress,
  createInvoice,
  postSalesOrder,
  recordPayment,
  type ImportWrite,
  type Reference,
} from './writes.ts';

/** What the journal already knows of the order. */
export type Known = {
  readonly posted: boolean;
  /** Of the order as it was posted. */
  readonly fingerprint: string | undefined;
  readonly riskAccepted: boolean;
};

const paid = new Set(['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED']);
const atRisk = (order: Order): string | undefined => {
  if (order.riskRecommendation === 'CANCEL' || order.riskRecommendation === 'INVESTIGATE')
    return order.riskRecommendation;
  return order.riskLevels.includes('HIGH') ? 'high risk' : undefined;
};

const wantsInvoice = (order: Order, { orders, features }: ImportPolicy): boolean =>
  orders.documents === 'invoice-when-paid' && features.invoices && paid.has(order.financialStatus ?? '');

/** Pure: what should the ERP hold for this order, and what has to be written for it? */
export function planOrder(
  order: Order,
  known: Known,
  observed: Observed,
  fingerprint: string,
  policy: ImportPolicy,
): Plan<ImportWrite> {
  const held = observed.salesOrders.get(orderKey(order.id));
  const notForUs = notImported(order, held, policy);
  if (notForUs !== undefined) return notForUs;
  if (held !== undefined && held.state !== 'draft') return planHeld(order, held, known, fingerprint, policy);
  const risk = atRisk(order);
  if (risk !== undefined && policy.orders.highRisk === 'hold' && !known.riskAccepted) {
    return { kind: 'park', problem: problems.highRisk(order.name, risk) };
  }
  return planNew(order, observed, policy);
}

function notImported(order: Order, held: SalesOrder | undefined, policy: ImportPolicy): Plan<ImportWrite> | undefined {
  if (order.test && policy.orders.testOrders === 'skip') {
    return {
      kind: 'skip',
      code: 'test-order',
      reason: `${order.name} is a test order, so it is left out of the books.`,
    };
  }
  const { from } = policy.orders;
  if (held === undefined && from !== null && dayOf(order.processedAt, policy.shopZone) < from) {
    return {
      kind: 'skip',
      code: 'before-start',
      reason: `${order.name} is from before ${from}, the first day to import.`,
    };
  }
  if (order.cancelledAt === undefined) return undefined;
  if (held === undefined || held.state === 'cancelled') {
    return { kind: 'skip', code: 'cancelled', reason: `${order.name} was cancelled in Shopify.` };
  }
  return held.state === 'draft'
    ? undefined
    : { kind: 'conflict', problem: problems.cancelledAfterPosting(order.name, held.name, policy.erp, held.delivered) };
}

/** The ERP has it: link it, say where it differs, add the documents that are due since. Never a second order. */
function planHeld(
  order: Order,
  held: SalesOrder,
  known: Known,
  fingerprint: string,
  policy: ImportPolicy,
): Plan<ImportWrite> {
  if (held.state === 'cancelled') {
    return { kind: 'conflict', problem: problems.cancelledInErp(order.name, held.name, policy.erp) };
  }
  const side = policy.orders.moneySide;
  const totals = chargedTotals(order, chargedLines(order, side), side);
  if (known.fingerprint !== undefined && salePart(known.fingerprint) !== salePart(fingerprint)) {
    const what = `Its lines, totals, customer or address are new in Shopify.`;
    return { kind: 'conflict', problem: problems.changedAfterPosting(order.name, held.name, policy.erp, what) };
  }
  if (
    held.totals.gross.currency !== totals.gross.currency ||
    settle(totals, held.totals, policy.orders.roundingTolerance).kind === 'refuse'
  ) {
    return { kind: 'conflict', problem: problems.differsInErp(order.name, held.name, policy.erp, totals, held.totals) };
  }
  const settlement = planSettlement(order, policy);
  if ('missing' in settlement)
    return { kind: 'park', problem: problems.missingMappings(order.name, settlement.missing, policy.erp) };
  if (known.posted && known.fingerprint === fingerprint) return { kind: 'nothing' };
  return { kind: 'write', writes: settlement.writes, fresh: false };
}

type NonEmpty<T> = readonly [T, ...T[]];
const nonEmpty = <T>([first, ...rest]: readonly T[]): NonEmpty<T> | undefined =>
  first === undefined ? undefined : [first, ...rest];

/** Invoice and payments, where the policy wants them. */
function planSettlement(
  order: Order,
  policy: ImportPolicy,
): { readonly writes: readonly ImportWrite[] } | { readonly missing: NonEmpty<Missing> } {
  if (!wantsInvoice(order, policy)) return { writes: [] };
  const side = policy.orders.moneySide;
  const payments = paymentsOf(order, side);
  const missing = nonEmpty(policy.features.payments ? missingPaymentMethods(payments, policy.mappings) : []);
  if (missing !== undefined) return { missing };
  const totals = chargedTotals(order, chargedLines(order, side), side);
  const booked = policy.features.payments
    ? payments.map(one =>
        recordPayment(order, one, policy.mappings.paymentMethods[one.gateway] ?? one.gateway, side, policy.shopZone),
      )
    : [];
  return {
    writes: isZero(totals.gross) ? [] : [createInvoice(order, totals, invoiceDay(order, policy.shopZone)), ...booked],
  };
}

/** The day the sale was paid, and never before the sale. */
function invoiceDay(order: Order, zone: string): Day {
  const paidOn = paymentsOf(order, 'shop').map(one => dayOf(one.processedAt ?? order.processedAt, zone));
  return [dayOf(order.processedAt, zone), ...paidOn].reduce((latest, day) => (day > latest ? day : latest));
}

function planNew(order: Order, observed: Observed, policy: ImportPolicy): Plan<ImportWrite> {
  const { erp, mappings } = policy;
  const side = policy.orders.moneySide;
  const lines = balanceTax(order, chargedLines(order, side), policy);
  const totals = chargedTotals(order, lines, side);
  const own = sumOfLines(lines, order.taxesIncluded, totals.gross.currency);
  const taxGap = subtract(ownTaxTotal(order, side), totals.tax);
  const settled = settle(totals, own, policy.orders.roundingTolerance);
  if (settled.kind === 'refuse' || !isZero(taxGap)) {
    const difference = settled.kind === 'refuse' ? settled.difference : taxGap;
    const sumUp = { name: "the sum of Shopify's lines", totals: own };
    return {
      kind: 'park',
      problem: problems.totalsDiffer(order.name, totals, sumUp, difference, policy.orders.roundingTolerance),
    };
  }
  const doubled = lines.find(
    line => line.role === 'product' && (observed.items.get(itemCode(line.sku ?? '', mappings)) ?? []).length > 1,
  );
  if (doubled !== undefined) return { kind: 'park', problem: problems.doubledItem(order.name, doubled.sku ?? '', erp) };
  const nameless = lines.find(line => line.role === 'custom-line');
  if (nameless !== undefined && mappings.specialItems['custom-line'] === undefined) {
    return { kind: 'park', problem: problems.blankSku(order.name, nameless.title, erp) };
  }
  const mapped = mapLines(order, lines, observed, policy);
  const customer = chooseCustomer(order, observed, mappings, policy.digest);
  if (customer.kind === 'ambiguous') {
    return { kind: 'park', problem: problems.ambiguousCustomer(order.name, customer.key, customer.names.length, erp) };
  }
  const settlement = planSettlement(order, policy);
  const missing = nonEmpty([
    ...missingCountries(order, mappings),
    ...mapped.missing,
    ...('missing' in settlement ? settlement.missing : []),
    ...(customer.kind === 'no-walk-in' ? [{ kind: 'walk-in-customer' } as const] : []),
  ]);
  if (missing !== undefined || 'missing' in settlement || customer.kind === 'no-walk-in') {
    return {
      kind: 'park',
      problem: problems.missingMappings(order.name, missing ?? [{ kind: 'walk-in-customer' }], erp),
    };
  }
  const who = customerWrites(order, customer, policy);
  const body = {
    key: orderKey(order.id),
    reference: order.name,
    orderedAt: order.processedAt,
    orderDay: dayOf(order.processedAt, policy.shopZone),
    currency: totals.gross.currency,
    pricesIncludeTax: order.taxesIncluded,
    warehouse: order.retailLocationId === undefined ? undefined : mappings.warehouses[order.retailLocationId],
    lines: mapped.lines,
    totals,
    customer: who.customer,
    deliveryAddress: who.deliveryAddress,
  };
  const writes = [...who.writes, postSalesOrder(order, body, who.why), ...settlement.writes];
  return { kind: 'write', writes, fresh: !observed.salesOrders.has(body.key) };
}

/** A penny between Shopify's order tax and its lines' taxes goes to the largest tax, so that the books show Shopify's figure. */
function balanceTax(order: Order, lines: readonly ChargedLine[], policy: ImportPolicy): readonly ChargedLine[] {
  const side = policy.orders.moneySide;
  const gap = subtract(ownTaxTotal(order, side), chargedTotals(order, lines, side).tax);
  if (isZero(gap) || Math.abs(Number(gap.amount)) > Number(policy.orders.roundingTolerance)) return lines;
  const largest = lines
    .flatMap((line, at) => line.taxes.map((tax, index) => ({ at, index, amount: Number(tax.amount.amount) })))
    .reduce<{ at: number; index: number; amount: number } | undefined>(
      (best, one) => (best === undefined || one.amount > best.amount ? one : best),
      undefined,
    );
  if (largest === undefined) return lines;
  return lines.map((line, at) =>
    at === largest.at
      ? {
          ...line,
          taxes: line.taxes.map((tax, index) =>
            index === largest.index ? { ...tax, amount: add(tax.amount, gap) } : tax,
          ),
        }
      : line,
  );
}

const withErpCountry = (address: Address, policy: ImportPolicy): Address => ({
  ...address,
  countryCode: address.countryCode === undefined ? undefined : policy.mappings.countries[address.countryCode],
});

type Who = {
  readonly writes: readonly ImportWrite[];
  readonly customer: Reference;
  readonly deliveryAddress: Reference | undefined;
  readonly why: string;
};

function customerWrites(
  order: Order,
  choice: Exclude<CustomerChoice, { kind: 'ambiguous' | 'no-walk-in' }>,
  policy: ImportPolicy,
): Who {
  if (choice.kind === 'walk-in')
    return { writes: [], customer: { id: choice.id }, deliveryAddress: undefined, why: 'walk-in' };
  const { digest } = policy;
  const shipTo = order.shippingAddress && withErpCountry(order.shippingAddress, policy);
  if (choice.kind === 'use') {
    const customer = { id: choice.id };
    if (shipTo === undefined) return { writes: [], customer, deliveryAddress: undefined, why: choice.why };
    const delivery = createDeliveryAddress(order, choice.key, customer, shipTo, digest);
    return { writes: [delivery], customer, deliveryAddress: { key: delivery.key }, why: choice.why };
  }
  const customer = { key: choice.draft.key };
  const home = choice.draft.address && withErpCountry(choice.draft.address, policy);
  const made = createCustomer(order, { ...choice.draft, address: home }, home, digest);
  const goesElsewhere = shipTo !== undefined && (home === undefined || addressText(home) !== addressText(shipTo));
  if (!goesElsewhere) return { writes: [made], customer, deliveryAddress: undefined, why: 'new' };
  const delivery = createDeliveryAddress(order, choice.draft.key, customer, shipTo, digest);
  return { writes: [made, delivery], customer, deliveryAddress: { key: delivery.key }, why: 'new' };
}

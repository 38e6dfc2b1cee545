import type { Order } from '../../model/order.ts';
import type { SalesOrder, Totals } from '../../model/sales-order.ts';
import type { Plan } from '../../engine/plan.ts';
import { shopDay } from './day.ts';
import { salePart } from './fingerprint.ts';
import { orderKey } from './keys.ts';
import { chargedLines } from './lines.ts';
import type { Observed } from './observed.ts';
import { planNew } from './plan-new.ts';
import type { ImportPolicy } from './policy.ts';
import * as problems from './problems.ts';
import { remarkOn } from './remark.ts';
import { planSettlement } from './settlement.ts';
import { chargedTotals, settle } from './totals.ts';
import type { ImportWrite } from './writes.ts';

/** What the journal already knows of the order. */
export type Known = {
  readonly posted: boolean;
  /** Of the order as it was posted. */
  readonly fingerprint: string | undefined;
  readonly riskAccepted: boolean;
};

const atRisk = (order: Order): string | undefined => {
  if (order.riskRecommendation === 'CANCEL' || order.riskRecommendation === 'INVESTIGATE')
    return order.riskRecommendation;
  return order.riskLevels.includes('HIGH') ? 'high risk' : undefined;
};

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
  if (held === undefined && from !== null && shopDay(order.processedAt, policy.shopZone) < from) {
    return {
      kind: 'skip',
      code: 'before-start',
      reason: `${order.name} is from before ${from}, the first day to import.`,
    };
  }
  if (order.cancelledAt === undefined) return undefined;
  if (held?.state !== 'posted')
    return { kind: 'skip', code: 'cancelled', reason: `${order.name} was cancelled in Shopify.` };
  return {
    kind: 'conflict',
    problem: problems.cancelledAfterPosting(order.name, held.name, policy.erp, held.delivered),
  };
}

const isWithin = (shopify: Totals, held: Totals, { orders }: ImportPolicy): boolean =>
  held.gross.currency === shopify.gross.currency && settle(shopify, held, orders.roundingTolerance).kind !== 'refuse';

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
    const what = 'Its lines, totals, customer or address are new in Shopify.';
    return { kind: 'conflict', problem: problems.changedAfterPosting(order.name, held.name, policy.erp, what) };
  }
  if (!isWithin(totals, held.totals, policy)) {
    return { kind: 'conflict', problem: problems.differsInErp(order.name, held.name, policy.erp, totals, held.totals) };
  }
  const { invoice } = held;
  if (invoice?.state === 'posted' && !isWithin(totals, invoice.totals, policy))
    return {
      kind: 'conflict',
      problem: problems.differsInErp(order.name, invoice.name, policy.erp, totals, invoice.totals),
    };
  const { writes, missing } = planSettlement(order, policy);
  if (missing.length > 0) return { kind: 'park', problem: problems.missingMappings(order.name, missing, policy.erp) };
  if (known.posted && known.fingerprint === fingerprint) return { kind: 'nothing' };
  return { kind: 'write', writes, fresh: false, remark: remarkOn(order, policy) };
}

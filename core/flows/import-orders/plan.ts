import type { Order } from '../../model/order.ts';
import type { SalesOrder, Totals } from '../../model/sales-order.ts';
import { epochMs, minutes } from '../../model/time.ts';
import type { Plan } from '../../engine/plan.ts';
import { shopDay } from './day.ts';
import { salePart } from './fingerprint.ts';
import { orderKey } from './keys.ts';
import type { Observed } from './observed.ts';
import { planNew } from './plan-new.ts';
import type { ImportPolicy } from './policy.ts';
import * as problems from './problems.ts';
import { keptMoney, leftRemark, remarkOn } from './remark.ts';
import { planSettlement } from './settlement.ts';
import { planTakeBack, type TakingBack } from './take-back.ts';
import { chargedLinesOf, chargedTotals, settle } from './totals.ts';
import { discardDraft, type ImportWrite } from './writes.ts';

/** What the journal already knows of the order. */
export type Known = TakingBack & {
  readonly posted: boolean;
  /** Of the order as it was posted. */
  readonly fingerprint: string | undefined;
  readonly riskAccepted: boolean;
  /** A person has left the books as they were then. */
  readonly left: boolean;
};

const atRisk = (order: Order): string | undefined => {
  if (order.riskRecommendation === 'CANCEL' || order.riskRecommendation === 'INVESTIGATE')
    return order.riskRecommendation;
  return order.riskLevels.includes('HIGH') ? 'high risk' : undefined;
};

/** A person left the difference as it is: that holds until the sale changes again or is cancelled. */
const isLeft = (order: Order, known: Known, fingerprint: string): boolean =>
  known.left &&
  known.fingerprint !== undefined &&
  salePart(known.fingerprint) === salePart(fingerprint) &&
  (order.cancelledAt === undefined || known.fingerprint === fingerprint);

/** Shopify takes its time to assess a new order; one that it never finishes with must not wait for ever. */
const assessmentMs = minutes(15);
const isBeingAssessed = (order: Order, { orders, now }: ImportPolicy): boolean =>
  orders.highRisk === 'hold' &&
  order.riskLevels.includes('PENDING') &&
  epochMs(now) - epochMs(order.createdAt) < assessmentMs;

/** Pure: what should the ERP hold for this order, and what has to be written for it? */
export function planOrder(
  order: Order,
  known: Known,
  observed: Observed,
  fingerprint: string,
  policy: ImportPolicy,
): Plan<ImportWrite> {
  const held = observed.salesOrders.get(orderKey(order.id));
  const takenBack = planTakeBack(order, held, known, policy);
  if (takenBack !== undefined) return takenBack;
  if (isLeft(order, known, fingerprint)) return { kind: 'write', writes: [], fresh: false, remark: leftRemark(order) };
  const notForUs = notImported(order, held, known, policy);
  if (notForUs !== undefined) return notForUs;
  const isHeld = held !== undefined && held.state !== 'draft';
  if (!isHeld && isBeingAssessed(order, policy))
    return { kind: 'wait', reason: `Shopify is still checking ${order.name} for fraud.` };
  const risk = atRisk(order);
  if (risk !== undefined && policy.orders.highRisk === 'hold' && !known.riskAccepted)
    return { kind: 'park', problem: problems.highRisk(order.name, risk, isHeld ? held.name : undefined, policy.erp) };
  if (isHeld) return planHeld(order, held, known, fingerprint, observed, policy);
  // Somebody took it out of the books, or these are other books: only a person knows whether it belongs there again.
  if (known.posted && !known.postAgain)
    return {
      kind: 'conflict',
      problem: problems.goneFromErp(order.name, known.document, policy.erp, held !== undefined),
    };
  return planNew(order, observed, policy);
}

const skip = (code: string, reason: string): Plan<ImportWrite> => ({ kind: 'skip', code, reason, writes: [] });

function notImported(
  order: Order,
  held: SalesOrder | undefined,
  known: Known,
  policy: ImportPolicy,
): Plan<ImportWrite> | undefined {
  const { from, testOrders } = policy.orders;
  if (order.test && testOrders === 'skip' && (held === undefined || held.state === 'draft'))
    return skip('test-order', `${order.name} is a test order, so it is left out of the books.`);
  if (held === undefined && from !== null && shopDay(order.processedAt, policy.shopZone) < from)
    return skip('before-start', `${order.name} is from before ${from}, the first day to import.`);
  if (order.cancelledAt === undefined) return undefined;
  if (held?.state !== 'posted' && held?.invoice?.state !== 'posted') {
    const { words, notice } = keptMoney(order, policy) ?? {};
    return {
      kind: 'skip',
      code: 'cancelled',
      reason: [`${order.name} was cancelled in Shopify.`, words].filter(part => part !== undefined).join(' '),
      writes: held?.state === 'draft' && !known.posted ? [discardDraft(order, held, policy)] : [],
      notice,
    };
  }
  return {
    kind: 'conflict',
    problem: problems.cancelledAfterPosting(order.name, held, policy.erp, remarkOn(order, policy)?.words),
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
  observed: Observed,
  policy: ImportPolicy,
): Plan<ImportWrite> {
  if (held.state === 'cancelled') {
    return { kind: 'conflict', problem: problems.cancelledInErp(order.name, held.name, policy.erp) };
  }
  const totals = chargedTotals(order, chargedLinesOf(order, policy.orders), policy.orders.moneySide);
  if (known.fingerprint !== undefined && salePart(known.fingerprint) !== salePart(fingerprint)) {
    const what = 'Its lines, totals, customer or address are new in Shopify.';
    return { kind: 'conflict', problem: problems.changedAfterPosting(order.name, held.name, policy.erp, what) };
  }
  if (!isWithin(totals, held.totals, policy)) {
    return { kind: 'conflict', problem: problems.differsInErp(order.name, held.name, policy, totals, held.totals) };
  }
  const { invoice } = held;
  if (invoice?.state === 'posted' && !isWithin(totals, invoice.totals, policy))
    return {
      kind: 'conflict',
      problem: problems.differsInErp(order.name, invoice.name, policy, totals, invoice.totals),
    };
  const { writes, missing } = planSettlement(order, observed, policy);
  if (missing.length > 0)
    return { kind: 'park', problem: problems.missingMappings(order.name, missing, policy.erp, held.name) };
  return { kind: 'write', writes, fresh: false, remark: remarkOn(order, policy) };
}

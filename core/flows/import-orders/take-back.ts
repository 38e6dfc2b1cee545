import type { Plan } from '../../engine/plan.ts';
import { equals, type Money } from '../../model/money.ts';
import type { Order } from '../../model/order.ts';
import type { SalesOrder } from '../../model/sales-order.ts';
import { shopDay } from './day.ts';
import type { ImportPolicy } from './policy.ts';
import * as problems from './problems.ts';
import { reverseOrder, type ImportWrite } from './writes.ts';

/** What the journal knows of a posted order that a person wants taken back, or that was. */
export type TakingBack = {
  /** The journal's entry of what a person wants taken back. */
  readonly undoing: number | undefined;
  /** A person had it taken back, and nobody has had it posted since. */
  readonly takenBack: boolean;
  /** A person wants it posted anew. */
  readonly postAgain: boolean;
  /** As the ERP named them. */
  readonly document: string | undefined;
  readonly invoice: string | undefined;
  /** What the books hold of it, as far as is known. */
  readonly booked: Money | undefined;
};

/**
 * Pure: what becomes of an order that a person wants taken back, or that is; undefined: it goes the way of every order. Once taken
 * back it stays out, whatever changes in Shopify, until a person has it posted again.
 */
export function planTakeBack(
  order: Order,
  held: SalesOrder | undefined,
  known: TakingBack,
  policy: ImportPolicy,
): Plan<ImportWrite> | undefined {
  if (known.undoing !== undefined) return reversal(order, held, known.undoing, known.booked, policy);
  if (!known.takenBack) return undefined;
  const again = known.postAgain && known.invoice === undefined && order.cancelledAt === undefined;
  if (again && held?.state !== 'cancelled') return undefined;
  if (held?.state === 'posted')
    return { kind: 'conflict', problem: problems.postedOutside(order.name, held.name, policy.erp) };
  const document = known.document ?? held?.name;
  return leftOut(order, { document, invoice: known.invoice ?? creditedOf(held) }, policy, again);
}

function reversal(
  order: Order,
  held: SalesOrder | undefined,
  undoing: number,
  booked: Money | undefined,
  policy: ImportPolicy,
): Plan<ImportWrite> {
  const { erp } = policy;
  const conflict = (why: string): Plan<ImportWrite> => ({
    kind: 'conflict',
    problem: problems.notTakenBack(order.name, why),
  });
  if (held === undefined) return conflict(`${erp} does not have it any more.`);
  if (held.state === 'draft') return conflict(`${held.name} was made a draft again in ${erp}.`);
  const { gross } = held.totals;
  if (booked !== undefined && (booked.currency !== gross.currency || !equals(booked, gross)))
    return conflict(`${held.name} has another total in ${erp} than it was posted with.`);
  const day = shopDay(policy.now, policy.shopZone);
  return leftOut(order, { document: held.name, invoice: creditedOf(held) }, policy, false, [
    reverseOrder(order, held, undoing, day, policy),
  ]);
}

const creditedOf = (held: SalesOrder | undefined): string | undefined =>
  held?.invoice?.state === 'posted' ? held.invoice.name : undefined;

/** @param isBlocked a person wants it posted again, and the cancelled document stands in the way */
function leftOut(
  order: Order,
  { document = 'Its sales order', invoice }: Pick<TakingBack, 'document' | 'invoice'>,
  { erp }: ImportPolicy,
  isBlocked: boolean,
  writes: readonly ImportWrite[] = [],
): Plan<ImportWrite> {
  if (order.cancelledAt !== undefined) {
    const reason = `${order.name} was cancelled in Shopify. ${document} was taken back by a person.`;
    return { kind: 'skip', code: 'taken-back-cancelled', reason, writes };
  }
  const again =
    invoice === undefined
      ? `To post it again, delete ${document} in ${erp} or make it a draft again there, then retry.`
      : `Its invoice ${invoice} is credited. To have it in the books again, enter it in ${erp} by hand.`;
  const stays = isBlocked
    ? `${document} still stands in ${erp} as cancelled, so ${order.name} was not posted again.`
    : `${document} was taken back by a person and is not posted again by itself.`;
  return { kind: 'skip', code: 'taken-back', reason: `${stays} ${again}`, writes };
}

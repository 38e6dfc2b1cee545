import type { Flow, Observation } from '../../engine/flow.ts';
import { soldOf } from '../../journal/sold.ts';
import type { RecordState } from '../../journal/view.ts';
import { money, type Money } from '../../model/money.ts';
import type { MoneySide, Order } from '../../model/order.ts';
import { dayBounds } from '../../model/time.ts';
import type { Erp, Shop, ShopOrder } from '../../ports.ts';
import { fingerprintOf } from './fingerprint.ts';
import { orderKey } from './keys.ts';
import { soldSkus } from './lines.ts';
import { itemCode } from './mapping.ts';
import { learn, observe, type Observed } from './observed.ts';
import { act, ask } from './perform.ts';
import { planOrder, type Known } from './plan.ts';
import type { ImportPolicy } from './policy.ts';
import { saleOf } from './sale.ts';
import * as problems from './problems.ts';
import type { ImportWrite } from './writes.ts';

export type ImportOrders = Flow<Order, Observed, ImportWrite>;

function observation(order: ShopOrder, policy: ImportPolicy): Observation<Order> {
  const { id, name, updatedAt, request } = order;
  const ref = { id, name };
  if ('unreadable' in order) {
    return {
      ref,
      updatedAt,
      fingerprint: updatedAt,
      sale: undefined,
      request,
      content: { ok: false, error: order.unreadable },
    };
  }
  return {
    ref,
    updatedAt,
    fingerprint: fingerprintOf(order, policy.digest),
    sale: saleOf(order, policy),
    request,
    content: { ok: true, record: order },
  };
}

async function* observations(
  pages: AsyncIterable<readonly ShopOrder[]>,
  policy: ImportPolicy,
): AsyncIterable<readonly Observation<Order>[]> {
  for await (const page of pages) yield page.map(order => observation(order, policy));
}

/** Shopify orders into the ERP: customers, sales orders, invoices and payments. */
export function importOrders({
  shop,
  erp,
  policy,
}: {
  readonly shop: Shop;
  readonly erp: Erp;
  readonly policy: ImportPolicy;
}): ImportOrders {
  const { digest, mappings, orders } = policy;
  const codesOf = (sold: readonly Order[]): readonly string[] => [
    ...sold.flatMap(soldSkus).map(sku => itemCode(sku, mappings)),
    ...Object.values(mappings.specialItems),
  ];
  return {
    name: 'import-orders',
    from: orders.from === null ? undefined : dayBounds(orders.from, policy.shopZone).from,
    moneySide: orders.moneySide,
    pages: (since, signal) => observations(shop.ordersUpdatedSince(since, signal), policy),
    count: (since, signal) => shop.countOrdersUpdatedSince(since, signal),
    one: async (ref, signal) => {
      const order = await shop.order(ref, signal);
      return order === undefined ? undefined : observation(order, policy);
    },
    observe: (records, signal) => observe(erp, records, codesOf(records), digest, signal),
    gone: name => problems.goneFromShop(name, policy.erp),
    plan: (order, state, seen, fingerprint) =>
      planOrder(order, knownOf(state), seen, fingerprint, keepingSide(policy, state?.moneySide)),
    learn,
    ask: (write, _links, signal) => ask(erp, write, signal),
    act: (write, links, signal) => act(erp, write, orderKey(write.record.id), policy, links, signal),
  };
}

const knownOf = (state: RecordState | undefined): Known => ({
  posted:
    state?.state === 'posted' ||
    state?.state === 'conflict' ||
    state?.postedFingerprint !== undefined ||
    state?.salesOrder !== undefined,
  document: state?.salesOrder?.name,
  invoice: state?.invoice?.name,
  undoing: state?.undoing,
  takenBack: isTakenBack(state?.cause),
  booked: state?.sold === undefined ? undefined : bookedOf(state.sold, state.booked),
  fingerprint: state?.postedFingerprint,
  riskAccepted: state?.decision === 'accept-risk' || state?.decision === 'post-again',
  postAgain: state?.decision === 'post-again',
  left: state?.decision === 'leave-as-is',
});

/** By the code with which it was left out. */
const isTakenBack = (cause: string | undefined): boolean => cause?.startsWith('taken-back') === true;

function bookedOf(sold: string, booked: string | undefined): Money {
  const { amount, currency } = soldOf(sold);
  return money(booked ?? amount, currency);
}

/** Once posted, an order keeps its side of Shopify's money, whatever the settings say since (DESIGN rule 9). */
const keepingSide = (policy: ImportPolicy, side: MoneySide | undefined): ImportPolicy =>
  side === undefined ? policy : { ...policy, orders: { ...policy.orders, moneySide: side } };

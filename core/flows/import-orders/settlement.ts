import { isZero } from '../../model/money.ts';
import type { Order } from '../../model/order.ts';
import type { Missing } from '../../model/problem.ts';
import type { Day } from '../../model/time.ts';
import { shopDay } from './day.ts';
import { missingPaymentMethods, paymentsOf } from './mapping.ts';
import type { Observed } from './observed.ts';
import type { ImportPolicy } from './policy.ts';
import { createInvoice, recordPayment, type ImportWrite } from './writes.ts';

const paid = new Set(['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED']);
const wantsInvoice = (order: Order, { orders, features }: ImportPolicy): boolean =>
  orders.documents === 'invoice-when-paid' && features.invoices && paid.has(order.financialStatus ?? '');

type Settlement = { readonly writes: readonly ImportWrite[]; readonly missing: readonly Missing[] };

/** Invoice and payments, where the policy wants them; no Writes while a payment method is missing. */
export function planSettlement(order: Order, observed: Observed, policy: ImportPolicy): Settlement {
  const side = policy.orders.moneySide;
  const total = order.total[side];
  if (!wantsInvoice(order, policy) || isZero(total)) return { writes: [], missing: [] };
  const { mappings, shopZone } = policy;
  const payments = policy.features.payments ? paymentsOf(order, side) : [];
  const missing = missingPaymentMethods(payments, observed, mappings);
  if (missing.length > 0) return { writes: [], missing };
  const booked = payments.map(one =>
    recordPayment(order, one, mappings.paymentMethods[one.gateway] ?? one.gateway, side, shopZone, policy),
  );
  return { writes: [createInvoice(order, total, invoiceDay(order, shopZone), policy), ...booked], missing };
}

/** The day the sale was paid, and never before the sale. */
function invoiceDay(order: Order, zone: string): Day {
  const paidOn = paymentsOf(order, 'shop').map(one => shopDay(one.processedAt ?? order.processedAt, zone));
  return [shopDay(order.processedAt, zone), ...paidOn].reduce((latest, day) => (day > latest ? day : latest));
}

import type { MoneyBag, Order, TaxLine } from '../../model/order.ts';
import { addressText } from './address.ts';
import type { Digest } from './keys.ts';
import { soldQuantity } from './lines.ts';

const bag = (value: MoneyBag): string =>
  `${value.shop.amount}/${value.presentment.amount}${value.presentment.currency}`;
const taxes = (lines: readonly TaxLine[]): readonly string[] =>
  lines.map(tax => `${tax.rate} ${bag(tax.amount)} ${tax.channelLiable}`);

/** What was sold, to whom, where to, for how much: a change here after posting is a conflict. */
const sale = (order: Order): readonly unknown[] => [
  order.processedAt,
  order.taxesIncluded,
  bag(order.total),
  bag(order.totalTax),
  order.customer?.id,
  order.shippingAddress && addressText(order.shippingAddress),
  order.lines.map(line => [
    line.id,
    line.sku,
    soldQuantity(line),
    bag(line.unitPrice),
    bag(line.discount),
    taxes(line.taxLines),
  ]),
  order.shipping
    .filter(line => !line.isRemoved)
    .map(line => [line.id, bag(line.price), bag(line.discount), taxes(line.taxLines)]),
  bag(order.tip),
  bag(order.duties),
  order.additionalFees.map(fee => bag(fee.price)),
];

/** What changes in the ordinary course of things: paid, cancelled, assessed. */
const course = (order: Order): readonly unknown[] => [
  order.test,
  order.cancelledAt,
  order.financialStatus,
  order.riskRecommendation,
  order.riskLevels,
  order.transactions.map(one => [one.id, one.kind, one.status, one.gateway, bag(one.amount)]),
  ...(bag(order.currentTotal) === bag(order.total) ? [] : [bag(order.currentTotal)]),
];

const short = (value: unknown, digest: Digest): string => digest(JSON.stringify(value)).slice(0, 12);

/** `<sale>.<course>`: equal when nothing that matters here has changed, however often updatedAt has. */
export const fingerprintOf = (order: Order, digest: Digest): string =>
  `${short(sale(order), digest)}.${short(course(order), digest)}`;

export const salePart = (fingerprint: string): string => fingerprint.split('.', 1)[0] ?? fingerprint;

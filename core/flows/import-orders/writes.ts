import type { Money } from '../../model/money.ts';
import type { Day } from '../../model/time.ts';
import type { Address, MoneySide, Order, Transaction } from '../../model/order.ts';
import type {
  CustomerDraft,
  DeliveryAddressDraft,
  DraftLine,
  PaymentDraft,
  SalesOrder,
  SalesOrderDraft,
} from '../../model/sales-order.ts';
import type { ReversalWish } from '../../model/reversal.ts';
import type { FieldChange, RecordRef, Write } from '../../model/write.ts';
import { shopDay } from './day.ts';
import { ruleFor } from '../../ownership/rule.ts';
import { addressText } from './address.ts';
import { personOf, type Person } from './person.ts';
import type { ImportPolicy } from './policy.ts';
import {
  deliveryAddressKey,
  draftKey,
  invoiceKey,
  orderKey,
  reversalKey,
  transactionKey,
  veiled,
  type Digest,
} from './keys.ts';

/** A record in the ERP that is there, or that an earlier Write of the plan makes. */
export type Reference = { readonly id: string } | { readonly key: string };

/** Whom a document is about: an ERP that refuses one may quote them, and its words go into the journal. */
type About = { readonly person: Person };

export type OrderBody = Omit<SalesOrderDraft, 'customerId' | 'deliveryAddressId'> & {
  readonly customer: Reference;
  readonly deliveryAddress: Reference | undefined;
} & About;
export type AddressBody = Omit<DeliveryAddressDraft, 'customerId'> & { readonly customer: Reference } & About;
export type DraftBody = { readonly orderKey: string };
export type InvoiceBody = { readonly orderKey: string; readonly reference: string; readonly day: Day } & About;
export type ReversalBody = ReversalWish & About;
export type PaymentBody = Omit<PaymentDraft, 'invoiceId'> & { readonly invoiceKey: string } & About;

export type ImportWrite =
  | Write<'create-customer', CustomerDraft>
  | Write<'create-delivery-address', AddressBody>
  | Write<'post-sales-order', OrderBody>
  | Write<'discard-draft', DraftBody>
  | Write<'create-invoice', InvoiceBody>
  | Write<'record-payment', PaymentBody>
  | Write<'reverse-order', ReversalBody>;

const created = (fields: Readonly<Record<string, FieldChange['after'] | undefined>>): readonly FieldChange[] =>
  Object.entries(fields).flatMap(([field, after]) => (after === undefined ? [] : [{ field, before: null, after }]));

/** Whose rules allow it: each Write names its own. */
type Ruled = Pick<ImportPolicy, 'ownership' | 'digest'>;

const addressKeyFor = (ownerKey: string, address: Address, digest: Digest): string =>
  deliveryAddressKey(ownerKey, addressText(address), digest);

const recordRef = (order: Order): RecordRef => ({ id: order.id, name: order.name });

export const createCustomer = (
  order: Order,
  draft: CustomerDraft,
  { ownership, digest }: Ruled,
): Write<'create-customer', CustomerDraft> => ({
  key: draft.key,
  system: 'erp',
  action: 'create-customer',
  record: recordRef(order),
  rule: `${ruleFor(ownership, 'customers.name')}; one is created when neither the reference nor the exact e-mail address is known`,
  body: draft,
  fields: created({
    name: veiled(draft.name, digest),
    email: veiled(draft.email, digest),
    phone: veiled(draft.phone, digest),
    address: draft.address === undefined ? undefined : veiled(addressText(draft.address), digest),
    country: draft.address?.countryCode,
  }),
});

export const createDeliveryAddress = (
  order: Order,
  ownerKey: string,
  customer: Reference,
  address: Address,
  { ownership, digest }: Ruled,
): Write<'create-delivery-address', AddressBody> => ({
  key: addressKeyFor(ownerKey, address, digest),
  system: 'erp',
  action: 'create-delivery-address',
  record: recordRef(order),
  rule: ruleFor(ownership, 'orders.delivery-address'),
  body: { key: addressKeyFor(ownerKey, address, digest), customer, address, person: personOf(order) },
  fields: created({ address: veiled(addressText(address), digest), country: address.countryCode }),
});

const lineInWords = (line: DraftLine): string =>
  `${line.quantity} x ${line.item} = ${line.amount.amount}${line.taxes.map(tax => ` [${tax.code} ${tax.amount.amount}]`).join('')}`;

export const postSalesOrder = (
  order: Order,
  body: OrderBody,
  why: string,
  { ownership }: Ruled,
): Write<'post-sales-order', OrderBody> => ({
  key: orderKey(order.id),
  system: 'erp',
  action: 'post-sales-order',
  record: recordRef(order),
  rule: ruleFor(ownership, 'orders.lines'),
  body,
  fields: created({
    reference: body.reference,
    day: body.orderDay,
    currency: body.currency,
    'prices include tax': body.pricesIncludeTax,
    customer: `${'id' in body.customer ? body.customer.id : body.customer.key} (${why})`,
    ...Object.fromEntries(body.lines.map((line, index) => [`line ${index + 1}`, lineInWords(line)])),
    net: body.totals.net.amount,
    tax: body.totals.tax.amount,
    total: body.totals.gross.amount,
  }),
});

/** An earlier try has left it, and the order is not for the books any more. */
export const discardDraft = (
  order: Order,
  held: SalesOrder,
  { ownership }: Ruled,
): Write<'discard-draft', DraftBody> => ({
  key: draftKey(order.id),
  system: 'erp',
  action: 'discard-draft',
  record: recordRef(order),
  rule: `${ruleFor(ownership, 'orders.lines')}; a draft whose order was cancelled before it was posted is taken back`,
  body: { orderKey: orderKey(order.id) },
  fields: [{ field: 'draft', before: held.name, after: null }],
});

export const createInvoice = (
  order: Order,
  total: Money,
  day: Day,
  { ownership }: Ruled,
): Write<'create-invoice', InvoiceBody> => ({
  key: invoiceKey(order.id),
  system: 'erp',
  action: 'create-invoice',
  record: recordRef(order),
  rule: `${ruleFor(ownership, 'orders.lines')}; the invoice is made once Shopify shows the order as paid`,
  body: { orderKey: orderKey(order.id), reference: order.name, day, person: personOf(order) },
  fields: created({ day, currency: total.currency, total: total.amount }),
});

export const recordPayment = (
  order: Order,
  payment: Transaction,
  method: string,
  side: MoneySide,
  zone: string,
  { ownership }: Ruled,
): Write<'record-payment', PaymentBody> => {
  const amount = payment.amount[side];
  const day = shopDay(payment.processedAt ?? order.processedAt, zone);
  return {
    key: transactionKey(payment.id),
    system: 'erp',
    action: 'record-payment',
    record: recordRef(order),
    rule: ruleFor(ownership, 'orders.payments'),
    body: {
      key: transactionKey(payment.id),
      invoiceKey: invoiceKey(order.id),
      method,
      amount,
      day,
      person: personOf(order),
    },
    fields: created({ method, day, currency: amount.currency, amount: amount.amount }),
  };
};

/** What the reversal makes of an order's documents. */
export const reversalFields = (order: string, invoice: string | undefined): readonly FieldChange[] => [
  ...(invoice === undefined ? [] : [{ field: `invoice ${invoice}`, before: 'posted', after: 'credited' }]),
  { field: `sales order ${order}`, before: 'posted', after: 'cancelled' },
];

/** @param undone the journal's entry of the posting */
export const reverseOrder = (
  order: Order,
  { totals, name, invoice }: SalesOrder,
  undone: number,
  day: Day,
  { ownership }: Ruled,
): Write<'reverse-order', ReversalBody> => ({
  key: reversalKey(order.id, undone),
  system: 'erp',
  action: 'reverse-order',
  record: recordRef(order),
  rule: `A person took it back; ${ruleFor(ownership, 'orders.lines')}`,
  undoes: undone,
  body: { key: orderKey(order.id), totals, day, person: personOf(order) },
  fields: reversalFields(name, invoice?.state === 'posted' ? invoice.name : undefined),
});

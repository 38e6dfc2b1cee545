import type { Money } from '../../model/money.ts';
import type { Day } from '../../model/time.ts';
import type { Address, MoneySide, Order, Transaction } from '../../model/order.ts';
import type {
  CustomerDraft,
  DeliveryAddressDraft,
  DraftLine,
  PaymentDraft,
  SalesOrderDraft,
} from '../../model/sales-order.ts';
import type { FieldChange, RecordRef, Write } from '../../model/write.ts';
import { shopDay } from './day.ts';
import { addressText } from './address.ts';
import { deliveryAddressKey, invoiceKey, orderKey, transactionKey, veiled, type Digest } from './keys.ts';

/** A record in the ERP that is there, or that an earlier Write of the plan makes. */
export type Reference = { readonly id: string } | { readonly key: string };

export type OrderBody = Omit<SalesOrderDraft, 'customerId' | 'deliveryAddressId'> & {
  readonly customer: Reference;
  readonly deliveryAddress: Reference | undefined;
};
export type AddressBody = Omit<DeliveryAddressDraft, 'customerId'> & { readonly customer: Reference };
export type InvoiceBody = { readonly orderKey: string; readonly reference: string; readonly day: Day };
export type PaymentBody = Omit<PaymentDraft, 'invoiceId'> & { readonly invoiceKey: string };

export type ImportWrite =
  | Write<'create-customer', CustomerDraft>
  | Write<'create-delivery-address', AddressBody>
  | Write<'post-sales-order', OrderBody>
  | Write<'create-invoice', InvoiceBody>
  | Write<'record-payment', PaymentBody>;

const created = (fields: Readonly<Record<string, FieldChange['after'] | undefined>>): readonly FieldChange[] =>
  Object.entries(fields).flatMap(([field, after]) => (after === undefined ? [] : [{ field, before: null, after }]));

const rule = 'Orders are owned by Shopify and copied to the ERP';

const addressKeyFor = (ownerKey: string, address: Address, digest: Digest): string =>
  deliveryAddressKey(ownerKey, addressText(address), digest);

const recordRef = (order: Order): RecordRef => ({ id: order.id, name: order.name });

/** @param home the customer's own address; goods that go there need no delivery address besides. */
export const createCustomer = (
  order: Order,
  draft: CustomerDraft,
  home: Address | undefined,
  digest: Digest,
): Write<'create-customer', CustomerDraft> => ({
  key: draft.key,
  ...(home === undefined
    ? {}
    : { covers: { key: addressKeyFor(draft.key, home, digest), action: 'create-delivery-address' } }),
  system: 'erp',
  action: 'create-customer',
  record: recordRef(order),
  rule: 'A customer is created when neither the reference nor the exact e-mail address is known',
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
  digest: Digest,
): Write<'create-delivery-address', AddressBody> => ({
  key: addressKeyFor(ownerKey, address, digest),
  system: 'erp',
  action: 'create-delivery-address',
  record: recordRef(order),
  rule,
  body: { key: addressKeyFor(ownerKey, address, digest), customer, address },
  fields: created({ address: veiled(addressText(address), digest), country: address.countryCode }),
});

const lineInWords = (line: DraftLine): string =>
  `${line.quantity} x ${line.item} = ${line.amount.amount}${line.taxes.map(tax => ` [${tax.code} ${tax.amount.amount}]`).join('')}`;

export const postSalesOrder = (order: Order, body: OrderBody, why: string): Write<'post-sales-order', OrderBody> => ({
  key: orderKey(order.id),
  system: 'erp',
  action: 'post-sales-order',
  record: recordRef(order),
  rule,
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

export const createInvoice = (order: Order, total: Money, day: Day): Write<'create-invoice', InvoiceBody> => ({
  key: invoiceKey(order.id),
  system: 'erp',
  action: 'create-invoice',
  record: recordRef(order),
  rule: 'An invoice is made once Shopify shows the order as paid',
  body: { orderKey: orderKey(order.id), reference: order.name, day },
  fields: created({ day, currency: total.currency, total: total.amount }),
});

export const recordPayment = (
  order: Order,
  payment: Transaction,
  method: string,
  side: MoneySide,
  zone: string,
): Write<'record-payment', PaymentBody> => {
  const amount = payment.amount[side];
  const day = shopDay(payment.processedAt ?? order.processedAt, zone);
  return {
    key: transactionKey(payment.id),
    system: 'erp',
    action: 'record-payment',
    record: recordRef(order),
    rule: 'Payments are owned by Shopify and copied to the ERP',
    body: { key: transactionKey(payment.id), invoiceKey: invoiceKey(order.id), method, amount, day },
    fields: created({ method, day, currency: amount.currency, amount: amount.amount }),
  };
};

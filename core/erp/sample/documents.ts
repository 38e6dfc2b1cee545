import { z } from 'zod';

/** The documents the ERP holds, one file each, named by our key. Fields a person may add are left alone. */

const text = z.string().min(1);
const amount = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be an amount in quotes, such as "14.90"');
const day = z.iso.date();
const currency = z.string().length(3);
const state = z.enum(['draft', 'posted', 'cancelled']);
const totals = z.object({ net: amount, tax: amount, gross: amount });

const address = z.looseObject({
  name: z.string().optional(),
  company: z.string().optional(),
  address1: z.string().optional(),
  address2: z.string().optional(),
  city: z.string().optional(),
  province: z.string().optional(),
  zip: z.string().optional(),
  countryCode: z.string().optional(),
  phone: z.string().optional(),
});

export const customer = z.looseObject({
  number: text,
  key: text.optional(),
  name: text,
  email: z.string().optional(),
  phone: z.string().optional(),
  address: address.optional(),
});
export type CustomerRecord = z.output<typeof customer>;

export const deliveryAddress = z.looseObject({ number: text, key: text, customer: text, address });

const taxAmount = z.object({ code: text, rate: amount, base: amount, amount });

const orderLine = z.looseObject({
  key: text,
  item: text,
  description: z.string(),
  quantity: z.number(),
  /** With or without tax as the order says; without, when the ERP computes its own tax. */
  unitPrice: amount,
  discount: amount,
  net: amount,
  taxes: z.array(z.object({ code: text, rate: amount, amount })),
});
export type OrderLineRecord = z.output<typeof orderLine>;

export const salesOrder = z.looseObject({
  number: text,
  key: text,
  reference: text,
  state,
  orderDay: day,
  orderedAt: z.iso.datetime({ offset: true }),
  currency,
  pricesIncludeTax: z.boolean(),
  customer: text,
  deliveryAddress: text.optional(),
  warehouse: text,
  lines: z.array(orderLine),
  taxes: z.array(taxAmount),
  totals,
});
export type SalesOrderRecord = z.output<typeof salesOrder>;

/** What a posted order takes from a warehouse: reserved until it is shipped. */
export const delivery = z.looseObject({
  number: text,
  key: text,
  salesOrder: text,
  warehouse: text,
  state: z.enum(['reserved', 'shipped', 'cancelled']),
  lines: z.array(z.object({ item: text, quantity: z.number() })),
});

const entry = z.object({ account: text, label: z.string(), debit: amount, credit: amount });
export type BookEntry = z.output<typeof entry>;

export const invoice = z.looseObject({
  number: text,
  key: text,
  reference: text,
  state,
  salesOrder: text,
  customer: text,
  day,
  currency,
  totals,
  entries: z.array(entry),
  /** Payment key -> amount. */
  payments: z.record(z.string(), amount),
  /** Still to be paid; negative when too much was. */
  open: amount,
  /** The number of the credit note for all of it. */
  creditNote: text.optional(),
});
export type InvoiceRecord = z.output<typeof invoice>;

/** Takes a whole invoice back: its entries with debit and credit exchanged. */
export const creditNote = z.looseObject({
  number: text,
  key: text,
  reference: text,
  invoice: text,
  salesOrder: text,
  customer: text,
  day,
  currency,
  totals,
  entries: z.array(entry),
});

export const payment = z.looseObject({
  number: text,
  key: text,
  invoice: text,
  method: text,
  day,
  currency,
  amount,
  entries: z.array(entry),
});

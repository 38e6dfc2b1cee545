import { money } from '../../model/money.ts';
import type { Customer, ErpRef, Invoice, Item, SalesOrder, Totals } from '../../model/sales-order.ts';
import type { CustomerRecord, InvoiceRecord, SalesOrderRecord } from './documents.ts';
import type { ItemRecord } from './masters.ts';

export const itemOf = ({ id, code, name, active }: ItemRecord): Item => ({ id, code, name, active });

export const customerOf = (id: string, { name, key, email }: CustomerRecord): Customer => ({
  id,
  name,
  key,
  email: email === undefined || email === '' ? undefined : email,
});

export const refOf = (id: string, { number }: { readonly number: string }): ErpRef => ({ id, name: number });

const totalsOf = ({ net, tax, gross }: SalesOrderRecord['totals'], currency: string): Totals => ({
  net: money(net, currency),
  tax: money(tax, currency),
  gross: money(gross, currency),
});

export const invoiceOf = (id: string, record: InvoiceRecord): Invoice => ({
  ...refOf(id, record),
  state: record.state,
  totals: totalsOf(record.totals, record.currency),
});

export const salesOrderOf = (
  id: string,
  record: SalesOrderRecord,
  delivered: boolean,
  invoice: Invoice | undefined,
): SalesOrder => ({
  ...refOf(id, record),
  key: record.key,
  reference: record.reference,
  state: record.state,
  orderDay: record.orderDay,
  totals: totalsOf(record.totals, record.currency),
  delivered,
  invoice,
});

import type { ErpRef, Invoice, PaymentDraft } from '../../model/sales-order.ts';
import { invoiceEntries, openOf, paymentEntries } from './books.ts';
import type { Masters } from './catalogue.ts';
import type { Store } from './client.ts';
import { invoice, payment, type InvoiceRecord } from './documents.ts';
import { idOf, isId, pathOf } from './names.ts';
import type { Orders } from './orders.ts';
import { invoiceOf, refOf } from './parse.ts';
import { refuse } from './refuse.ts';

export function openBilling(store: Store, masters: Masters, orders: Orders) {
  const readInvoice = (id: string): Promise<InvoiceRecord | undefined> => store.read(pathOf('invoices', id), invoice);

  return {
    async createInvoice(wanted: { readonly id: string; readonly key: string }, day: string): Promise<Invoice> {
      const { id } = wanted;
      const order = isId(id) ? await orders.read(id) : undefined;
      if (order === undefined || order.key !== wanted.key)
        throw refuse(
          'unknown-order',
          `There is no sales order "${id}" with the key ${wanted.key}.`,
          'Post the order first.',
        );
      if (order.state !== 'posted')
        throw refuse(
          'order-not-posted',
          `${order.number} is ${order.state} and cannot be invoiced.`,
          'Post the order first.',
        );
      const there = await readInvoice(id);
      if (there !== undefined) return invoiceOf(id, there);
      const items = new Map(masters.items().map(item => [item.code, item]));
      const record: InvoiceRecord = {
        number: await store.claimNumber('INV'),
        key: order.key,
        reference: order.reference,
        state: 'posted',
        salesOrder: order.number,
        customer: order.customer,
        day,
        currency: order.currency,
        totals: order.totals,
        entries: [...invoiceEntries(order, masters.company(), items)],
        payments: {},
        open: order.totals.gross,
      };
      if (!(await store.create(pathOf('invoices', id), record))) return this.createInvoice(wanted, day);
      return invoiceOf(id, record);
    },

    async findPayment(key: string): Promise<ErpRef | undefined> {
      const record = await store.read(pathOf('payments', idOf(key)), payment);
      return record === undefined ? undefined : refOf(idOf(key), record);
    },

    async recordPayment({ key, invoiceId, method, amount, day }: PaymentDraft): Promise<ErpRef> {
      const there = await this.findPayment(key);
      if (there !== undefined) return there;
      const bill = isId(invoiceId) ? await readInvoice(invoiceId) : undefined;
      if (bill === undefined)
        throw refuse('unknown-invoice', `There is no invoice "${invoiceId}".`, 'Create the invoice first.');
      if (bill.state !== 'posted')
        throw refuse(
          'invoice-not-posted',
          `${bill.number} is ${bill.state} and takes no payment.`,
          'Look at it in the ERP.',
        );
      const { account } = masters.paymentMethod(method);
      const { currency } = bill;
      if (amount.currency !== currency)
        throw refuse(
          'other-currency',
          `${bill.number} is in ${currency}, the payment in ${amount.currency}.`,
          'Record it by hand.',
        );
      const { receivable } = masters.company().accounts;
      const paid = { ...bill, payments: { ...bill.payments, [key]: amount.amount } };
      const number = await store.claimNumber('PAY');
      // The invoice first: the payment's own file says that all of it is done.
      await store.replace(pathOf('invoices', invoiceId), { ...paid, open: openOf(paid) });
      const record = {
        number,
        key,
        invoice: invoiceId,
        method,
        day,
        currency,
        amount: amount.amount,
        entries: paymentEntries(account, receivable, bill.number, amount),
      };
      await store.create(pathOf('payments', idOf(key)), record);
      return refOf(idOf(key), record);
    },
  };
}

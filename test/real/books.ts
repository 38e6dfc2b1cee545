import { z } from 'zod';
import { orderKey, transactionKey } from '../../core/flows/import-orders/keys.ts';
import { paymentsOf } from '../../core/flows/import-orders/mapping.ts';
import { compare, isZero, money } from '../../core/model/money.ts';
import type { MoneySide, Order } from '../../core/model/order.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { ask } from './ask.ts';

const link = z.union([z.tuple([z.number(), z.string()]), z.literal(false)]);
const text = z.union([z.string(), z.literal(false)]);
const stamp = { id: z.number(), write_date: z.string() };
const sums = { amount_untaxed: z.number(), amount_tax: z.number(), amount_total: z.number(), currency_id: link };
const ids = z.array(z.number());

const orderShape = { ...stamp, ...sums, client_order_ref: text, state: z.string(), invoice_ids: ids, picking_ids: ids };
const moveShape = { ...stamp, ...sums, ref: text, state: z.string(), move_type: z.string() };
const paymentShape = {
  ...stamp,
  amount: z.number(),
  state: z.string(),
  reconciled_invoice_ids: ids,
  currency_id: link,
};
const partnerShape = { ...stamp, email_normalized: text, type: text };
const pickingShape = { ...stamp, state: z.string() };
const keyShape = { name: z.string(), model: z.string(), res_id: z.number() };

/** Everything in a database that an import may have made, read past the adapter. */
export async function readBooks(odoo: OdooServer) {
  const table = <S extends z.ZodRawShape>(model: string, shape: S, domain: readonly unknown[] = []) => {
    const body = { domain, fields: Object.keys(shape), order: 'id' };
    return ask(odoo, `${model}/search_read`, body, z.array(z.object(shape)));
  };
  return {
    orders: await table('sale.order', orderShape),
    /** Every entry: sales invoices, and what payments make. */
    moves: await table('account.move', moveShape),
    payments: await table('account.payment', paymentShape),
    partners: await table('res.partner', partnerShape),
    pickings: await table('stock.picking', pickingShape),
    keyed: await table('ir.model.data', keyShape, [['module', '=', 'counterfoil']]),
  };
}
export type Books = Awaited<ReturnType<typeof readBooks>>;

const invoiced = new Set(['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED']);

type Sums = { readonly amount_untaxed: number; readonly amount_tax: number; readonly amount_total: number };
const sumsOf = (row: Sums): string =>
  [row.amount_untaxed, row.amount_tax, row.amount_total].map(one => one.toFixed(2)).join(' ');

/** What is in the books and should not be, or the other way round; empty: every order is there exactly once, whole. */
export function faultsIn(books: Books, orders: readonly Order[], side: MoneySide): readonly string[] {
  const faults: string[] = [];
  const check = (holds: boolean, words: string): void => void (holds || faults.push(words));
  const byKey = new Map(
    books.keyed.map(({ name, model, res_id }) => [`${model} ${name.replaceAll('_', ':')}`, res_id]),
  );
  const wanted = { invoices: 0, payments: 0 };

  for (const order of orders) {
    const { name } = order;
    const key = orderKey(order.id);
    const row = books.orders.find(one => one.id === byKey.get(`sale.order ${key}`));
    if (row === undefined) {
      faults.push(`${name}: absent`);
      continue;
    }
    check(row.client_order_ref === name, `${name}: bears the reference ${row.client_order_ref}`);
    check(row.state === 'sale', `${name}: is ${row.state}`);
    check(row.picking_ids.length <= 1, `${name}: ${row.picking_ids.length} deliveries`);
    const payable = invoiced.has(order.financialStatus ?? '') && !isZero(order.total[side]);
    check(row.invoice_ids.length === (payable ? 1 : 0), `${name}: ${row.invoice_ids.length} invoices`);
    if (!payable) continue;
    wanted.invoices += 1;
    const invoice = books.moves.find(one => one.id === row.invoice_ids[0]);
    check(invoice?.id === byKey.get(`account.move ${key}:invoice`), `${name}: its invoice is not ours`);
    check(invoice?.state === 'posted', `${name}: its invoice is ${invoice?.state}`);
    check(invoice?.ref === name, `${name}: its invoice bears the reference ${invoice?.ref}`);
    check(invoice !== undefined && sumsOf(invoice) === sumsOf(row), `${name}: its invoice has other totals`);
    for (const transaction of paymentsOf(order, side)) {
      wanted.payments += 1;
      const amount = transaction.amount[side];
      const payment = books.payments.find(
        one => one.id === byKey.get(`account.payment ${transactionKey(transaction.id)}`),
      );
      check(payment !== undefined, `${name}: no payment of ${amount.amount}`);
      if (payment === undefined) continue;
      check(payment.state === 'paid' || payment.state === 'in_process', `${name}: its payment is ${payment.state}`);
      const paid = money(payment.amount.toFixed(2), amount.currency);
      check(compare(paid, amount) === 0, `${name}: pays ${paid.amount} instead of ${amount.amount}`);
      check(
        invoice !== undefined && payment.reconciled_invoice_ids.includes(invoice.id),
        `${name}: its payment is not matched with its invoice`,
      );
    }
  }

  const invoices = books.moves.filter(one => one.move_type !== 'entry');
  check(books.orders.length === orders.length, `${books.orders.length} sales orders for ${orders.length} orders`);
  check(invoices.length === wanted.invoices, `${invoices.length} invoices instead of ${wanted.invoices}`);
  check(books.payments.length === wanted.payments, `${books.payments.length} payments instead of ${wanted.payments}`);
  for (const name of new Set(orders.map(order => order.name))) {
    const [here, there] = [
      orders.filter(order => order.name === name).length,
      books.orders.filter(order => order.client_order_ref === name).length,
    ];
    check(here === there, `${name}: ${there} sales orders`);
  }
  const emails = books.partners.flatMap(one => (one.type === 'delivery' ? [] : one.email_normalized || []));
  for (const email of new Set(emails))
    check(emails.filter(one => one === email).length === 1, `${email}: more than one customer`);
  return faults;
}

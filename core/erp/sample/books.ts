import { add, isNegative, isZero, money, negate, subtract, sum, zero, type Money } from '../../model/money.ts';
import { SyncError } from '../../errors.ts';
import type { BookEntry, InvoiceRecord, SalesOrderRecord } from './documents.ts';
import type { Company, ItemRecord } from './masters.ts';

/** The invoice in the books: what is owed against what was earned and the tax. Balanced, or it is not written. */
export function invoiceEntries(
  order: SalesOrderRecord,
  { accounts }: Company,
  items: ReadonlyMap<string, ItemRecord>,
): readonly BookEntry[] {
  const { currency } = order;
  const earned = new Map<string, Money>();
  for (const line of order.lines) {
    const account = items.get(line.item)?.account ?? accounts.sales;
    earned.set(account, add(earned.get(account) ?? zero(currency), money(line.net, currency)));
  }
  return balanced(
    [
      debit(accounts.receivable, order.reference, money(order.totals.gross, currency)),
      ...[...earned].map(([account, amount]) => debit(account, order.reference, negate(amount))),
      ...order.taxes.map(tax => debit(accounts.tax, tax.code, negate(money(tax.amount, currency)))),
    ],
    currency,
  );
}

export const paymentEntries = (bank: string, receivable: string, label: string, amount: Money): readonly BookEntry[] =>
  balanced([debit(bank, label, amount), debit(receivable, label, negate(amount))], amount.currency);

/** Of a credit note. */
export const reversed = (entries: readonly BookEntry[]): readonly BookEntry[] =>
  entries.map(one => ({ ...one, debit: one.credit, credit: one.debit }));

/** What an invoice still asks for: nothing once it is credited, so that what was paid is the customer's. */
export function openOf({ currency, totals, payments, creditNote }: InvoiceRecord): string {
  const paid = Object.values(payments).map(one => money(one, currency));
  const asked = creditNote === undefined ? money(totals.gross, currency) : zero(currency);
  return subtract(asked, sum(paid, currency)).amount;
}

/** A negative debit is a credit. */
function debit(account: string, label: string, amount: Money): BookEntry {
  const nothing = zero(amount.currency).amount;
  return isNegative(amount)
    ? { account, label, debit: nothing, credit: negate(amount).amount }
    : { account, label, debit: amount.amount, credit: nothing };
}

function balanced(entries: readonly BookEntry[], currency: string): readonly BookEntry[] {
  const difference = sum(
    entries.map(one => subtract(money(one.debit, currency), money(one.credit, currency))),
    currency,
  );
  if (!isZero(difference))
    throw new SyncError(
      'rejected',
      'unbalanced',
      `The invoice is out of balance by ${difference.amount} ${currency}.`,
      {
        system: 'erp',
        nextStep: "Compare the order's totals with its lines in the ERP.",
      },
    );
  return entries.filter(one => !isZero(money(one.debit, currency)) || !isZero(money(one.credit, currency)));
}

import type { Money } from '../model/money.ts';
import type { Sale } from '../model/sale.ts';
import type { FieldChange } from '../model/write.ts';
import type { Entry } from './entry.ts';

/**
 * A sale as the fold keeps it with each record: one text, as there may be hundreds of thousands. By tabs: the SKUs in lower
 * case, the customer's reference, the e-mail address's fingerprint, the day, the amount, the currency.
 */
export type Sold = string;

const plain = (sku: string): string => sku.replaceAll('\t', ' ').toLowerCase();

const soldText = (sale: Sale): Sold =>
  [
    sale.skus.map(plain).join('\n'),
    sale.customer ?? '',
    sale.email ?? '',
    sale.day,
    sale.total.amount,
    sale.total.currency,
  ].join('\t');

/** When it was sold and for how much. */
export function soldOf(sold: Sold): Money & { readonly day: string } {
  const [day = '', amount = '', currency = ''] = sold.split('\t').slice(-3);
  return { day, amount, currency };
}

/** @param wanted part of a SKU, in lower case */
export function hasSku(sold: Sold, wanted: string): boolean {
  const at = sold.indexOf(wanted);
  return at >= 0 && at + wanted.length <= sold.indexOf('\t');
}

/** @param fact the whole of a customer's reference, an e-mail address's fingerprint, the day or the amount */
export const hasFact = (sold: Sold, fact: string): boolean => sold.includes(`\t${fact}\t`);

/** Undefined: the entry tells of none. */
export function soldBy(entry: Entry): Sold | undefined {
  if ('sale' in entry) return entry.sale && soldText(entry.sale);
  return entry.kind === 'intended' && entry.write.action === 'post-sales-order'
    ? soldInFields(entry.write.fields)
    : undefined;
}

const lineItem = /^\d+ x (.+) = /;

/** What is to be posted tells it too, as all that an entry of an older version has. */
function soldInFields(fields: readonly FieldChange[]): Sold | undefined {
  const told = new Map(fields.map(({ field, after }) => [field, after]));
  const [day, amount, currency] = [told.get('day'), told.get('total'), told.get('currency')];
  if (typeof day !== 'string' || typeof amount !== 'string' || typeof currency !== 'string') return undefined;
  const skus = fields.flatMap(({ field, after }) =>
    field.startsWith('line ') && typeof after === 'string' ? (lineItem.exec(after)?.[1] ?? []) : [],
  );
  return soldText({ day, total: { amount, currency }, skus });
}

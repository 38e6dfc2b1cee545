import type { Sale } from '../model/sale.ts';
import type { FieldChange } from '../model/write.ts';
import type { Entry } from './entry.ts';

/** A sale as the fold keeps it of each record: small, as there may be hundreds of thousands. */
export type Sold = {
  readonly day: string;
  readonly amount: string;
  readonly currency: string;
  /** Lower case, a line each: for searching only. */
  readonly skus: string;
  /** References of the customer, blanks between: our own, the e-mail address's fingerprint. */
  readonly who: string;
};

const keptOf = ({ day, total, skus, customer, email }: Sale): Sold => ({
  day,
  amount: total.amount,
  currency: total.currency,
  skus: skus.join('\n').toLowerCase(),
  who: [customer, email].filter(part => part !== undefined).join(' '),
});

/** Undefined: the entry tells of none. */
export function soldBy(entry: Entry): Sold | undefined {
  if ('sale' in entry) return entry.sale && keptOf(entry.sale);
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
  const items = fields.flatMap(({ field, after }) =>
    field.startsWith('line ') && typeof after === 'string' ? (lineItem.exec(after)?.[1] ?? []) : [],
  );
  return { day, amount, currency, skus: items.join('\n').toLowerCase(), who: '' };
}

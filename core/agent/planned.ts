import type { OrderPreview } from './preview.ts';
import { grouped } from '../model/grouped.ts';
import { sum, type Money } from '../model/money.ts';
import type { MoneySide } from '../model/order.ts';
import { dayInWords, type Day } from '../model/time.ts';
import type { Missing } from '../model/problem.ts';
import type { PlannedRecord, PlannedRow, PlannedTotals } from '../model/setup.ts';
import type { ActionName } from '../model/write.ts';
import { doing } from './action-words.ts';
import { assertNever } from '../errors.ts';

type OrderSettings = { readonly moneySide: MoneySide; readonly from: Day | null };

/** One order of a preview, with what it lacks. */
export type Planned = {
  readonly record: PlannedRecord;
  readonly missing: readonly Missing[];
  readonly actions: readonly ActionName[];
  /** Why it is left out, in words that fit every order of which it is true. */
  readonly leftOut?: string;
};

export function plannedOf({ ref, plan, content }: OrderPreview, orders: OrderSettings): Planned {
  const money = content.ok ? content.record.total[orders.moneySide] : undefined;
  const record = (outcome: PlannedRecord['outcome'], why?: string): Planned => ({
    record: { name: ref.name, outcome, money, why, writes: [] },
    missing: [],
    actions: [],
  });
  switch (plan.kind) {
    case 'skip':
      return { ...record('left-out', plan.reason), leftOut: leftOutWords(plan.code, orders.from) ?? plan.reason };
    case 'wait':
      return record('not-yet', plan.reason);
    case 'park':
    case 'conflict':
      return { ...record('waits', plan.problem.title), missing: plan.problem.missing };
    case 'write': {
      if (plan.writes.length === 0) return record('there');
      const planned = record('written');
      const writes = plan.writes.map(({ action, rule, fields }) => ({ words: doing[action], rule, fields }));
      return { ...planned, record: { ...planned.record, writes }, actions: plan.writes.map(({ action }) => action) };
    }
    default:
      return assertNever(plan, 'plan');
  }
}

function leftOutWords(code: string, from: Day | null): string | undefined {
  switch (code) {
    case 'before-start':
      return from === null ? undefined : `older than ${dayInWords(from)}, the first day`;
    case 'test-order':
      return 'test orders';
    case 'cancelled':
      return 'cancelled in Shopify';
    case 'taken-back':
    case 'taken-back-cancelled':
      return 'taken back by hand';
    case 'nothing-left':
      return 'nothing left on them to be sold';
    default:
      return undefined;
  }
}

const outcomes: readonly PlannedRecord['outcome'][] = ['written', 'there', 'waits', 'not-yet', 'left-out'];

/** Of one, and of several. */
const nouns: Readonly<Record<ActionName, readonly [one: string, more: string]>> = {
  'create-customer': ['customer', 'customers'],
  'create-delivery-address': ['delivery address', 'delivery addresses'],
  'post-sales-order': ['sales order', 'sales orders'],
  'discard-draft': ['draft removed', 'drafts removed'],
  'create-invoice': ['invoice', 'invoices'],
  'record-payment': ['payment', 'payments'],
  'reverse-order': ['order taken back', 'orders taken back'],
  'set-stock': ['stock level', 'stock levels'],
  'update-product': ['product changed', 'products changed'],
  'update-variant': ['variant changed', 'variants changed'],
  'create-product': ['new product', 'new products'],
  'update-item': ['item changed', 'items changed'],
  'create-item': ['new item', 'new items'],
};
const actions: readonly ActionName[] = [
  'post-sales-order',
  'create-customer',
  'create-delivery-address',
  'create-invoice',
  'record-payment',
  'reverse-order',
  'discard-draft',
  'update-product',
  'update-variant',
  'create-product',
  'update-item',
  'create-item',
  'set-stock',
];

/** Added up so that every order is in exactly one row. */
export function plannedTotals(all: readonly Planned[]): PlannedTotals {
  const records = all.map(({ record }) => record);
  const counts = new Map<ActionName, number>();
  for (const action of all.flatMap(one => one.actions)) counts.set(action, (counts.get(action) ?? 0) + 1);
  return {
    rows: outcomes.flatMap(outcome => rowOf(outcome, records)),
    orders: records.length,
    money: sums(records),
    writes: actions.flatMap(action => {
      const count = counts.get(action) ?? 0;
      return count === 0 ? [] : [{ words: nouns[action][count === 1 ? 0 : 1], count }];
    }),
    waits: reasons(all, ({ record: { outcome, why } }) => (outcome === 'waits' ? (why ?? '') : undefined)),
    leftOut: reasons(all, ({ leftOut }) => leftOut),
  };
}

const reasons = (
  all: readonly Planned[],
  why: (planned: Planned) => string | undefined,
): readonly { readonly title: string; readonly orders: number }[] =>
  [...grouped(all, why)]
    .map(([title, orders]) => ({ title, orders: orders.length }))
    .toSorted((a, b) => b.orders - a.orders);

/** Made when it is first needed: what it brings along is large. */
let collator: Intl.Collator | undefined;
/** "#999" before "#1000". */
const byNumber = (a: string, b: string): number =>
  (collator ??= new Intl.Collator('en-GB', { numeric: true })).compare(a, b);

function rowOf(outcome: PlannedRecord['outcome'], records: readonly PlannedRecord[]): readonly PlannedRow[] {
  const mine = records.filter(record => record.outcome === outcome);
  const names = mine.map(({ name }) => name).toSorted(byNumber);
  const [first] = names;
  const last = names.at(-1);
  if (first === undefined || last === undefined) return [];
  return [{ outcome, orders: mine.length, first, last, money: sums(mine) }];
}

/** One sum a currency, the most frequent currency first. */
function sums(records: readonly PlannedRecord[]): readonly Money[] {
  const known = records.flatMap(({ money }) => money ?? []);
  return [...grouped(known, ({ currency }) => currency)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([currency, amounts]) => sum(amounts, currency));
}

import type { OrderPreview } from './preview.ts';
import { grouped } from '../model/grouped.ts';
import { sum, type Money } from '../model/money.ts';
import type { MoneySide } from '../model/order.ts';
import type { Missing } from '../model/problem.ts';
import type { PlannedRecord, PlannedRow, PlannedTotals } from '../model/setup.ts';
import type { ActionName } from '../model/write.ts';
import { doing } from './action-words.ts';
import { assertNever } from '../errors.ts';

/** One order of a preview, with what it lacks. */
export type Planned = {
  readonly record: PlannedRecord;
  readonly missing: readonly Missing[];
  readonly actions: readonly ActionName[];
};

export function plannedOf({ ref, plan, content }: OrderPreview, side: MoneySide): Planned {
  const money = content.ok ? content.record.total[side] : undefined;
  const record = (outcome: PlannedRecord['outcome'], why?: string): Planned => ({
    record: { name: ref.name, outcome, money, why, writes: [] },
    missing: [],
    actions: [],
  });
  switch (plan.kind) {
    case 'skip':
      return record('left-out', plan.reason);
    case 'wait':
      return record('not-yet', plan.reason);
    case 'park':
    case 'conflict':
      return { ...record('waits', plan.problem.title), missing: plan.problem.missing };
    case 'write': {
      if (plan.writes.length === 0) return record('there');
      const { record: planned } = record('written');
      const writes = plan.writes.map(({ action, rule, fields }) => ({ words: doing[action], rule, fields }));
      return { record: { ...planned, writes }, missing: [], actions: plan.writes.map(({ action }) => action) };
    }
    default:
      return assertNever(plan, 'plan');
  }
}

const outcomes: readonly PlannedRecord['outcome'][] = ['written', 'there', 'waits', 'not-yet', 'left-out'];

const nouns: Readonly<Record<ActionName, string>> = {
  'create-customer': 'customers',
  'create-delivery-address': 'delivery addresses',
  'post-sales-order': 'sales orders',
  'discard-draft': 'drafts removed',
  'create-invoice': 'invoices',
  'record-payment': 'payments',
};
const actions: readonly ActionName[] = [
  'post-sales-order',
  'create-customer',
  'create-delivery-address',
  'create-invoice',
  'record-payment',
  'discard-draft',
];

/** Added up so that every order is in exactly one row. */
export function plannedTotals(all: readonly Planned[]): PlannedTotals {
  const records = all.map(({ record }) => record);
  const counts = new Map<ActionName, number>();
  for (const action of all.flatMap(one => one.actions)) counts.set(action, (counts.get(action) ?? 0) + 1);
  const waiting = grouped(records, ({ outcome, why }) => (outcome === 'waits' ? (why ?? '') : undefined));
  return {
    rows: outcomes.flatMap(outcome => rowOf(outcome, records)),
    orders: records.length,
    money: sums(records),
    writes: actions.flatMap(action => {
      const count = counts.get(action) ?? 0;
      return count === 0 ? [] : [{ words: nouns[action], count }];
    }),
    waits: [...waiting]
      .map(([title, orders]) => ({ title, orders: orders.length }))
      .toSorted((a, b) => b.orders - a.orders),
  };
}

/** "#999" before "#1000". */
const byNumber = new Intl.Collator('en-GB', { numeric: true }).compare;

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

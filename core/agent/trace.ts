import type { OrderRow, Trace, TraceStep } from '../contract.ts';
import { assertNever } from '../errors.ts';
import type { Entry } from '../journal/entry.ts';
import { soldOf } from '../journal/sold.ts';
import type { RecordState } from '../journal/view.ts';
import type { Money } from '../model/money.ts';
import type { Decision } from '../model/problem.ts';
import type { ActionName } from '../model/write.ts';
import { doing, done } from './action-words.ts';
import { undoneIn } from './undone.ts';

/** What Shopify charged for it. */
export function totalOf(sold: RecordState['sold']): Money | undefined {
  if (sold === undefined) return undefined;
  const { amount, currency } = soldOf(sold);
  return { amount, currency };
}

export const rowOf = (record: RecordState): OrderRow => ({
  id: record.id,
  name: record.name,
  state: record.state,
  at: record.at,
  salesOrder: record.salesOrder?.name,
  invoice: record.invoice?.name,
  total: totalOf(record.sold),
  ignored: record.ignored !== undefined,
  why:
    record.problem?.title ??
    (record.ignored === undefined ? record.reason : `Ignored: ${record.ignored.reason}`) ??
    (record.state === 'pending' ? 'Under way; it is tried again by itself.' : undefined),
});

const decided: Record<Decision, string> = {
  'accept-risk': 'A person decided: import it anyway',
  'leave-as-is': 'A person decided: leave it as it is',
  'post-again': 'A person decided: post it again',
};

type Told = Pick<TraceStep, 'words' | 'why' | 'fields' | 'details'>;
const told = (words: string, rest: Partial<Omit<Told, 'words'>> = {}): Told => ({
  words,
  why: undefined,
  fields: [],
  details: {},
  ...rest,
});

/** In place of a run, where a person took the books as they are. */
export const byDecision = 'decision';

function postedInWords({ run, remark }: Extract<Entry, { kind: 'posted' }>): string {
  if (run === byDecision) return 'The books stay as they are';
  return remark === undefined ? 'Everything is in the books' : 'In the books, with something left to do by hand';
}

/** Which of Shopify's answers told of it, and whose order it is, as far as the entry says. */
const sourceOf = ({ request, sale }: Extract<Entry, { readonly fingerprint: string }>): Told['details'] => ({
  ...(request === undefined ? {} : { 'Shopify request': request }),
  ...(sale?.customer === undefined ? {} : { customer: sale.customer }),
});

/** One journal entry of an order, as a sentence with what belongs to it. */
function tell(entry: Entry): Told {
  switch (entry.kind) {
    case 'intended': {
      const { action, key, rule, fields } = entry.write;
      const again = entry.attempt > 1 ? ` (attempt ${entry.attempt})` : '';
      return told(`${doing[action]}${again}`, { why: rule, fields, details: { key, run: entry.run } });
    }
    case 'landed': {
      const { landed, action } = entry;
      const found = landed.how === 'found' ? 'It was there already, so nothing was sent again.' : undefined;
      const details = { key: entry.key, run: entry.run, id: landed.id, 'took ms': String(entry.ms) };
      return told(`${done[action]}: ${landed.name}`, { why: found, fields: landed.fields, details });
    }
    case 'failed':
      return told(`Attempt ${entry.attempt} did not succeed`, {
        why: entry.message,
        details: { kind: entry.category, cause: entry.code, key: entry.key, run: entry.run },
      });
    case 'posted':
      return told(postedInWords(entry), {
        why: entry.remark,
        details: {
          run: entry.run,
          fingerprint: entry.fingerprint,
          'money side': entry.moneySide,
          'changed in Shopify': entry.recordUpdatedAt,
          ...sourceOf(entry),
        },
      });
    case 'parked':
    case 'conflicted':
      return told(entry.problem.title, {
        why: `${entry.problem.explanation} ${entry.problem.nextStep}`,
        details: { ...entry.problem.details, cause: entry.problem.code, run: entry.run, ...sourceOf(entry) },
      });
    case 'skipped':
      return told('Left out', {
        why: entry.reason,
        details: { cause: entry.code, run: entry.run, ...sourceOf(entry) },
      });
    case 'decided':
      return told(decided[entry.decision], { details: { by: entry.by } });
    case 'unwanted':
      return told('A person decided: take it back', { details: { by: entry.by } });
    case 'ignored':
      return told(`Ignored: ${entry.reason}`, {
        why: 'A person left it out. It is looked at again when it changes in Shopify, or when somebody asks.',
        details: { by: entry.by },
      });
    case 'chosen':
      return told('A person chose', { details: { choice: entry.choice, by: entry.by } });
    case 'opened':
    case 'mapped':
    case 'cursor':
    case 'run-finished':
    case 'halted':
    case 'resumed':
    case 'paused':
    case 'pause-ended':
    case 'lease':
    case 'noticed':
    case 'owned':
    case 'agreed':
    case 'held':
    case 'hold-ended':
      return told(entry.kind);
    default:
      return assertNever(entry, 'journal entry');
  }
}

/** What landed can be taken back where its own Write has not been since, and it is of a kind that has a way back. */
const undoableActions: ReadonlySet<ActionName> = new Set([
  'set-stock',
  'update-product',
  'update-variant',
  'update-item',
  'post-sales-order',
]);

export function stepsOf(entries: readonly Entry[]): readonly TraceStep[] {
  const undone = undoneIn(entries);
  return entries.map(entry => ({
    seq: entry.seq,
    at: entry.at,
    kind: entry.kind,
    ...tell(entry),
    undoable:
      entry.kind === 'landed' &&
      entry.landed.how === 'written' &&
      undoableActions.has(entry.action) &&
      !undone.has(entry.seq),
  }));
}

export const traceOf = (record: RecordState, entries: readonly Entry[]): Trace => ({
  row: rowOf(record),
  problem: record.problem,
  steps: stepsOf(entries),
});

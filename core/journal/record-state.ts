import { assertNever } from '../errors.ts';
import type { Landed } from '../model/write.ts';
import { recordOf, type Entry, type Placed } from './entry.ts';
import { soldBy, soldOf } from './sold.ts';
import type { RecordState } from './view.ts';

/** What one entry makes of its record. The entry must concern one. */
export function nextRecord(before: RecordState | undefined, { entry, position }: Placed): RecordState {
  const { id, name } = recordOf(entry) ?? { id: '', name: '' };
  const base: RecordState = before ?? {
    id,
    name,
    state: 'pending',
    fingerprint: '',
    postedFingerprint: undefined,
    recordUpdatedAt: '',
    at: entry.at,
    problem: undefined,
    reason: undefined,
    ignored: undefined,
    salesOrder: undefined,
    invoice: undefined,
    open: [],
    decision: undefined,
    undoing: undefined,
    moneySide: undefined,
    sold: undefined,
    booked: undefined,
    waited: false,
    since: undefined,
    cause: undefined,
    last: position,
  };
  // An intent tells less than what settles a record.
  const sold = entry.kind === 'intended' ? (base.sold ?? soldBy(entry)) : (soldBy(entry) ?? base.sold);
  const changed = { ...base, ...changesBy(entry, base) };
  const booked = isInBooks(base) && changed.booked === base.booked ? leftInBooks(base, sold) : changed.booked;
  return { ...changed, name, sold, booked, at: entry.at, last: position };
}

/** A sale that changes in Shopify changes nothing in the books. */
function leftInBooks({ sold: before, booked }: RecordState, sold: RecordState['sold']): string | undefined {
  if (before === sold || before === undefined || sold === undefined) return booked;
  const [was, is] = [soldOf(before), soldOf(sold)];
  const held = booked ?? was.amount;
  return held === is.amount || was.currency !== is.currency ? undefined : held;
}

/** Once in the books, a record is posted or in conflict, whatever is tried on it. */
const isInBooks = ({ state }: RecordState): boolean => state === 'posted' || state === 'conflict';

function changesBy(entry: Entry, record: RecordState): Partial<RecordState> {
  switch (entry.kind) {
    case 'intended': {
      const { key } = entry.write;
      const open = record.open.includes(key) ? record.open : [...record.open, key];
      if (isInBooks(record)) return { open };
      const { recordUpdatedAt } = entry;
      return { open, recordUpdatedAt, state: 'pending', problem: undefined, reason: undefined, ignored: undefined };
    }
    case 'landed':
      return { open: record.open.filter(key => key !== entry.key), ...documentOf(entry) };
    case 'posted':
      return {
        ...settled(entry),
        state: 'posted',
        postedFingerprint: entry.fingerprint,
        moneySide: entry.moneySide,
        open: [],
        ...noProblem,
        reason: entry.remark,
        decision: record.decision === 'post-again' ? undefined : record.decision,
        undoing: undefined,
      };
    case 'parked':
      return { ...heldBack(entry, record), state: isInBooks(record) ? 'conflict' : 'parked' };
    case 'conflicted':
      return { ...heldBack(entry, record), state: 'conflict', undoing: undefined };
    case 'skipped':
      return {
        ...settled(entry),
        state: 'skipped',
        open: [],
        ...noProblem,
        reason: entry.reason,
        cause: entry.code,
        undoing: undefined,
        decision: record.decision === 'post-again' ? undefined : record.decision,
      };
    case 'decided':
      return { decision: entry.decision };
    case 'unwanted':
      return { undoing: entry.undoes, decision: undefined };
    case 'ignored':
      // What became of it meanwhile counts more.
      if (record.state !== 'parked') return {};
      return { state: 'skipped', problem: undefined, ignored: { reason: entry.reason, seq: entry.seq } };
    case 'failed':
    case 'opened':
    case 'run-finished':
    case 'mapped':
    case 'cursor':
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
    case 'chosen':
      return {};
    default:
      return assertNever(entry, 'journal entry');
  }
}

const noProblem = {
  problem: undefined,
  reason: undefined,
  ignored: undefined,
  since: undefined,
  cause: undefined,
} as const;

const settled = (entry: { readonly fingerprint: string; readonly recordUpdatedAt: string }) => ({
  fingerprint: entry.fingerprint,
  recordUpdatedAt: entry.recordUpdatedAt,
});

const heldBack = (entry: Extract<Entry, { kind: 'parked' | 'conflicted' }>, record: RecordState) => ({
  ...settled(entry),
  ...(entry.kind === 'parked' || entry.fingerprint === record.fingerprint ? {} : dropLeave(record)),
  problem: entry.problem,
  waited: true,
  reason: undefined,
  ignored: undefined,
  cause: entry.problem.code,
  since: record.cause === entry.problem.code ? record.since : entry.at,
});

/** Leaving a difference as it is says nothing about the next one. */
const dropLeave = ({ decision }: RecordState) => ({ decision: decision === 'leave-as-is' ? undefined : decision });

function documentOf({ action, landed }: Extract<Entry, { kind: 'landed' }>): Partial<RecordState> {
  const ref = { id: landed.id, name: landed.name };
  if (action === 'post-sales-order') return { salesOrder: ref, booked: bookedBy(landed) };
  if (action === 'create-invoice') return { invoice: ref };
  return {};
}

/** Only a difference is told. */
const bookedBy = ({ fields }: Landed): string | undefined => {
  const made = fields.find(({ field }) => field === 'gross')?.after;
  return typeof made === 'string' ? made : undefined;
};

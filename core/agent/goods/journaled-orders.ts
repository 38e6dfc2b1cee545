import { overlapMs } from '../../engine/since.ts';
import type { JournaledOrders, UnpostedOrder } from '../../flows/export-stock/policy.ts';
import type { JournalView, RecordState } from '../../journal/view.ts';
import { epochMs, instantOf } from '../../model/time.ts';

/** Takes nothing from stock that the ERP does not know of. */
const nothingOpen: ReadonlySet<string | undefined> = new Set([
  'cancelled',
  'nothing-left',
  'before-start',
  'taken-back-cancelled',
]);

/** One that is gone from the ERP, or about to be, takes nothing from its stock. */
const isInBooks = ({ state, cause, undoing }: RecordState): boolean =>
  (state === 'posted' || state === 'conflict') && cause !== 'gone-from-erp' && undoing === undefined;
const isSettled = (record: RecordState): boolean =>
  isInBooks(record) || (record.state === 'skipped' && record.ignored === undefined && nothingOpen.has(record.cause));

/** The orders of which the ERP does not know, as the journal has it at this moment. */
export function journaledOrders(view: JournalView): JournaledOrders {
  const unposted: UnpostedOrder[] = [];
  for (const record of view.records.values()) {
    const { id, name, state } = record;
    if (!isSettled(record)) unposted.push({ id, name, leftOut: state === 'skipped' });
  }
  const cursor = view.cursors.get('import-orders');
  return {
    unposted,
    since: cursor === undefined ? undefined : instantOf(epochMs(cursor) - overlapMs),
    isSettled: id => {
      const record = view.records.get(id);
      return record !== undefined && isSettled(record);
    },
  };
}

import type { JournalView, RecordState } from '../journal/view.ts';
import type { Mappings } from '../model/mappings.ts';
import type { Category } from '../model/problem.ts';
import { sourceOf } from './mapping.ts';

/** Cut short by an outage or a power cut, perhaps in a retry of an order that no page shows any more. */
const isCutShort = ({ state, open }: RecordState): boolean =>
  state === 'pending' || (state === 'posted' && open.length > 0);

/** A person said import it, and it was not tried to the end. */
const isAccepted = ({ state, decision, problem }: RecordState): boolean =>
  state === 'parked' && decision === 'accept-risk' && problem?.code === 'high-risk';

const isMapped = ({ problem }: RecordState, mappings: Mappings): boolean =>
  problem !== undefined &&
  problem.missing.length > 0 &&
  problem.missing.every(missing => sourceOf(mappings, missing) !== undefined);

const mendable: ReadonlySet<Category | undefined> = new Set(['mapping', 'rejected', 'transient']);
const mayBeMended = ({ state, problem }: RecordState): boolean => state === 'parked' && mendable.has(problem?.category);

/**
 * The orders that must be looked at although they have not changed, by id.
 * @param again also those that wait for something a person may have put right in the ERP
 * @param mappings of this moment, unless a run has gone through with them already: one try is enough.
 */
export function unfinished(view: JournalView, mappings: Mappings | undefined, again: boolean): readonly string[] {
  const ids: string[] = [];
  for (const record of view.records.values())
    if (
      isCutShort(record) ||
      isAccepted(record) ||
      (mappings !== undefined && isMapped(record, mappings)) ||
      (again && mayBeMended(record))
    )
      ids.push(record.id);
  return ids;
}

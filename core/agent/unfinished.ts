import type { JournalView, RecordState } from '../journal/view.ts';
import type { Mappings } from '../model/mappings.ts';
import type { Category } from '../model/problem.ts';
import type { OrderSettings } from '../model/settings.ts';
import { sourceOf } from './mapping.ts';

/** A person left it out: it waits for a change or for a retry. */
const isIgnored = ({ ignored }: RecordState): boolean => ignored !== undefined;

/** Cut short by an outage or a power cut, perhaps in a retry of an order that no page shows any more. */
const isCutShort = ({ state, open }: RecordState): boolean =>
  state === 'pending' || (state === 'posted' && open.length > 0);

/** A person said import it, post it again or take it back, and it was not tried to the end. */
const isDecided = ({ decision, undoing, problem }: RecordState): boolean =>
  // What a try of that ran into waits as any such problem does.
  (undoing !== undefined && (problem === undefined || problem.category === 'conflict')) ||
  (decision === 'accept-risk' && problem?.code === 'high-risk') ||
  (decision === 'post-again' && problem?.code === 'gone-from-erp');

const isMapped = ({ problem }: RecordState, mappings: Mappings): boolean =>
  problem !== undefined &&
  problem.missing.length > 0 &&
  problem.missing.every(missing => sourceOf(mappings, missing) !== undefined);

const mendable: ReadonlySet<Category | undefined> = new Set(['mapping', 'rejected', 'transient', 'busy']);
const mayBeMended = ({ problem }: RecordState): boolean => mendable.has(problem?.category);

/** It was left out or held by a setting that says otherwise now. */
function isReopened({ state, cause }: RecordState, { orders, isEarlier }: Policy): boolean {
  if (cause === 'high-risk') return orders.highRisk === 'import';
  if (state !== 'skipped') return false;
  return (cause === 'test-order' && orders.testOrders === 'import') || (cause === 'before-start' && isEarlier);
}

/** `isEarlier`: the first day to import was moved back since the last run that went through. */
type Policy = { readonly orders: OrderSettings; readonly isEarlier: boolean };

/**
 * The orders that must be looked at although they have not changed, by id.
 * @param again also those that wait for something a person may have put right in the ERP
 * @param mappings of this moment, unless a run has gone through with them already: one try is enough.
 */
export function unfinished(
  view: JournalView,
  mappings: Mappings | undefined,
  policy: Policy,
  again: boolean,
): readonly string[] {
  const ids: string[] = [];
  for (const record of view.records.values())
    if (
      !isIgnored(record) &&
      (isCutShort(record) ||
        isDecided(record) ||
        (mappings !== undefined && isMapped(record, mappings)) ||
        isReopened(record, policy) ||
        (again && mayBeMended(record)))
    )
      ids.push(record.id);
  return ids;
}

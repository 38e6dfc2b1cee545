import type { NewMapping, OrderRow } from '../contract.ts';
import type { RunResult } from '../engine/run.ts';
import { SyncError } from '../errors.ts';
import { findRecord, type RecordState } from '../journal/view.ts';
import type { Decision, Missing } from '../model/problem.ts';
import { longestReason, reasonFrom } from '../model/reason.ts';
import type { RunTrigger } from '../model/write.ts';
import { createMappingChanges } from './mapping-changes.ts';
import { demandDone } from './asked-run.ts';
import type { AgentDeps } from './ports.ts';
import type { RunWish } from './runner.ts';
import { decisionsFor, mayBeIgnored, mayPostAgain } from './status.ts';
import { byDecision, rowOf } from './trace.ts';

export type ByHandDeps = Pick<AgentDeps, 'journal' | 'mappings' | 'settings' | 'device'> & {
  readonly run: (wish: RunWish) => Promise<RunResult | undefined>;
  readonly isPaused: () => boolean;
  readonly isEnding: () => boolean;
  readonly changed: () => void;
};

const namesOf = (records: readonly RecordState[]): string => records.map(({ name }) => name).join(', ');

/** What a person does with single orders. It works during a pause too: it was asked for. */
export function createByHand(deps: ByHandDeps) {
  const { journal, settings, device, run, isPaused, isEnding, changed } = deps;
  const mappingChanges = createMappingChanges(deps);

  const recordOf = (ref: string): RecordState => {
    const record = findRecord(journal.view, ref);
    if (record !== undefined) return record;
    throw new SyncError('rejected', 'order-unknown', `No order ${ref} is known here.`, {
      nextStep: 'Check the order number, or sync first.',
    });
  };

  const decisionOf = ({ id, name }: RecordState, decision: Decision) =>
    ({ kind: 'decided', record: { id, name }, decision, by: device.name }) as const;

  async function tryAgain(refs: readonly string[], trigger: RunTrigger): Promise<void> {
    if (refs.length === 0) return;
    demandDone(await run({ trigger, only: refs }), isEnding());
  }

  async function retry(ref: string): Promise<OrderRow> {
    // An order that was never seen here can be fetched by its name all the same.
    const before = findRecord(journal.view, ref);
    if (before !== undefined && mayPostAgain(before)) await journal.append(decisionOf(before, 'post-again'));
    await tryAgain([before?.id ?? ref], 'retry');
    return rowOf(recordOf(before?.id ?? ref));
  }

  async function retryMany(refs: readonly string[]): Promise<readonly OrderRow[]> {
    const ids = [...new Set(refs.map(ref => recordOf(ref).id))];
    await tryAgain(ids, 'retry');
    return ids.map(id => rowOf(recordOf(id)));
  }

  async function ignore(refs: readonly string[], text: string): Promise<readonly OrderRow[]> {
    const reason = reasonFrom(text);
    if (reason === undefined)
      throw new SyncError('rejected', 'reason-needed', `Say why, in 1 to ${longestReason} characters.`);
    const records = [...new Set(refs.map(recordOf))];
    const waiting = records.filter(mayBeIgnored);
    if (waiting.length === 0)
      throw new SyncError('rejected', 'nothing-to-ignore', `${namesOf(records)} cannot be left out.`, {
        nextStep: 'Look again: only an order that waits for a person, and is not in the books, can be ignored.',
      });
    await journal.append(
      ...waiting.map(({ id, name }) => ({ kind: 'ignored', record: { id, name }, reason, by: device.name }) as const),
    );
    changed();
    return records.map(({ id }) => rowOf(recordOf(id)));
  }

  async function decide(ref: string, decision: Decision): Promise<OrderRow> {
    const record = recordOf(ref);
    if (record.decision !== decision && !decisionsFor(record).includes(decision))
      throw new SyncError('rejected', 'nothing-to-decide', `${record.name} does not wait for this decision.`, {
        nextStep: 'Look at the order again: it has changed since, or waits for something else.',
      });
    const decided = decisionOf(record, decision);
    const { record: mark } = decided;
    if (decision !== 'leave-as-is') {
      if (record.decision !== decision) await journal.append(decided);
      return retry(record.id);
    }
    const { recordUpdatedAt, moneySide = settings.orders.moneySide } = record;
    const fingerprint = record.fingerprint === '' ? (record.postedFingerprint ?? '') : record.fingerprint;
    const posted = { kind: 'posted', run: byDecision, record: mark, recordUpdatedAt, fingerprint, moneySide } as const;
    await journal.append(decided, posted);
    changed();
    return rowOf(recordOf(record.id));
  }

  /** The mapping is durable and journaled before what waited for it is tried again; during a pause that waits for its end. */
  async function addMapping(mapping: NewMapping): Promise<readonly OrderRow[]> {
    await mappingChanges.add(mapping);
    const waiting = mappingChanges.waitingFor(mapping.missing);
    changed();
    if (!isPaused() && settings.mode === 'live') await tryAgain(waiting, 'mapping');
    changed();
    return waiting.map(id => rowOf(recordOf(id)));
  }

  async function removeMapping(missing: Missing): Promise<void> {
    await mappingChanges.remove(missing);
    changed();
  }

  return { retry, retryMany, ignore, decide, addMapping, removeMapping };
}

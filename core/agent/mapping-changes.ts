import type { NewMapping } from '../contract.ts';
import { SyncError } from '../errors.ts';
import { isSameGap } from '../model/gap.ts';
import type { Mappings } from '../model/mappings.ts';
import type { Missing } from '../model/problem.ts';
import type { AgentDeps } from './ports.ts';
import { sourceOf, withMapping, withoutMapping } from './mapping.ts';

/** What a person changes in the mappings: durable and journaled, one after the other, as each adds to the one before. */
export function createMappingChanges({
  journal,
  mappings,
  device,
}: Pick<AgentDeps, 'journal' | 'mappings' | 'device'>) {
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  async function save(next: Mappings, missing: Missing, after: string | null): Promise<void> {
    const before = sourceOf(mappings.current(), missing) ?? null;
    await mappings.save(next);
    if (before !== after)
      await journal.append({ kind: 'mapped', what: JSON.stringify(missing), before, after, by: device.name });
  }

  return {
    add: ({ missing, code }: NewMapping): Promise<void> =>
      inTurn(() => save(withMapping(mappings.current(), missing, code), missing, code)),

    remove: (missing: Missing): Promise<void> =>
      inTurn(() => {
        if (sourceOf(mappings.current(), missing) === undefined)
          throw new SyncError('rejected', 'not-mapped', 'This mapping is gone already.', {
            nextStep: 'Look at the list again: it was removed on another page or in the file.',
          });
        return save(withoutMapping(mappings.current(), missing), missing, null);
      }),

    /** Ids of the orders that wait for it. */
    waitingFor: (missing: Missing): readonly string[] =>
      [...journal.view.records.values()]
        .filter(({ problem }) => problem?.missing.some(one => isSameGap(one, missing)) === true)
        .map(({ id }) => id),
  };
}

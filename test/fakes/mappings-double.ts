import type { Handlers, OrderRow, ProblemCard, Snapshot } from '../../core/contract.ts';
import { mappingChoices } from '../../core/agent/mapping-choices.ts';
import { mappingList } from '../../core/agent/mapping-list.ts';
import { sourceOf, withMapping, withoutMapping } from '../../core/agent/mapping.ts';
import { gapKey } from '../../core/model/gap.ts';
import type { Missing } from '../../core/model/problem.ts';
import { choices, firstChanges, firstMappings, now } from './friday-morning.ts';

type MappingRequestName = 'mappings.list' | `mapping.${'choices' | 'add' | 'remove'}`;

export type MappingsDouble = {
  readonly handlers: Handlers<MappingRequestName>;
  readonly part: () => Pick<Snapshot, 'mappingsRevision'>;
  readonly isMapped: (missing: Missing) => boolean;
};

/** Mappings in an agent double: `cards` are the orders that may wait for one, `send` is what then becomes of an order. */
export function mappingsDouble(
  on: <A extends readonly unknown[], R>(name: string, handle: (...args: A) => R) => (...args: A) => R,
  cards: () => readonly ProblemCard[],
  send: (name: string) => OrderRow,
  changed: () => void,
): MappingsDouble {
  let mappings = firstMappings;
  let changes = firstChanges;
  let mappingsRevision = 0;
  const note = (what: Missing, after: string | null): void => {
    mappingsRevision += 1;
    changes = [{ what, at: now, by: 'Office PC', before: sourceOf(mappings, what) ?? null, after }, ...changes];
  };
  const handlers: Handlers<MappingRequestName> = {
    'mappings.list': on('mappings.list', () => {
      const records = cards().map(({ recordId: id, recordName: name, problem }) => ({ id, name, problem }));
      const mappingChanges = changes.map(({ what, ...rest }) => ({ what: JSON.stringify(what), ...rest }));
      return mappingList({ records: new Map(records.map(record => [record.id, record])), mappingChanges }, mappings);
    }),
    'mapping.choices': on('mapping.choices', (missing, search) =>
      mappingChoices(
        {
          choices: (_kind, words) =>
            Promise.resolve(
              choices[missing.kind]
                .map(([code, label, rate]) => ({
                  code,
                  label,
                  ...(rate === undefined ? {} : { tax: { rate, pricesIncludeTax: true } }),
                }))
                .filter(choice => `${choice.code} ${choice.label}`.toLowerCase().includes(words.toLowerCase())),
            ),
        },
        missing,
        search,
        new AbortController().signal,
      ),
    ),
    'mapping.add': on('mapping.add', ({ missing, code }) => {
      note(missing, code);
      mappings = withMapping(mappings, missing, code);
      const waiting = cards().filter(({ problem }) => problem.missing.some(one => gapKey(one) === gapKey(missing)));
      const sent = waiting.map(({ recordName }) => send(recordName));
      changed();
      return sent;
    }),
    'mapping.remove': on('mapping.remove', what => {
      note(what, null);
      mappings = withoutMapping(mappings, what);
      changed();
    }),
  };
  return {
    handlers,
    part: () => ({ mappingsRevision }),
    isMapped: missing => sourceOf(mappings, missing) !== undefined,
  };
}

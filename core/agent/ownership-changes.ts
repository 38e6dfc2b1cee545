import { SyncError } from '../errors.ts';
import type { Event } from '../journal/entry.ts';
import { ownedFields, type OwnedField, type Ownership, type OwnershipChange } from '../model/owned-field.ts';
import type { FieldRule } from '../model/ownership.ts';
import { knownFields } from '../ownership/fields.ts';
import { standardOwnership } from '../ownership/presets.ts';
import { conflictRefusal, conflictWords, isSameRule, ownerName, ownerRefusal } from '../ownership/rule.ts';
import { ruleFrom } from '../ownership/rule-schema.ts';
import type { AgentDeps } from './ports.ts';

/** Who it was, where a person changed the file in an editor. */
const editor = 'whoever edited ownership.json';

/** What a person changes in the matrix: durable and journaled, one after the other, as each adds to the one before. */
export function createOwnershipChanges({
  journal,
  ownership,
  device,
}: Pick<AgentDeps, 'journal' | 'ownership' | 'device'>) {
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  /** What the journal last heard of a field; before that, what holds without a file. */
  function told(): (field: OwnedField) => FieldRule {
    const newest = new Map<string, string>();
    for (const { field, after } of journal.view.ownershipChanges) if (!newest.has(field)) newest.set(field, after);
    return field => ruleFrom(newest.get(field) ?? '') ?? standardOwnership[field];
  }

  async function tell(now: Ownership, by: (field: OwnedField) => string): Promise<void> {
    const before = told();
    const entries = ownedFields
      .filter(field => !isUnchanged(before(field), now[field]))
      .map((field): Extract<Event, { kind: 'owned' }> => ({
        kind: 'owned',
        field,
        before: JSON.stringify(before(field)),
        after: JSON.stringify(now[field]),
        by: by(field),
      }));
    if (entries.length > 0) await journal.append(...entries);
  }

  return {
    /**
     * All of them or none. What was edited in the file before is told first, as its own change.
     * @throws SyncError 'rejected' that names the field which cannot have this owner or rule, or the file's slip
     */
    save: (changes: readonly OwnershipChange[], erp: string): Promise<void> =>
      inTurn(async () => {
        for (const change of changes) refuseImpossible(change, erp);
        const asked = new Map(changes.map(({ field, rule }) => [field, rule] as const));
        if (ownership.slip() === undefined) await tell(ownership.current(), () => editor);
        await ownership.save(changes);
        await tell(ownership.current(), field => (asked.has(field) ? device.name : editor));
      }),

    /** Tells the journal what a person changed in the file. While it has a slip, nothing was taken up. */
    takeUp: (): Promise<void> =>
      inTurn(async () => {
        if (ownership.slip() === undefined) await tell(ownership.current(), () => editor);
      }),
  };
}

const isUnchanged = (one: FieldRule, two: FieldRule): boolean =>
  isSameRule(one, two) && one.responsible === two.responsible;

function refuseImpossible({ field, rule }: OwnershipChange, erp: string): void {
  const { called } = knownFields[field];
  const owner = ownerRefusal(field, rule.owner, erp);
  if (owner !== undefined)
    throw new SyncError(
      'rejected',
      'owner-impossible',
      `${ownerName(rule.owner, erp)} cannot own ${called}: ${owner}.`,
      {
        system: 'agent',
        nextStep: 'Choose another owner. Nothing was changed.',
        details: { field },
      },
    );
  const conflict = conflictRefusal(field, rule.onConflict, erp);
  if (conflict !== undefined)
    throw new SyncError(
      'rejected',
      'rule-impossible',
      `"${conflictWords[rule.onConflict]}" is not possible for ${called}: ${conflict}.`,
      { system: 'agent', nextStep: 'Choose another rule. Nothing was changed.', details: { field } },
    );
}

import { useCallback, useMemo, useState } from 'react';
import type { OwnedField, OwnershipChange } from '../../../core/model/owned-field.ts';
import type { FieldRule } from '../../../core/model/ownership.ts';
import type { OwnershipRow, OwnershipView } from '../../../core/model/ownership-view.ts';

/** What is changed and does not count yet. */
export type Draft = {
  readonly changes: readonly OwnershipChange[];
  /** The rule as it would be. */
  readonly ruleOf: (row: OwnershipRow) => FieldRule;
  readonly isChanged: (field: OwnedField) => boolean;
  readonly change: (row: OwnershipRow, part: Partial<FieldRule>) => void;
  /** In place of all that was changed so far. */
  readonly replace: (changes: readonly OwnershipChange[]) => void;
  readonly discard: () => void;
};

const ruleIn = ({ owner, onConflict, responsible }: OwnershipRow): FieldRule => ({ owner, onConflict, responsible });
const isSame = (one: FieldRule, two: FieldRule): boolean =>
  one.owner === two.owner && one.onConflict === two.onConflict && one.responsible === two.responsible;

/** A field that is put back as it was counts as unchanged, also where the file has changed meanwhile. */
export function useDraft(view: OwnershipView): Draft {
  const [wanted, setWanted] = useState<ReadonlyMap<OwnedField, FieldRule>>(() => new Map());
  const changes = useMemo(
    () =>
      view.domains
        .flatMap(({ rows }) => rows)
        .flatMap((row): readonly OwnershipChange[] => {
          const rule = wanted.get(row.field);
          return rule === undefined || isSame(rule, ruleIn(row)) ? [] : [{ field: row.field, rule: trimmed(rule) }];
        }),
    [view, wanted],
  );
  const ruleOf = (row: OwnershipRow): FieldRule => wanted.get(row.field) ?? ruleIn(row);
  return {
    changes,
    ruleOf,
    isChanged: field => changes.some(change => change.field === field),
    change: (row, part) => setWanted(last => new Map(last).set(row.field, { ...ruleOf(row), ...part })),
    replace: useCallback(
      (all: readonly OwnershipChange[]) => setWanted(new Map(all.map(({ field, rule }) => [field, rule]))),
      [],
    ),
    discard: useCallback(() => setWanted(new Map()), []),
  };
}

const trimmed = (rule: FieldRule): FieldRule => {
  const responsible = rule.responsible?.trim() ?? '';
  return { ...rule, responsible: responsible === '' ? null : responsible };
};

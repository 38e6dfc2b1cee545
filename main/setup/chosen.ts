import { withMapping } from '../../core/agent/mapping.ts';
import { gapKey } from '../../core/model/gap.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import type { Missing } from '../../core/model/problem.ts';

/** What was matched up in set-up; a code of null: a person leaves it to be asked for later. */
export type Choice = { readonly missing: Missing; readonly code: string | null };

export const choose = (all: readonly Choice[], missing: Missing, code: string | null): readonly Choice[] => [
  ...all.filter(one => gapKey(one.missing) !== gapKey(missing)),
  { missing, code },
];

/** On top of what a person has mapped elsewhere, which stays. */
export const applied = (base: Mappings, all: readonly Choice[]): Mappings =>
  all.reduce((mappings, { missing, code }) => (code === null ? mappings : withMapping(mappings, missing, code)), base);

export const choiceOf = (all: readonly Choice[], missing: Missing): Choice | undefined =>
  all.find(one => gapKey(one.missing) === gapKey(missing));

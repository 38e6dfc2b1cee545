import { z } from 'zod';
import { ownedFields } from '../model/owned-field.ts';
import { conflictRules, owners, type FieldRule } from '../model/ownership.ts';

const fieldRule = z.strictObject({
  owner: z.enum(owners),
  onConflict: z.enum(conflictRules),
  responsible: z.string().trim().min(1).max(100).nullable(),
});

/** What a window asks for, field by field. Which owner can be is said by `ownerRefusal`. */
export const ownershipChangeSchema = z.strictObject({ field: z.enum(ownedFields), rule: fieldRule });

/** As it stands in the journal. Undefined where it is none that this version knows. */
export function ruleFrom(json: string): FieldRule | undefined {
  try {
    return fieldRule.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

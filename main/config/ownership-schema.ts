import { z } from 'zod';
import type { OwnedField, Ownership } from '../../core/model/owned-field.ts';
import { conflictRules, owners } from '../../core/model/ownership.ts';
import { eachField, knownFields } from '../../core/ownership/fields.ts';
import { standardOwnership } from '../../core/ownership/presets.ts';
import { text } from './fields.ts';

/** Which ERP it is, the file does not know. */
const erp = 'the ERP';
const quoted = (words: readonly string[]): string => words.map(word => `"${word}"`).join(' or ');

function rule(field: OwnedField) {
  const known = knownFields[field];
  const standard = standardOwnership[field];
  const later = known.carried ? '' : ' Counterfoil does not carry it yet.';
  return z
    .strictObject({
      owner: z
        .enum(owners)
        .refine((owner): boolean => known.owners.includes(owner), {
          error: `${quoted(known.owners)}: ${known.ownersBecause(erp)}`,
        })
        .meta({ enum: known.owners, description: 'Whose value counts; what belongs to nobody is never synced.' }),
      onConflict: z
        .enum(conflictRules)
        .refine((given): boolean => known.rules.includes(given), {
          error: `${quoted(known.rules)}: ${known.rulesBecause(erp)}`,
        })
        .default(standard.onConflict)
        .meta({ enum: known.rules, description: 'What happens when the other side has changed it.' }),
      responsible: text('who looks after it, such as "Bookkeeper", or null')
        .nullable()
        .default(standard.responsible)
        .describe('Who looks after it.'),
    })
    .default(standard)
    .describe(`Who owns ${known.called}.${later}`);
}

/** ownership.json as a person writes it. */
export const ownershipFile = z.strictObject({
  $schema: z.string().optional().describe('For editors: completion and checks while typing.'),
  fields: z
    .strictObject(eachField(rule))
    .prefault({})
    .describe('Each field and its one owner. What is left out: Shopify sells, the ERP keeps stock and books.'),
});

export const ownershipSchema = ownershipFile.transform(({ fields }): { readonly fields: Ownership } => ({ fields }));

import { z } from 'zod';
import { conflictRules, owners, type Owner } from '../../core/model/ownership.ts';
import { ownedFields, standardRule, type OwnedField, type Ownership } from '../../core/ownership.ts';
import { text } from './fields.ts';

const onConflict = z
  .enum(conflictRules)
  .refine((given): boolean => given === 'hold-and-ask', {
    error: '"hold-and-ask": what is in the books is never changed without a person',
  })
  .default(standardRule.onConflict)
  .describe('What happens when the other side has changed it. So far only "hold-and-ask".');
const responsible = text('who looks after it, such as "Bookkeeper", or null')
  .nullable()
  .default(standardRule.responsible)
  .describe('Who looks after it.');

function rule(field: OwnedField) {
  const { called, because } = ownedFields[field];
  const allowed: readonly Owner[] = ownedFields[field].owners;
  const words = allowed.map(owner => `"${owner}"`).join(' or ');
  return z
    .strictObject({
      owner: z
        .enum(owners)
        .refine((owner): boolean => allowed.includes(owner), { error: `${words}: ${because}` })
        .describe('Whose value counts. One that Shopify does not own is not written.'),
      onConflict,
      responsible,
    })
    .default(standardRule)
    .describe(`Who owns ${called}.`);
}

/** ownership.json as a person writes it. */
export const ownershipFile = z.strictObject({
  $schema: z.string().optional().describe('For editors: completion and checks while typing.'),
  fields: z
    .strictObject({
      'orders.lines': rule('orders.lines'),
      'orders.delivery-address': rule('orders.delivery-address'),
      'orders.payments': rule('orders.payments'),
      'customers.name': rule('customers.name'),
      'customers.email': rule('customers.email'),
      'customers.phone': rule('customers.phone'),
    } satisfies Readonly<Record<OwnedField, z.ZodType>>)
    .prefault({})
    .describe('Each field that is written, and its one owner. What is left out is owned by Shopify.'),
});

export const ownershipSchema = ownershipFile.transform(({ fields }): Ownership => fields);

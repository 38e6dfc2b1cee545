import { z } from 'zod';
import { specialItems, type Missing } from '../model/problem.ts';

const text = z.string().max(200);
const title = z.string().max(1000);
const code = text.optional();

/** What a mapping is about, as it comes from a window or stands in the journal. */
export const missingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), sku: text, title }),
  z.strictObject({ kind: z.literal('special-item'), role: z.enum(specialItems), code }),
  z.strictObject({
    kind: z.literal('tax'),
    country: text,
    rate: text,
    pricesIncludeTax: z.boolean(),
    title,
    code,
    codeRate: code,
  }),
  z.strictObject({ kind: z.literal('country'), country: text }),
  z.strictObject({ kind: z.literal('payment-method'), gateway: text, code }),
  z.strictObject({ kind: z.literal('location'), id: text, name: title }),
  z.strictObject({ kind: z.literal('walk-in-customer') }),
  z.strictObject({ kind: z.literal('customer'), key: text }),
]);

/** Undefined where it is none that this version knows. */
export function missingFrom(json: string): Missing | undefined {
  try {
    return missingSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

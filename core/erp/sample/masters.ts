import { z } from 'zod';

/** What the ERP knows before the first order. Edited by hand or by seeding, never by the adapter. */

const code = z.string().min(1);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal in quotes, such as "0.2"');

export const company = z.strictObject({
  name: z.string().min(1),
  /** The books' own currency. */
  currency: z.string().length(3),
  /** Every currency a document may have. */
  currencies: z.array(z.string().length(3)).min(1),
  /** `as-given`: takes the tax amounts it is sent. `computed`: holds net unit prices and works the tax out itself. */
  taxAmounts: z.enum(['as-given', 'computed']).default('as-given'),
  /** Where `computed` rounds. */
  taxRounding: z.enum(['line', 'document']).default('line'),
  defaultWarehouse: code,
  accounts: z.strictObject({ receivable: code, sales: code, tax: code }),
});
export type Company = z.output<typeof company>;

export const items = z.strictObject({
  items: z.array(
    z.strictObject({
      id: code,
      code,
      name: z.string(),
      active: z.boolean().default(true),
      /** Counted in stock; services are not. */
      stocked: z.boolean().default(true),
      /** The sales account unless the company's own. */
      account: code.optional(),
    }),
  ),
});
export type ItemRecord = z.output<typeof items>['items'][number];

export const taxes = z.strictObject({
  taxes: z.array(
    z.strictObject({
      code,
      label: z.string(),
      rate: decimal,
      /** For prices that contain it; the other record of the pair is for prices without. */
      included: z.boolean(),
      active: z.boolean().default(true),
    }),
  ),
});
export type TaxRecord = z.output<typeof taxes>['taxes'][number];

export const paymentMethods = z.strictObject({
  paymentMethods: z.array(z.strictObject({ code, label: z.string(), account: code })),
});
export const warehouses = z.strictObject({ warehouses: z.array(z.strictObject({ code, label: z.string() })) });

/** Pieces on the shelf. What is promised to orders stands in deliveries/. */
export const stock = z.strictObject({
  levels: z.array(z.strictObject({ item: code, warehouse: code, onHand: z.number() })),
});

import { z } from 'zod';

/** What the ERP knows before the first order. Edited by hand or by seeding; the adapter writes items and price lists. */

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

export const statuses = ['active', 'draft', 'archived', 'unlisted'] as const;

/** What the members of a family share. An item without a family is one of its own. */
const shared = {
  description: z.string().optional(),
  vendor: z.string().optional(),
  type: z.string().optional(),
  tags: z.array(code).optional(),
  status: z.enum(statuses).optional(),
  /** When the adapter last wrote it. */
  changedAt: z.iso.datetime().optional(),
};

export const items = z.strictObject({
  items: z.array(
    z.strictObject({
      id: code,
      code,
      name: z.string(),
      active: z.boolean().default(true),
      /** Counted in stock; services are not. */
      stocked: z.boolean().default(true),
      /** Made of others, without stock of its own. */
      kit: z.boolean().default(false),
      /** The sales account unless the company's own. */
      account: code.optional(),
      barcode: code.optional(),
      /** Prices are in the company's currency, with tax. */
      price: decimal.optional(),
      compareAtPrice: decimal.optional(),
      cost: decimal.optional(),
      /** Grams. */
      weight: decimal.optional(),
      /** Id of its family. */
      family: code.optional(),
      /** Our external reference, where it was made through the adapter. */
      key: code.optional(),
      ...shared,
    }),
  ),
  families: z.array(z.strictObject({ id: code, title: z.string(), ...shared })).default([]),
});
export type ItemRecord = z.output<typeof items>['items'][number];
export type FamilyRecord = z.output<typeof items>['families'][number];

/** Prices by item code, beside the items' own. */
export const priceLists = z.strictObject({
  priceLists: z.array(
    z.strictObject({ code, label: z.string(), currency: z.string().length(3), prices: z.record(code, decimal) }),
  ),
});
export type PriceListRecord = z.output<typeof priceLists>['priceLists'][number];

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

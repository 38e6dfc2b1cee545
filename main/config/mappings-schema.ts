import { z } from 'zod';
import type { Mappings } from '../../core/model/mappings.ts';
import { specialItems } from '../../core/model/problem.ts';
import { countryCode, countryOrAny, rate, text } from './fields.ts';

const code = text("one of the ERP's codes in quotation marks");
const table = (words: string) => z.record(z.string(), code).default({}).describe(words);

const tax = z.strictObject({
  country: countryOrAny.describe('Where the goods go: ISO code, or "*" for every country without an entry of its own.'),
  rate: rate.describe('Fraction without zeros at its end: "0.2" for 20 %, "0" for none.'),
  pricesIncludeTax: z.boolean().describe("Whether the shop's prices include the tax."),
  code: code.describe("The ERP's code for the tax."),
});

const taxes = z
  .array(tax)
  .superRefine((list, context) => {
    const seen = new Set<string>();
    for (const [index, { country, rate: fraction, pricesIncludeTax }] of list.entries()) {
      const key = `${country} ${fraction} ${pricesIncludeTax}`;
      const message = `there only once for country ${country} and pricesIncludeTax ${pricesIncludeTax}`;
      if (seen.has(key)) context.addIssue({ code: 'custom', path: [index, 'rate'], message });
      seen.add(key);
    }
  })
  .readonly();

/** mappings.json as a person writes it. */
export const mappingsFile = z.strictObject({
  $schema: z.string().optional().describe('For editors: completion and checks while typing.'),
  items: table('SKU -> ERP item code, only where they differ.'),
  specialItems: z
    .partialRecord(z.enum(specialItems), code)
    .default({})
    .describe('The ERP items on which everything is booked that is no product: shipping, tips, rounding.'),
  taxes: taxes.default([]).describe("Which of the ERP's taxes stands for which of Shopify's."),
  countries: z
    .record(countryCode, code)
    .default({})
    .describe("Countries the books are ready for: ISO code -> the ERP's country code."),
  paymentMethods: table("Shopify's payment gateway -> the ERP's payment method or journal."),
  warehouses: table("Shopify's location id -> the ERP's warehouse code."),
  customers: table(
    'Shopify\'s customer, as a problem or a trace names it ("shopify:customer:99") -> the ERP\'s customer id, chosen by hand.',
  ),
  walkInCustomer: code.nullable().default(null).describe("The ERP's id of the customer for sales without a name."),
});

export const mappingsSchema = mappingsFile.transform(({ $schema: _editor, ...mappings }): Mappings => mappings);

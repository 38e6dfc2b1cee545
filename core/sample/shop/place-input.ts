import { z } from 'zod';

/** A decimal as text or number; two digits after the point are usual. */
export const decimal = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/, 'must be a decimal such as "12.50"')])
  .transform(String);

const line = z.strictObject({
  /** A SKU of the catalogue, or one the shop has since deleted (then `unitPrice` is needed). */
  sku: z.string().min(1).optional(),
  title: z.string().min(1).optional(),
  quantity: z.int().min(1).max(100_000).default(1),
  /** In the shop's currency; the catalogue's price when absent. */
  unitPrice: decimal.optional(),
  /** Such as "0.2"; the catalogue's rate when absent. */
  taxRate: decimal.optional(),
  /** An automatic discount on this line. */
  discountPercent: z.number().min(0).max(100).optional(),
  discountTitle: z.string().default('Multi-buy'),
  /** The marketplace pays this line's tax itself; the order's own answer when absent. */
  channelLiable: z.boolean().optional(),
  giftCard: z.boolean().default(false),
  requiresShipping: z.boolean().optional(),
  attributes: z.record(z.string(), z.string()).default({}),
});

/** What a person says to place an order; amounts are in the shop's currency. */
export const placeInput = z.strictObject({
  lines: z.array(line).min(1).max(500),
  /** A known customer by e-mail, or a new one with names. */
  customer: z
    .strictObject({ email: z.email(), firstName: z.string().optional(), lastName: z.string().optional() })
    .optional(),
  /** A guest: an e-mail address on the order, and no customer. */
  guestEmail: z.email().optional(),
  /** Sold over the counter: no customer, no e-mail, handed over at once. */
  walkIn: z.boolean().default(false),
  name: z.strictObject({ firstName: z.string(), lastName: z.string() }).optional(),
  discount: z
    .strictObject({
      code: z.string().min(1),
      percent: z.number().gt(0).max(100).optional(),
      amount: decimal.optional(),
      freeShipping: z.boolean().default(false),
    })
    .optional(),
  /** Absent: the shop's standard rate for online orders, nothing over the counter. null: no shipping line. */
  shipping: z
    .strictObject({ title: z.string().default('Standard'), price: decimal, taxRate: decimal.optional() })
    .nullable()
    .optional(),
  tip: decimal.optional(),
  fees: z.array(z.strictObject({ name: z.string(), price: decimal, taxRate: decimal.optional() })).default([]),
  taxesIncluded: z.boolean().optional(),
  taxExempt: z.boolean().default(false),
  /** One rate for every line and the shipping; "0" makes the order zero-rated. */
  taxRate: decimal.optional(),
  taxTitle: z.string().optional(),
  channelLiable: z.boolean().default(false),
  country: z.string().length(2).default('GB'),
  gateway: z.enum(['shopify_payments', 'paypal', 'bank_deposit', 'cash', 'gift_card']).optional(),
  giftCardPayment: decimal.optional(),
  financialStatus: z.enum(['paid', 'pending', 'authorized', 'partially_paid']).optional(),
  fulfilled: z.boolean().default(false),
  test: z.boolean().default(false),
  risk: z.enum(['none', 'low', 'medium', 'high']).default('low'),
  presentment: z.strictObject({ currency: z.string().length(3), rate: decimal }).optional(),
  /** ISO 8601; now when absent. */
  createdAt: z.iso.datetime({ offset: true }).optional(),
  processedAt: z.iso.datetime({ offset: true }).optional(),
  /** The next one when absent; over-the-counter numbers can repeat. */
  orderNumber: z.int().min(1).optional(),
  note: z.string().optional(),
  poNumber: z.string().optional(),
  tags: z.array(z.string()).default([]),
  attributes: z.record(z.string(), z.string()).default({}),
});

export type PlaceOrderInput = z.input<typeof placeInput>;
export type Placement = z.output<typeof placeInput>;

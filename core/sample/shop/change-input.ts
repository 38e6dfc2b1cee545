import { z } from 'zod';
import { decimal, placeInput } from './place-input.ts';

/** A line by its SKU, its title or its number (gid or bare). */
const which = {
  sku: z.string().optional(),
  title: z.string().optional(),
  lineItemId: z.string().optional(),
  quantity: z.int().min(1).default(1),
};

export const editInput = z.strictObject({
  remove: z.array(z.strictObject(which)).default([]),
  add: placeInput.shape.lines.or(z.array(z.never()).max(0)).default([]),
});

export const refundInput = z.strictObject({
  /** Everything still there. */
  all: z.boolean().default(false),
  lines: z
    .array(
      z.strictObject({
        ...which,
        restock: z.enum(['NO_RESTOCK', 'CANCEL', 'RETURN']).optional(),
        location: z.string().optional(),
      }),
    )
    .default([]),
  /** true: all of it; or an amount. */
  shipping: z.union([z.boolean(), decimal]).default(false),
  /** What is really paid back, in the shop's currency; what Shopify would suggest when absent. */
  amount: decimal.optional(),
  reason: z.enum(['CUSTOMER', 'DAMAGE', 'REFUND_DISCREPANCY', 'RESTOCK']).default('REFUND_DISCREPANCY'),
  note: z.string().optional(),
});

export const cancelInput = z.strictObject({
  reason: z.enum(['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF']).default('CUSTOMER'),
  restock: z.boolean().default(true),
  refund: z.boolean().default(true),
  note: z.string().optional(),
});

export const fulfilInput = z.strictObject({
  lines: z.array(z.strictObject(which)).default([]),
  tracking: z
    .strictObject({ company: z.string().optional(), number: z.string().optional(), url: z.string().optional() })
    .optional(),
  /** Archive the order as well, as Shopify does by itself when it is paid. */
  archive: z.boolean().default(false),
});

export type EditOrderInput = z.input<typeof editInput>;
export type RefundOrderInput = z.input<typeof refundInput>;
export type CancelOrderInput = z.input<typeof cancelInput>;
export type FulfilOrderInput = z.input<typeof fulfilInput>;

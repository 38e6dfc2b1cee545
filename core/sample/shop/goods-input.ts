import { z } from 'zod';
import { decimal } from './place-input.ts';

const ofVariant = {
  /** Blank: none. A SKU may be on several variants, as in Shopify. */
  sku: z.string(),
  barcode: z.string(),
  price: decimal,
  compareAtPrice: decimal.nullable(),
  cost: decimal.nullable(),
  weightGrams: z.number().min(0),
  tracked: z.boolean(),
  /** Made of other products, whose stock is its stock. */
  bundle: z.boolean(),
  inventoryPolicy: z.enum(['DENY', 'CONTINUE']),
};

const ofProduct = {
  title: z.string().min(1),
  vendor: z.string(),
  productType: z.string(),
  status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']),
  tags: z.array(z.string().min(1)),
  descriptionHtml: z.string(),
};

const newVariant = z.strictObject({
  ...z.object(ofVariant).partial().shape,
  price: decimal,
  title: z.string().min(1).default('Default Title'),
  /** Such as "0.2". */
  taxRate: decimal.default('0.2'),
  /** Pieces by the name of a location; stocked nowhere else. */
  stock: z.record(z.string(), z.int()).default({}),
});

export const productInput = z.strictObject({
  ...z.object(ofProduct).partial().shape,
  title: z.string().min(1),
  option: z.string().min(1).default('Title'),
  giftCard: z.boolean().default(false),
  variants: z.array(newVariant).min(1).max(2048),
});

const something = (value: object): boolean => Object.keys(value).length > 0;
const NOTHING = 'says nothing to change';

export const productEdit = z.strictObject(ofProduct).partial().refine(something, NOTHING);

export const variantEdit = z
  .strictObject({ ...ofVariant, title: z.string().min(1) })
  .partial()
  .refine(something, NOTHING);

/** What is on hand is set or adjusted, as in a count; or the item is stocked there, or no longer. */
export const stockInput = z
  .strictObject({
    location: z.string().min(1),
    set: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
    adjust: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
    stocked: z.boolean().optional(),
  })
  .refine(said => [said.set, said.adjust, said.stocked].filter(one => one !== undefined).length === 1, {
    message: 'needs one of set, adjust and stocked',
  });

export const locationInput = z.strictObject({
  name: z.string().min(1),
  address1: z.string().default('1 High Street'),
  city: z.string().default('Leeds'),
  zip: z.string().default('LS1 1AA'),
  fulfillsOnlineOrders: z.boolean().default(false),
});

export const deactivateInput = z.strictObject({
  /** Where its stock and open orders go. */
  moveTo: z.string().min(1).optional(),
});

export type ProductInput = z.input<typeof productInput>;
export type ProductEdit = z.input<typeof productEdit>;
export type VariantEdit = z.input<typeof variantEdit>;
export type StockInput = z.input<typeof stockInput>;
export type LocationInput = z.input<typeof locationInput>;
export type DeactivateInput = z.input<typeof deactivateInput>;
export type NewVariantInput = z.output<typeof newVariant>;
export type VariantChange = z.output<typeof variantEdit>;

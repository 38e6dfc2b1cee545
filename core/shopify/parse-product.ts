import { Big } from 'big.js';
import { z } from 'zod';
import type { ProductVariant, ShopProduct } from '../model/product.ts';
import { text } from './parse-line.ts';
import { decimalText } from './parse-money.ts';
import { page } from './parse-page.ts';
import { instant } from './parse-time.ts';
import { sku, variantTitle } from './parse-variant.ts';

// Shopify's products in the one form that both sides are compared in (core/model/product.ts).

const orNull = (value: string | undefined): string | null => value ?? null;

/** An exact decimal without zeros at the end; a JSON number is refused: it has been a binary float. */
const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'is no decimal number')
  .transform(value => new Big(value).toFixed());

const gramsOf: Readonly<Record<string, string>> = {
  GRAMS: '1',
  KILOGRAMS: '1000',
  OUNCES: '28.349523125',
  POUNDS: '453.59237',
};

/** In grams, to the milligram. Shopify has 0 where nobody entered a weight. */
const weight = z
  .object({ value: z.number().transform(decimalText), unit: z.enum(Object.keys(gramsOf)) })
  .nullish()
  .transform(given => {
    if (given === null || given === undefined) return null;
    const grams = new Big(given.value).times(gramsOf[given.unit] ?? '1').round(3, Big.roundHalfUp);
    return grams.eq(0) ? null : grams.toFixed();
  });

const variantFields = {
  id: z.string(),
  displayName: variantTitle,
  sku,
  barcode: text,
  price: amount,
  compareAtPrice: amount.nullable(),
  requiresComponents: z.boolean(),
  updatedAt: instant,
  inventoryItem: z.object({
    id: z.string(),
    tracked: z.boolean(),
    unitCost: z.object({ amount }).nullable(),
    measurement: z.object({ weight }),
  }),
};

const variantNode = z.object(variantFields);

const variantOf = (one: z.infer<typeof variantNode>): ProductVariant => ({
  id: one.id,
  itemId: one.inventoryItem.id,
  title: one.displayName,
  bundle: one.requiresComponents,
  updatedAt: one.updatedAt,
  values: {
    sku: orNull(one.sku),
    barcode: orNull(one.barcode),
    price: one.price,
    'compare-at-price': one.compareAtPrice,
    cost: one.inventoryItem.unitCost?.amount ?? null,
    weight: one.inventoryItem.measurement.weight,
    tracked: one.inventoryItem.tracked ? 'yes' : 'no',
  },
});

export const variant = variantNode.transform(variantOf);

const productNode = z.object({
  id: z.string(),
  title: z.string(),
  descriptionHtml: text,
  vendor: text,
  productType: text,
  tags: z.array(z.string()),
  status: z.string(),
  isGiftCard: z.boolean(),
  updatedAt: instant,
});

type Bare = Omit<ShopProduct, 'variants'>;
const bareOf = (one: z.infer<typeof productNode>): Bare => ({
  id: one.id,
  title: one.title,
  isGiftCard: one.isGiftCard,
  updatedAt: one.updatedAt,
  values: {
    title: one.title,
    description: orNull(one.descriptionHtml),
    vendor: orNull(one.vendor),
    type: orNull(one.productType),
    tags: one.tags.length === 0 ? null : one.tags.toSorted().join(', '),
    status: one.status.toLowerCase(),
  },
});

/** A product with its first variants; `more`: where the rest begins. */
export type PartialProduct = { readonly product: ShopProduct; readonly more: string | undefined };

export const product = productNode
  .extend({ variants: page(variant) })
  .transform(({ variants: { nodes, next }, ...own }): PartialProduct => ({
    product: { ...bareOf(own), variants: nodes },
    more: next,
  }));

/** One object of the bulk answer: a variant, whose product may be far from it, or a product. */
export const productRow = z.union([
  variantNode
    .extend({ __parentId: z.string() })
    .transform(({ __parentId: of, ...one }) => ({ of, variant: variantOf(one) })),
  productNode.transform(one => ({ product: bareOf(one) })),
]);

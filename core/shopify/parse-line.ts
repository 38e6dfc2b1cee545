import { z } from 'zod';
import type { OrderLine, ShippingLine } from '../model/order.ts';
import { discounts, moneyBag, taxLines, total } from './parse-money.ts';

/** Shopify gives an absent text as null or blank. */
export const text = z
  .string()
  .nullish()
  .transform(value => (value === null || value === undefined || value.trim() === '' ? undefined : value));

const count = z.int().nonnegative();

/** `refundedQuantity` is right for an order that was never edited; otherwise its refunds have the last word. */
export const line = z
  .object({
    id: z.string(),
    title: z.string(),
    sku: text,
    isGiftCard: z.boolean(),
    quantity: count,
    currentQuantity: count,
    originalUnitPriceSet: moneyBag,
    discountAllocations: discounts,
    taxLines,
  })
  .transform(({ originalUnitPriceSet, discountAllocations, ...rest }): OrderLine => ({
    ...rest,
    refundedQuantity: rest.quantity - rest.currentQuantity,
    unitPrice: originalUnitPriceSet,
    discount: total(discountAllocations, originalUnitPriceSet),
  }));

/** Shopify may leave out a shipping line's id; its title stands in. */
export const shippingLine = z
  .object({
    id: z.string().nullish(),
    title: z.string(),
    isRemoved: z.boolean(),
    originalPriceSet: moneyBag,
    discountAllocations: discounts,
    taxLines,
  })
  .transform(({ id, originalPriceSet, discountAllocations, ...rest }): ShippingLine => ({
    ...rest,
    id: id ?? `shipping:${rest.title}`,
    price: originalPriceSet,
    discount: total(discountAllocations, originalPriceSet),
  }));

import { z } from 'zod';
import { text } from './parse-line.ts';

/** A SKU as typed; undefined where it is blank, which Shopify tells as "" or null. */
export const sku = text;

/** A product's only variant has a name that nobody gave it. */
export const variantTitle = z.string().transform(name => name.replace(/ - Default Title$/, ''));

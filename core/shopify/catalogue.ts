import { z } from 'zod';
import type { Catalogue, ShopVariant } from '../ports.ts';
import type { Client } from './client.ts';
import { locationsAll, variantsAll, variantsCount } from './catalogue-operations.ts';
import type { PageVariables } from './operation.ts';
import { pages } from './pages.ts';
import { page, parsed } from './parse-page.ts';
import { sku, variantTitle } from './parse-variant.ts';

const locations = z
  .object({ locations: page(z.object({ id: z.string(), name: z.string(), isActive: z.boolean() })) })
  .transform(data => data.locations);
const variants = z
  .object({ productVariants: page(z.object({ id: z.string(), sku, displayName: variantTitle })) })
  .transform(data => data.productVariants);
const counted = z.object({ productVariantsCount: z.object({ count: z.int() }).nullable() });

const at = (first: number, after: string | null): PageVariables => ({ first, after });

export const createCatalogue = (client: Client): Catalogue => ({
  async locations(signal) {
    const found = [];
    const read = (data: unknown) => parsed(locations, locationsAll.name, data);
    for await (const nodes of pages({ client, operation: locationsAll, at, read, after: null }, signal))
      found.push(...nodes);
    return found;
  },
  async *variants(signal) {
    const read = (data: unknown) => parsed(variants, variantsAll.name, data);
    for await (const nodes of pages({ client, operation: variantsAll, at, read, after: null }, signal))
      yield nodes.map(({ displayName, ...variant }): ShopVariant => ({ ...variant, title: displayName }));
  },
  async countVariants(signal) {
    const { data } = await client.run(variantsCount, {}, signal);
    return parsed(counted, variantsCount.name, data).productVariantsCount?.count ?? 0;
  },
});

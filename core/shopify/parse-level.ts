import { z } from 'zod';
import type { ShopLevel, StockFigures } from '../model/stock.ts';
import { instant } from './parse-time.ts';
import { sku, variantTitle } from './parse-variant.ts';

/** One that is missing must not pass for zero. */
const figures = z.array(z.object({ name: z.string(), quantity: z.int() })).transform((list, context): StockFigures => {
  const of = (name: string): number => {
    const found = list.find(one => one.name === name);
    if (found === undefined) context.addIssue({ code: 'custom', path: [name], message: 'is missing' });
    return found?.quantity ?? 0;
  };
  return {
    available: of('available'),
    onHand: of('on_hand'),
    committed: of('committed'),
    reserved: of('reserved'),
    incoming: of('incoming'),
    damaged: of('damaged'),
    safetyStock: of('safety_stock'),
    qualityControl: of('quality_control'),
  };
});

const level = { id: z.string(), isActive: z.boolean(), updatedAt: instant, quantities: figures };

/** A level whose item and location are told beside it. */
const bareLevel = z.object(level);
export type BareLevel = z.infer<typeof bareLevel>;

export type StockedItem = Omit<ShopLevel, 'id' | 'locationId' | 'isActive' | 'updatedAt' | 'figures'>;

const variant = z.object({
  id: z.string(),
  displayName: variantTitle,
  requiresComponents: z.boolean(),
  product: z.object({ tags: z.array(z.string()) }),
});

const itemNode = z.object({
  id: z.string(),
  sku,
  tracked: z.boolean(),
  variants: z.object({ nodes: z.array(variant) }).nullish(),
});

/** An item without a variant is no longer sold; its SKU stands in for its title. */
function itemOf({ id, sku: code, tracked, variants }: z.infer<typeof itemNode>): StockedItem {
  const [own] = variants?.nodes ?? [];
  return {
    itemId: id,
    variantId: own?.id,
    sku: code,
    title: own?.displayName ?? code ?? id,
    tracked,
    bundle: own?.requiresComponents ?? false,
    tags: own?.product.tags ?? [],
  };
}

export const levelOfItem = bareLevel
  .extend({ item: itemNode.transform(itemOf) })
  .transform(({ item: own, ...rest }) => ({ item: own, level: rest }));

export const itemWithLevel = itemNode
  .extend({ inventoryLevel: bareLevel.nullable() })
  .transform(({ inventoryLevel, ...own }) => ({ item: itemOf(own), level: inventoryLevel ?? undefined }));

export const levelAt = (
  locationId: string,
  item: StockedItem,
  { id, isActive, updatedAt, quantities }: BareLevel,
): ShopLevel => ({ ...item, id, locationId, isActive, updatedAt, figures: quantities });

const variantRow = variant
  .extend({ sku, inventoryItem: z.object({ id: z.string(), tracked: z.boolean() }) })
  .transform(({ id, displayName, requiresComponents, product, sku: code, inventoryItem }): StockedItem => ({
    itemId: inventoryItem.id,
    variantId: id,
    sku: code,
    title: displayName,
    tracked: inventoryItem.tracked,
    bundle: requiresComponents,
    tags: product.tags,
  }));
const reference = z.object({ id: z.string() });
const levelRow = z
  .object({ item: reference, location: reference, ...level })
  .transform(({ item, location, ...own }) => ({ itemId: item.id, locationId: location.id, own }));

/** One object of the bulk answer: an item, or a level of one. */
export const stockRow = z.union([levelRow, variantRow]);

import type { StockSettings } from '../../model/settings.ts';
import type { ShopLevel } from '../../model/stock.ts';

/** Units kept back of a level: the most special setting counts. Shopify's tags have no case. */
export function bufferOf(
  { sku, tags, locationId }: Pick<ShopLevel, 'sku' | 'tags' | 'locationId'>,
  buffers: StockSettings['buffers'],
): number {
  const ofSku = sku === undefined ? undefined : buffers.skus[sku];
  if (ofSku !== undefined) return ofSku;
  const own = new Set(tags.map(tag => tag.toLowerCase()));
  const ofTags = Object.entries(buffers.tags).flatMap(([tag, units]) => (own.has(tag.toLowerCase()) ? [units] : []));
  return ofTags.length > 0 ? Math.max(...ofTags) : (buffers.locations[locationId] ?? buffers.all);
}

import { z } from 'zod';
import { CATALOGUE, LOCATION_NAMES, type CatalogueItem } from '../../core/sample/shop/catalogue.ts';
import type { Chance } from '../../core/sample/shop/random.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { countStock, type Count } from '../odoo/stock.ts';
import { ask } from '../real/ask.ts';
import { WAREHOUSES } from '../real/odoo-server.ts';
import type { ShopProcess } from './shop.ts';

type Level = { readonly sku: string; readonly warehouse: string };
const nameOf = ({ sku, warehouse }: Level): string => `${sku} ${warehouse}`;

const levelsOf = ({ sku, stock }: CatalogueItem): readonly Count[] =>
  LOCATION_NAMES.flatMap(name => {
    const warehouse = WAREHOUSES[name];
    return warehouse === undefined ? [] : [{ sku, warehouse, quantity: stock[name] }];
  });

export type StockRoom = {
  /** Somebody counts one item in Odoo again, and finds more or fewer than before. */
  recount(luck: Chance): Promise<void>;
};

/** Odoo's stock as the shop shows it before its first sale, so that both start alike. */
export async function stockUp(odoo: OdooServer): Promise<StockRoom> {
  const counts = CATALOGUE.flatMap(levelsOf);
  await countStock(odoo, counts);
  const levels = new Map(counts.map(one => [nameOf(one), one]));
  return {
    async recount(luck) {
      const before = luck.of(counts);
      const last = levels.get(nameOf(before)) ?? before;
      const counted = { ...last, quantity: Math.max(1, last.quantity + luck.whole(-3, 9)) };
      levels.set(nameOf(counted), counted);
      await countStock(odoo, [counted]);
    },
  };
}

const warehouses = z.array(z.object({ id: z.number(), code: z.string() }));
const items = z.array(
  z.object({
    default_code: z.union([z.string(), z.literal(false)]),
    qty_available: z.number(),
    virtual_available: z.number(),
  }),
);

/**
 * Levels where Shopify's on hand is not what Odoo counts, or less where Shopify would then have more available than Odoo has not
 * promised; read past the adapters.
 */
export async function wrongLevels(odoo: OdooServer, shop: ShopProcess): Promise<readonly string[]> {
  const inOdoo = new Map<string, z.output<typeof items>[number]>();
  for (const { id, code } of await ask(
    odoo,
    'stock.warehouse/search_read',
    { domain: [], fields: ['code'] },
    warehouses,
  )) {
    const fields = ['default_code', 'qty_available', 'virtual_available'];
    const body = { domain: [['is_storable', '=', true]], fields, context: { warehouse_id: id } };
    for (const item of await ask(odoo, 'product.product/search_read', body, items))
      inOdoo.set(nameOf({ sku: String(item.default_code), warehouse: code }), item);
  }
  const levels = await shop.levels();
  if (levels.length !== CATALOGUE.length * LOCATION_NAMES.length) return [`Shopify tells ${levels.length} levels`];
  return levels.flatMap(({ sku, locationId, figures }) => {
    const level = nameOf({ sku: String(sku), warehouse: String(WAREHOUSES[shop.facts.locations[locationId] ?? '']) });
    const item = inOdoo.get(level);
    if (item === undefined) return [`${level} is not in Odoo`];
    const unavailable = figures.onHand - figures.available;
    const wanted = Math.max(0, Math.min(item.qty_available, item.virtual_available + unavailable));
    return figures.onHand === wanted ? [] : [`${level}: ${figures.onHand}, not ${wanted}`];
  });
}

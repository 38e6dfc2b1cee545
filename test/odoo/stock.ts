import { connect, type OdooServer } from './seed.ts';
import { z } from 'zod';

export type Count = { readonly sku: string; readonly warehouse: string; readonly quantity: number };

const ids = z.array(z.number());
const places = z.array(z.object({ code: z.string(), lot_stock_id: z.tuple([z.number(), z.string()]) }));
const products = z.array(z.object({ id: z.number(), default_code: z.string() }));
const QUIET = { tracking_disable: true, mail_create_nolog: true };
/** Records in one call. */
const AT_ONCE = 1000;

/** Somebody counts: what is there afterwards is what was counted, with the moves that this takes. */
export async function countStock(server: OdooServer, counts: readonly Count[]): Promise<void> {
  const odoo = connect(server);
  const locations = await stockLocations(odoo);
  const domain = [['default_code', 'in', counts.map(one => one.sku)]];
  const body = { domain, fields: ['default_code'] };
  const known = products.parse(await odoo.call('product.product', 'search_read', body));
  const byCode = new Map(known.map(one => [one.default_code, one.id]));
  const vals = counts.map(({ sku, warehouse, quantity }) => ({
    product_id: byCode.get(sku),
    location_id: locations.get(warehouse),
    inventory_quantity: quantity,
  }));
  const context = { ...QUIET, inventory_mode: true };
  const quants = ids.parse(await odoo.call('stock.quant', 'create', { vals_list: vals, context }));
  await odoo.call('stock.quant', 'action_apply_inventory', { ids: quants, context: QUIET });
}

/**
 * Products "BULK-00001" and so on, each with stock in every warehouse, for the benchmarks: about 9 s for 1,000. Their stock is
 * just there, without the moves that a count makes.
 */
export async function bulkProducts(server: OdooServer, count: number): Promise<readonly string[]> {
  const odoo = connect(server);
  const locations = await stockLocations(odoo);
  const skus = Array.from({ length: count }, (_, at) => `BULK-${String(at + 1).padStart(5, '0')}`);
  for (let at = 0; at < count; at += AT_ONCE) {
    const page = skus.slice(at, at + AT_ONCE);
    const vals = page.map((sku, index) => ({
      name: `Bulk item ${sku}`,
      default_code: sku,
      type: 'consu',
      is_storable: true,
      list_price: 5 + (index % 90),
      standard_price: 2,
      taxes_id: [[6, 0, []]],
      supplier_taxes_id: [[6, 0, []]],
    }));
    const made = ids.parse(await odoo.call('product.product', 'create', { vals_list: vals, context: QUIET }));
    const quants = [...locations.values()].flatMap((location, place) =>
      made.map((product, index) => ({
        product_id: product,
        location_id: location,
        quantity: 10 + ((index + place) % 40),
      })),
    );
    await odoo.call('stock.quant', 'create', { vals_list: quants, context: QUIET });
  }
  return skus;
}

/** Warehouse code -> where its goods lie. */
async function stockLocations(odoo: ReturnType<typeof connect>): Promise<ReadonlyMap<string, number>> {
  const body = { domain: [], fields: ['code', 'lot_stock_id'] };
  const found = places.parse(await odoo.call('stock.warehouse', 'search_read', body));
  return new Map(found.map(({ code, lot_stock_id: [id] }) => [code, id]));
}

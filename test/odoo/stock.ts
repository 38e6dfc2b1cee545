import { z } from 'zod';
import { chunks } from '../../core/engine/settle-goods.ts';
import { grouped } from '../../core/model/grouped.ts';
import { connect, type CatalogueItem, type OdooServer } from './seed.ts';

export type Count = { readonly sku: string; readonly warehouse: string; readonly quantity: number };

const ids = z.array(z.number());
const link = z.tuple([z.number(), z.string()]);
const places = z.array(z.object({ code: z.string(), lot_stock_id: link }));
const products = z.array(z.object({ id: z.number(), default_code: z.string() }));
const placed = z.array(z.object({ product_id: link, location_id: link, quantity: z.number() }));
const inPlaces = z.array(z.object({ id: z.number(), quantity: z.number() }));
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

/** A product for the benchmarks; prices in the company's currency, what is on hand by warehouse code. */
export type BulkItem = Pick<CatalogueItem, 'sku' | 'title' | 'price' | 'cost' | 'barcode'> & {
  readonly onHand: Readonly<Record<string, number>>;
};

/** Products by the thousand, about 9 s for each. Their stock is just there, without the moves that a count makes. */
export async function bulkProducts(server: OdooServer, items: readonly BulkItem[]): Promise<void> {
  const odoo = connect(server);
  const locations = await stockLocations(odoo);
  for (const page of chunks(items, AT_ONCE)) {
    const vals = page.map(({ sku, title, price, cost = '0', barcode }) => ({
      name: title,
      default_code: sku,
      barcode: barcode ?? false,
      type: 'consu',
      is_storable: true,
      list_price: Number(price),
      standard_price: Number(cost),
      taxes_id: [[6, 0, []]],
      supplier_taxes_id: [[6, 0, []]],
    }));
    const made = ids.parse(await odoo.call('product.product', 'create', { vals_list: vals, context: QUIET }));
    const quants = page.flatMap(({ onHand }, index) =>
      Object.entries(onHand).map(([warehouse, quantity]) => ({
        product_id: made[index],
        location_id: locations.get(warehouse),
        quantity,
      })),
    );
    await odoo.call('stock.quant', 'create', { vals_list: quants, context: QUIET });
  }
}

/** So many more pieces of each in every warehouse, just there. @returns how many levels that are */
export async function bulkStock(server: OdooServer, skus: readonly string[], more: number): Promise<number> {
  const odoo = connect(server);
  const locations = [...(await stockLocations(odoo)).values()];
  let changed = 0;
  for (const page of chunks(skus, AT_ONCE)) {
    const domain = [
      ['product_id.default_code', 'in', page],
      ['location_id', 'in', locations],
    ];
    const body = { domain, fields: ['quantity'] };
    const found = inPlaces.parse(await odoo.call('stock.quant', 'search_read', body));
    for (const [before, alike] of grouped(found, one => String(one.quantity))) {
      const vals = { quantity: Number(before) + more };
      await odoo.call('stock.quant', 'write', { ids: alike.map(one => one.id), vals, context: QUIET });
    }
    changed += found.length;
  }
  return changed;
}

export async function setPrice(server: OdooServer, sku: string, price: string): Promise<void> {
  const odoo = connect(server);
  const body = { domain: [['default_code', '=', sku]], fields: ['default_code'] };
  const [product] = products.parse(await odoo.call('product.product', 'search_read', body));
  await odoo.call('product.product', 'write', { ids: [product?.id], vals: { list_price: Number(price) } });
}

/** What Odoo has on hand, by SKU and warehouse: "MUG-SLT-350 WH". */
export async function onHandInOdoo(server: OdooServer): Promise<ReadonlyMap<string, number>> {
  const odoo = connect(server);
  const codes = new Map([...(await stockLocations(odoo))].map(([code, id]) => [id, code]));
  const sold = products.parse(
    await odoo.call('product.product', 'search_read', {
      domain: [['default_code', '!=', false]],
      fields: ['default_code'],
    }),
  );
  const skus = new Map(sold.map(one => [one.id, one.default_code]));
  const body = {
    domain: [['location_id', 'in', [...codes.keys()]]],
    fields: ['product_id', 'location_id', 'quantity'],
  };
  const found = placed.parse(await odoo.call('stock.quant', 'search_read', body));
  return new Map(
    found.map(({ product_id: [product], location_id: [location], quantity }) => [
      `${skus.get(product)} ${codes.get(location)}`,
      quantity,
    ]),
  );
}

/** Warehouse code -> where its goods lie. */
async function stockLocations(odoo: ReturnType<typeof connect>): Promise<ReadonlyMap<string, number>> {
  const body = { domain: [], fields: ['code', 'lot_stock_id'] };
  const found = places.parse(await odoo.call('stock.warehouse', 'search_read', body));
  return new Map(found.map(({ code, lot_stock_id: [id] }) => [code, id]));
}

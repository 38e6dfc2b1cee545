import { z } from 'zod';
import type { GoodsFeatures } from '../../goods-ports.ts';
import type { ProductField, VariantField } from '../../model/product.ts';
import type { Client } from './client.ts';
import { halfAnswer } from './failures.ts';
import { kept } from './kept.ts';
import { text } from './parse.ts';

type Field = ProductField | VariantField;

/**
 * Ours, and Odoo's. The description is the web shop's, where that app is installed: Odoo prints its other one on orders and
 * invoices. The type is the category, which is only read, because it carries accounts.
 */
const NAMES = [
  ['title', 'name'],
  ['description', 'description_ecommerce'],
  ['type', 'categ_id'],
  ['tags', 'product_tag_ids'],
  ['status', 'active'],
  ['sku', 'default_code'],
  ['barcode', 'barcode'],
  ['price', 'lst_price'],
  ['cost', 'standard_price'],
  ['weight', 'weight'],
  ['tracked', 'is_storable'],
] as const satisfies readonly (readonly [Field, string])[];
const STOCK = ['qty_available', 'free_qty', 'outgoing_qty'];
/** Comes with the app Manufacturing. */
const KITS = 'is_kits';
/** Every Odoo has them: without them the answer is not whole. */
const ALWAYS = ['default_code', 'name', 'active', 'lst_price'];

export type ProductFields = {
  /** Whether this Odoo has a field by Odoo's name: that depends on its apps and on the rights of the user. */
  has(name: string): boolean;
  /** Decimals that a field keeps; undefined: all. */
  digits(name: string): number | undefined;
  /** Odoo's names of all that are read of a product. */
  readonly names: readonly string[];
  readonly features: Omit<GoodsFeatures, 'priceLists'>;
};
export type ReadProductFields = (signal: AbortSignal) => Promise<ProductFields>;

const digits = z.union([z.tuple([z.number(), z.number()]), z.literal(false)]).optional();
const told = z.record(z.string(), z.object({ digits }));
const units = z.array(z.object({ weight_uom_name: text }));

/** What this Odoo's products are made of, and what its user may do with them: remembered for a minute. */
export function openProductFields(client: Client, now: () => number = Date.now): ReadProductFields {
  const may = (model: string, operation: string, signal: AbortSignal): Promise<boolean> =>
    client.call('its rights', `${model}/has_access`, { ids: [], operation }, z.boolean(), signal);

  return kept(now, async (signal): Promise<ProductFields> => {
    const wanted = [...NAMES.map(([, name]) => name), ...STOCK, KITS];
    const body = { allfields: wanted, attributes: ['digits'] };
    const fields = await client.call('the fields of products', 'product.product/fields_get', body, told, signal);
    const missing = ALWAYS.filter(name => fields[name] === undefined);
    if (missing.length > 0) throw halfAnswer('the fields of products', ALWAYS.length, ALWAYS.length - missing.length);
    const first = { domain: [], fields: ['weight_uom_name'], limit: 1, context: { active_test: false } };
    const [one] = await client.call('the unit of weight', 'product.template/search_read', first, units, signal);
    // Pounds to grams and back would not be exact.
    const inKilograms = (one?.weight_uom_name ?? 'kg') === 'kg';
    const has = (name: string): boolean => fields[name] !== undefined && (name !== 'weight' || inKilograms);
    const mapped = NAMES.filter(([, name]) => has(name)).map(([field]) => field);
    const mayWrite = await may('product.template', 'write', signal);
    return {
      has,
      digits(name) {
        const limit = fields[name]?.digits;
        return limit === undefined || limit === false ? undefined : limit[1];
      },
      names: wanted.filter(name => has(name) && !STOCK.includes(name)),
      features: {
        stock: STOCK.every(has) && (await may('stock.quant', 'read', signal)),
        readsFields: mapped,
        writesFields: mayWrite ? mapped.filter(field => field !== 'type') : [],
        createsItems: mayWrite && (await may('product.product', 'create', signal)),
      },
    };
  }).read;
}

import { z } from 'zod';
import type { GoodsFeatures } from '../../goods-ports.ts';
import type { Client } from './client.ts';
import { refused } from './failures.ts';
import type { MasterData } from './master-data.ts';
import { link, orNothing } from './parse.ts';
import { readWhole, searchWhole } from './whole.ts';

const rule = z.object({
  id: z.number(),
  applied_on: z.string(),
  product_id: orNothing(link),
  product_tmpl_id: orNothing(link),
  fixed_price: z.number(),
  min_quantity: z.number(),
  write_date: z.string(),
});
type Rule = z.output<typeof rule>;

/** The price that a list fixes for one piece of a product, or of all variants of its template. */
export type ListPrice = Pick<Rule, 'id' | 'fixed_price' | 'write_date'> & {
  /** Of this product alone. */
  readonly own: boolean;
};

/** Whose prices are told; undefined: the products' own. */
export type PriceList = Awaited<ReturnType<MasterData['pricelistOf']>> | undefined;

const VARIANT = '0_product_variant';
const TEMPLATE = '1_product';

export function openPriceLists(client: Client, masters: MasterData) {
  return {
    choices: async (signal: AbortSignal): Promise<GoodsFeatures['priceLists']> =>
      (await masters.pricelists(signal)).map(({ id, name, currency_id: [, currency] }) => ({
        code: String(id),
        label: `${name} (${currency})`,
        currency,
      })),

    /** Prices without dates that hold from one piece on; a price that a formula gives is none of its own. */
    async prices(
      listId: number,
      templateIds: readonly number[],
      signal: AbortSignal,
    ): Promise<(productId: number, templateId: number) => ListPrice | undefined> {
      const domain = [
        ['pricelist_id', '=', listId],
        ['compute_price', '=', 'fixed'],
        ['applied_on', 'in', [VARIANT, TEMPLATE]],
        ['min_quantity', '<=', 1],
        ['date_start', '=', false],
        ['date_end', '=', false],
        ['product_tmpl_id', 'in', templateIds],
      ];
      const rules = { doing: 'the price list', model: 'product.pricelist.item', context: {} };
      const found = await searchWhole(client, rules, domain, signal);
      const rows = await readWhole(client, rules, found, Object.keys(rule.shape), rule, signal);
      const prices = new Map<string, ListPrice>();
      // As Odoo chooses: the one for most pieces, and of these the newest.
      for (const one of rows.toSorted((a, b) => a.min_quantity - b.min_quantity || a.id - b.id)) {
        const own = one.applied_on === VARIANT;
        const [of] = (own ? one.product_id : one.product_tmpl_id) ?? [];
        prices.set(`${one.applied_on} ${of}`, { ...one, own });
      }
      return (productId, templateId) =>
        prices.get(`${VARIANT} ${productId}`) ?? prices.get(`${TEMPLATE} ${templateId}`);
    },

    /** Odoo's command that makes `price` the list's own for this product; null takes that away. */
    command(listId: number, productId: number, now: ListPrice | undefined, price: string | null): readonly unknown[] {
      if (price === null && now?.own === true) return [2, now.id];
      if (price === null)
        throw refused(
          'shared-price',
          'The price list has this price for all variants of the product.',
          'Take it out of the price list in Odoo.',
        );
      if (now?.own === true) return [1, now.id, { fixed_price: Number(price) }];
      const applies = { applied_on: VARIANT, product_id: productId, compute_price: 'fixed', min_quantity: 0 };
      return [0, 0, { pricelist_id: listId, ...applies, fixed_price: Number(price) }];
    },
  };
}

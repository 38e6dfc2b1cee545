import { z } from 'zod';
import { minorDigits } from '../../model/money.ts';
import type { ErpItem } from '../../model/product.ts';
import type { Instant } from '../../model/time.ts';
import type { Client } from './client.ts';
import { halfAnswer } from './failures.ts';
import type { MasterData } from './master-data.ts';
import { decimal, ids, instantOfOdoo, link, odooTime, orNothing, text } from './parse.ts';
import type { ListPrice, openPriceLists, PriceList } from './price-lists.ts';
import type { ProductFields, ReadProductFields } from './product-fields.ts';
import { pagesOf, readWhole, searchWhole } from './whole.ts';

const product = z.object({
  id: z.number(),
  name: z.string(),
  active: z.boolean(),
  write_date: z.string(),
  product_tmpl_id: link,
  default_code: text,
  lst_price: z.number(),
  barcode: text.optional(),
  standard_price: z.number().optional(),
  weight: z.number().optional(),
  is_storable: z.boolean().optional(),
  categ_id: orNothing(link).optional(),
  product_tag_ids: ids.optional(),
  description_ecommerce: text.optional(),
});
const template = z.object({
  id: z.number(),
  active: z.boolean(),
  write_date: z.string(),
  product_variant_ids: ids,
});
const named = z.object({ id: z.number(), name: z.string() });

type Product = z.output<typeof product>;
/** An item as the port tells it, and what is needed to write it. */
export type Read = {
  readonly item: ErpItem;
  readonly id: number;
  readonly templateId: number;
  /** Variants of its template, itself among them, archived ones too. */
  readonly variants: number;
  readonly listPrice: ListPrice | undefined;
};

export type Products = ReturnType<typeof openProducts>;

export function openProducts(
  client: Client,
  masters: MasterData,
  fields: ReadProductFields,
  lists: ReturnType<typeof openPriceLists>,
) {
  /** What is read of products that are there. */
  async function* read(
    found: readonly number[],
    list: PriceList,
    signal: AbortSignal,
  ): AsyncGenerator<readonly Read[]> {
    const known = await fields(signal);
    const { language: lang, currency } = await masters.company(signal);
    const context = { active_test: false, lang };
    const all = <T extends { readonly id: number }>(
      model: string,
      wanted: readonly number[],
      names: readonly string[],
      schema: z.ZodType<T>,
    ) => readWhole(client, { doing: 'items', model, context }, [...new Set(wanted)], names, schema, signal);
    const tags = new Map<number, string>();
    const categories = new Map<number, string>();
    const learn = async (names: Map<number, string>, model: string, wanted: readonly number[]): Promise<void> => {
      const unknown = wanted.filter(id => !names.has(id));
      for (const { id, name } of await all(model, unknown, ['name'], named)) names.set(id, name);
    };
    for (const page of pagesOf(found)) {
      const rows = await all('product.product', page, [...known.names, 'write_date', 'product_tmpl_id'], product);
      const templateIds = rows.map(row => row.product_tmpl_id[0]);
      const templates = await all(
        'product.template',
        templateIds,
        ['active', 'write_date', 'product_variant_ids'],
        template,
      );
      const byId = new Map(templates.map(one => [one.id, one]));
      await learn(
        tags,
        'product.tag',
        rows.flatMap(row => row.product_tag_ids ?? []),
      );
      await learn(
        categories,
        'product.category',
        rows.flatMap(row => row.categ_id?.[0] ?? []),
      );
      const price = list === undefined ? undefined : await lists.prices(list.id, [...byId.keys()], signal);
      yield rows.flatMap(row => {
        const of = byId.get(row.product_tmpl_id[0]);
        if (of === undefined) return [];
        const listPrice = price?.(row.id, of.id);
        const amounts = {
          price: amountOf(list === undefined ? row.lst_price : listPrice?.fixed_price, list?.currency ?? currency),
          cost: row.standard_price === 0 ? null : amountOf(row.standard_price, currency),
        };
        const names = {
          tags: (row.product_tag_ids ?? []).flatMap(id => tags.get(id) ?? []),
          type: row.categ_id === undefined ? undefined : categories.get(row.categ_id[0]),
        };
        const item = itemOf(row, of, names, amounts, known, listPrice?.write_date ?? '');
        const variants = of.product_variant_ids.length;
        return [{ item, id: row.id, templateId: of.id, variants, listPrice }];
      });
    }
  }

  const search = (domain: readonly unknown[], signal: AbortSignal): Promise<readonly number[]> =>
    searchWhole(client, { doing: 'items', model: 'product.product', context: { active_test: false } }, domain, signal);

  const known = async (id: number, list: PriceList, signal: AbortSignal): Promise<Read> => {
    for await (const [first] of read([id], list, signal)) if (first !== undefined) return first;
    throw halfAnswer('items', 1, 0);
  };

  return {
    /** One that is there. */
    known,

    async *items(
      { codes, changedSince }: { readonly codes?: readonly string[]; readonly changedSince?: Instant },
      priceList: string | undefined,
      signal: AbortSignal,
    ): AsyncGenerator<readonly ErpItem[]> {
      signal.throwIfAborted();
      const list = priceList === undefined ? undefined : await masters.pricelistOf(priceList, signal);
      const domain = [
        ...(codes === undefined ? [] : [['default_code', 'in', codes]]),
        ...(changedSince === undefined ? [] : changed(odooTime(changedSince), list !== undefined)),
      ];
      for await (const page of read(await search(domain, signal), list, signal)) yield page.map(({ item }) => item);
    },

    async find(id: number, list: PriceList, signal: AbortSignal): Promise<Read | undefined> {
      return (await search([['id', '=', id]], signal)).length === 0 ? undefined : known(id, list, signal);
    },
  };
}

/** A tag or a category that is renamed, and a list's price, change no product: they are looked at too. A price deleted is not seen. */
function changed(time: string, inList: boolean): readonly unknown[] {
  const of = [
    'product_tmpl_id',
    'categ_id',
    'product_tag_ids',
    ...(inList ? ['product_tmpl_id.pricelist_rule_ids'] : []),
  ];
  return [...of.map(() => '|'), ...of.map(name => [`${name}.write_date`, '>=', time]), ['write_date', '>=', time]];
}

type Amounts = { readonly price: string | null; readonly cost: string | null };
type Names = { readonly tags: readonly string[]; readonly type: string | undefined };

const amountOf = (float: number | undefined, currency: string): string | null =>
  float === undefined ? null : decimal(float, minorDigits(currency)).toFixed();

/** Odoo has no way to say "none" of a cost or a weight: it is 0. */
function itemOf(
  row: Product,
  of: z.output<typeof template>,
  { tags, type }: Names,
  { price, cost }: Amounts,
  { has, digits }: ProductFields,
  priceDate: string,
): ErpItem {
  const grams = decimal(row.weight ?? 0, digits('weight')).times(1000);
  const newest = priceDate > row.write_date ? priceDate : row.write_date;
  return {
    id: String(row.id),
    code: row.default_code ?? '',
    name: row.name,
    active: row.active,
    updatedAt: instantOfOdoo(newest),
    values: {
      sku: row.default_code ?? null,
      price,
      ...(has('barcode') ? { barcode: row.barcode ?? null } : {}),
      ...(has('standard_price') ? { cost } : {}),
      ...(has('weight') ? { weight: grams.eq(0) ? null : grams.toFixed() } : {}),
      ...(has('is_storable') ? { tracked: row.is_storable === true ? 'yes' : 'no' } : {}),
    },
    family: {
      id: String(of.id),
      updatedAt: instantOfOdoo(of.write_date),
      values: {
        title: row.name,
        status: of.active ? 'active' : 'archived',
        ...(has('description_ecommerce') ? { description: row.description_ecommerce ?? null } : {}),
        ...(has('categ_id') ? { type: type ?? null } : {}),
        ...(has('product_tag_ids') ? { tags: tags.length === 0 ? null : tags.toSorted().join(', ') } : {}),
      },
    },
  };
}

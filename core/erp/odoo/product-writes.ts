import { z } from 'zod';
import type { ErpGoods } from '../../goods-ports.ts';
import type { ErpItem, ProductField, Values, VariantField } from '../../model/product.ts';
import { stillToWrite } from '../still-to-write.ts';
import type { Client } from './client.ts';
import { refused } from './failures.ts';
import { externalId, type Keys } from './keys.ts';
import type { MasterData } from './master-data.ts';
import { ids, recordId } from './parse.ts';
import type { openPriceLists, PriceList } from './price-lists.ts';
import type { ReadProductFields } from './product-fields.ts';
import { cellsOf, putsOf, tagsAmong, valsOf } from './product-values.ts';
import type { Products, Read } from './products.ts';

type Change = Parameters<ErpGoods['updateItem']>[1];
type Draft = Parameters<ErpGoods['createItem']>[0];

const tagRows = z.array(z.object({ id: z.number(), name: z.string() }));

export function openProductWrites(
  client: Client,
  keys: Keys,
  masters: MasterData,
  fields: ReadProductFields,
  lists: ReturnType<typeof openPriceLists>,
  products: Products,
) {
  /** Ids of these tags; those that are not there yet are made. */
  async function tagIds(names: readonly string[], lang: string | undefined, signal: AbortSignal) {
    if (names.length === 0) return [];
    const body = { domain: [['name', 'in', names]], fields: ['name'], context: { lang } };
    const found = await client.call('tags', 'product.tag/search_read', body, tagRows, signal);
    const missing = names.filter(name => !found.some(tag => tag.name === name));
    const vals = { vals_list: missing.map(name => ({ name })), context: { lang } };
    const made = missing.length === 0 ? [] : await client.call('tags', 'product.tag/create', vals, ids, signal);
    return [...found.map(tag => tag.id), ...made];
  }

  async function need(id: number | undefined, list: PriceList, signal: AbortSignal): Promise<Read> {
    const read = id === undefined ? undefined : await products.find(id, list, signal);
    if (read !== undefined) return read;
    throw refused('unknown-item', 'The product is no longer in Odoo.', 'Decide what shall happen to it in the shop.');
  }

  return {
    /** One call of Odoo's, so all of it or nothing. Odoo compares nothing by itself: it is read just before. */
    async update(id: string, { before, values, priceList }: Change, signal: AbortSignal): Promise<ErpItem> {
      signal.throwIfAborted();
      const list = priceList === undefined ? undefined : await masters.pricelistOf(priceList, signal);
      const read = await need(recordId(id), list, signal);
      const { item } = read;
      const held = { ...item.family.values, ...item.values };
      const open = stillToWrite('Odoo', item.name, held, { before, values });
      if (Object.keys(open).length === 0) return item;
      const { price, ...rest } = open;
      refuseShared(read, list === undefined ? open : rest);
      const puts = putsOf(list === undefined ? open : rest, await fields(signal));
      const { language: lang } = await masters.company(signal);
      const tags = await tagIds(tagsAmong(open), lang, signal);
      const ofList =
        list === undefined || price === undefined
          ? {}
          : { pricelist_rule_ids: [lists.command(list.id, read.id, read.listPrice, price)] };
      const body = {
        ids: [read.templateId],
        vals: {
          ...valsOf(puts, 'template', tags),
          ...ofList,
          product_variant_ids: [[1, read.id, valsOf(puts, 'variant', tags)]],
        },
        context: { lang, active_test: false, tracking_disable: true },
      };
      await client.call(`the product ${item.code}`, 'product.template/write', body, z.literal(true), signal);
      return (await products.known(read.id, list, signal)).item;
    },

    /** Odoo would take a code twice. */
    async create({ key, code, values }: Draft, signal: AbortSignal): Promise<ErpItem> {
      signal.throwIfAborted();
      const same = { domain: [['default_code', '=', code]], context: { active_test: false } };
      const found = await client.call('items', 'product.product/search', same, ids, signal);
      if (found.length > 0) {
        const [ours] = [...(await keys.of('product.product', found, signal))].find(([, its]) => its === key) ?? [];
        if (ours !== undefined) return (await products.known(ours, undefined, signal)).item;
        throw refused('code-taken', `Odoo has a product ${code} already.`, 'Link the two, or give one another code.');
      }
      const { language: lang } = await masters.company(signal);
      const whole: Values<ProductField | VariantField> = { title: code, ...values, sku: code };
      const tags = await tagIds(tagsAmong(whole), lang, signal);
      const cells = [
        ['id', externalId(key)] as const,
        ['type', 'consu'] as const,
        ...cellsOf(putsOf(whole, await fields(signal)), tags),
      ];
      const [names, row] = [cells.map(([name]) => name), cells.map(([, text]) => text)];
      const id = await client.load(`the product ${code}`, 'product.product', names, [row], signal);
      return (await products.known(id, undefined, signal)).item;
    },
  };
}

/** Odoo has one sales price, and one word on counting, for all variants of a template. */
function refuseShared({ item, variants }: Read, open: Values<ProductField | VariantField>): void {
  if (variants < 2) return;
  if (open.price !== undefined)
    throw refused(
      'shared-price',
      `Odoo has one price for all ${variants} variants of ${item.family.values.title ?? item.name}.`,
      'Let prices go to a price list, which has one for each variant, or change this one in Odoo.',
    );
  if (open.tracked !== undefined)
    throw refused(
      'shared-tracking',
      `Odoo counts all ${variants} variants of ${item.family.values.title ?? item.name} or none of them.`,
      'Change it in Odoo.',
    );
}

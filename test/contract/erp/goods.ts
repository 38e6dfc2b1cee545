import type { ErpGoods } from '../../../core/goods-ports.ts';
import type { ErpItem, ProductField, Values, VariantField } from '../../../core/model/product.ts';
import { freshNumber } from './drafts.ts';
import { signal, type ErpFixture } from './fixture.ts';

export type GoodsValues = Values<ProductField | VariantField>;
export type ItemDraft = Parameters<ErpGoods['createItem']>[0];

/** An item nobody has used before. */
export function itemDraft(values: GoodsValues = {}): ItemDraft {
  const number = freshNumber();
  const standard: GoodsValues = {
    title: `Teapot ${number}`,
    price: '14.9',
    cost: '5.2',
    weight: '410',
    tracked: 'yes',
  };
  return { key: `shopify:variant:${number}`, code: `POT-${number}`, values: { ...standard, ...values } };
}

export const newItem = ({ erp }: ErpFixture, values: GoodsValues = {}): Promise<ErpItem> =>
  erp.createItem(itemDraft(values), signal());

export async function itemsOf(
  erp: ErpGoods,
  which: Parameters<ErpGoods['items']>[0],
  priceList?: string,
): Promise<readonly ErpItem[]> {
  const all: ErpItem[] = [];
  for await (const page of erp.items(which, priceList, signal())) all.push(...page);
  return all;
}

export const valuesOf = ({ values, family }: ErpItem): GoodsValues => ({ ...family.values, ...values });

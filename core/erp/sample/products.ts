import type { ErpGoods, GoodsFeatures } from '../../goods-ports.ts';
import { productFields, variantFields, type ErpItem } from '../../model/product.ts';
import { epochMs, instantOf, type Instant } from '../../model/time.ts';
import { stillToWrite } from '../still-to-write.ts';
import type { Masters } from './catalogue.ts';
import type { Store } from './client.ts';
import { erpItemOf, ofFamily, ofItem } from './item-values.ts';
import type { FamilyRecord, ItemRecord } from './masters.ts';
import { idOf } from './names.ts';
import { refuse, unreadable } from './refuse.ts';
import { openSeen } from './seen.ts';

type Change = Parameters<ErpGoods['updateItem']>[1];
type Draft = Parameters<ErpGoods['createItem']>[0];
type Which = Parameters<ErpGoods['items']>[0];

const PAGE = 500;
const fields = [...productFields, ...variantFields];
/** Stock and price lists go by the code: it stays. */
const written = fields.filter(field => field !== 'sku');

export function openProducts(store: Store, masters: Masters, now: () => number) {
  const seen = openSeen(now);

  const familyOf = ({ id, family }: ItemRecord): FamilyRecord | undefined => {
    if (family === undefined) return undefined;
    const found = masters.families().find(one => one.id === family);
    if (found === undefined) throw unreadable('items.json', `${id}: family: there is no family "${family}"`);
    return found;
  };

  /** When each item and family last changed; a list's price counts as the item's. */
  function changes(): { readonly all: boolean; readonly at: (id: string) => Instant } {
    const all = seen.isNew;
    const prices = (code: string) => masters.priceLists().map(list => list.prices[code]);
    const states = [
      ...masters.items().map(item => [item.id, JSON.stringify([item, prices(item.code)]), item.changedAt] as const),
      ...masters.families().map(family => [family.id, JSON.stringify(family), family.changedAt] as const),
    ];
    const known = new Map(states.map(([id, , at]) => [id, at]));
    const newest = store.changedMs('items.json');
    const times = seen.look(new Map(states.map(([id, state]) => [id, state])), id => {
      const at = known.get(id);
      return at === undefined ? newest : epochMs(at);
    });
    return { all, at: id => instantOf(Math.floor(times.get(id) ?? newest)) };
  }

  function told(items: readonly ItemRecord[], priceList: string | undefined): readonly ErpItem[] {
    const list = priceList === undefined ? undefined : masters.priceList(priceList);
    const families = new Map(masters.families().map(family => [family.id, family]));
    const { at } = changes();
    return items.map(item => erpItemOf(item, families.get(item.family ?? '') ?? familyOf(item), list, at));
  }

  const one = (id: string): ItemRecord => {
    const item = masters.items().find(each => each.id === id);
    if (item !== undefined) return item;
    throw refuse('unknown-item', `There is no item "${id}".`, 'Decide what shall happen to it in the shop.');
  };

  async function write(items: readonly ItemRecord[], families: readonly FamilyRecord[]): Promise<void> {
    await store.replace('items.json', { items, families });
  }

  return {
    features: (): GoodsFeatures => ({
      stock: true,
      readsFields: fields,
      writesFields: written,
      createsItems: true,
      priceLists: masters.priceLists().map(({ code, label, currency }) => ({ code, label, currency })),
    }),

    *pages({ codes, changedSince }: Which, priceList: string | undefined): Generator<readonly ErpItem[]> {
      const wanted = codes === undefined ? undefined : new Set(codes);
      const { all } = changes();
      const since = changedSince === undefined || all ? undefined : epochMs(changedSince);
      const found = told(
        masters.items().filter(item => wanted?.has(item.code) ?? true),
        priceList,
      ).filter(
        item => since === undefined || Math.max(epochMs(item.updatedAt), epochMs(item.family.updatedAt)) >= since,
      );
      for (let at = 0; at < found.length; at += PAGE) yield found.slice(at, at + PAGE);
    },

    async update(id: string, { before, values, priceList }: Change): Promise<ErpItem> {
      const item = one(id);
      const [held] = told([item], priceList);
      if (held === undefined) throw refuse('unknown-item', `There is no item "${id}".`, 'Compare again.');
      const open = stillToWrite(
        'the sample ERP',
        item.name,
        { ...held.family.values, ...held.values },
        { before, values },
      );
      if (open.sku !== undefined)
        throw refuse('field-not-written', `The code of ${item.name} stays ${item.code}.`, 'Make a new item for it.');
      const { price, ...rest } = open;
      const own = priceList === undefined ? open : rest;
      const changedAt = instantOf(now());
      const [ofThis, shared] = [ofItem(own), ofFamily(own)];
      if (priceList !== undefined && price !== undefined) await writePrice(priceList, item.code, price);
      if (Object.keys(own).length > 0) {
        const family = familyOf(item);
        const title = own.title ?? undefined;
        const status = shared.status === undefined ? {} : { active: shared.status !== 'archived' };
        const isSibling = (each: ItemRecord): boolean => family !== undefined && each.family === family.id;
        await write(
          masters.items().map(each => {
            if (each.id !== id) return isSibling(each) ? { ...each, ...status } : each;
            const alone = family === undefined ? { ...shared, ...(title === undefined ? {} : { name: title }) } : {};
            return { ...each, ...ofThis, ...alone, ...status, changedAt };
          }),
          masters.families().map(each => {
            if (each.id !== family?.id || Object.keys(shared).length + (title === undefined ? 0 : 1) === 0) return each;
            return { ...each, ...shared, ...(title === undefined ? {} : { title }), changedAt };
          }),
        );
      }
      return told([one(id)], priceList)[0] ?? held;
    },

    async create({ key, code, values }: Draft): Promise<ErpItem> {
      const there = masters.items().find(item => item.key === key);
      if (there === undefined && masters.items().some(item => item.code === code))
        throw refuse('code-taken', `There is an item ${code} already.`, 'Link the two, or give one another code.');
      if (there === undefined) {
        const shared = ofFamily(values);
        const record: ItemRecord = {
          id: idOf(key),
          key,
          stocked: false,
          kit: false,
          ...ofItem(values),
          code,
          name: values.title ?? code,
          active: shared.status !== 'archived',
          ...shared,
          changedAt: instantOf(now()),
        };
        await write([...masters.items(), record], masters.families());
      }
      const [made] = told([one(idOf(key))], undefined);
      if (made === undefined) throw refuse('unknown-item', `There is no item ${code}.`, 'Try again.');
      return made;
    },
  };

  async function writePrice(priceList: string, code: string, price: string | null): Promise<void> {
    await store.replace('price-lists.json', {
      priceLists: masters.priceLists().map(list => {
        if (list.code !== priceList) return list;
        const { [code]: _before, ...others } = list.prices;
        return { ...list, prices: price === null ? others : { ...others, [code]: price } };
      }),
    });
  }
}

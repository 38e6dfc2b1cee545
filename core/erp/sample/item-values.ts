import { Big } from 'big.js';
import type { ErpItem, ProductField, Values, VariantField } from '../../model/product.ts';
import type { Instant } from '../../model/time.ts';
import { statuses, type FamilyRecord, type ItemRecord, type PriceListRecord } from './masters.ts';
import { refuse } from './refuse.ts';

/** An item as the port tells it. `list`: whose prices are told. */
export function erpItemOf(
  item: ItemRecord,
  family: FamilyRecord | undefined,
  list: PriceListRecord | undefined,
  changedAt: (id: string) => Instant,
): ErpItem {
  const shared = family ?? item;
  const isArchived = family === undefined && !item.active;
  return {
    id: item.id,
    code: item.code,
    name: item.name,
    active: item.active,
    updatedAt: changedAt(item.id),
    values: {
      sku: item.code,
      barcode: item.barcode ?? null,
      price: plain(list === undefined ? item.price : list.prices[item.code]),
      'compare-at-price': plain(item.compareAtPrice),
      cost: plain(item.cost),
      // Nothing weighs nothing: it is not known, as in Shopify.
      weight: Number(item.weight ?? 0) === 0 ? null : plain(item.weight),
      tracked: item.stocked ? 'yes' : 'no',
    },
    family: {
      id: shared.id,
      updatedAt: changedAt(shared.id),
      values: {
        title: family?.title ?? item.name,
        description: shared.description ?? null,
        vendor: shared.vendor ?? null,
        type: shared.type ?? null,
        tags: shared.tags === undefined || shared.tags.length === 0 ? null : shared.tags.toSorted().join(', '),
        status: isArchived ? 'archived' : (shared.status ?? 'active'),
      },
    },
  };
}

const plain = (amount: string | undefined): string | null => (amount === undefined ? null : new Big(amount).toFixed());

/** What `values` name of an item itself, in the terms of its record; a price is the item's own. */
export function ofItem(values: Values<VariantField>): Partial<ItemRecord> {
  const { barcode, price, cost, weight, tracked } = values;
  const compareAt = values['compare-at-price'];
  return {
    ...(barcode === undefined ? {} : { barcode: barcode ?? undefined }),
    ...(price === undefined ? {} : { price: price ?? undefined }),
    ...(compareAt === undefined ? {} : { compareAtPrice: compareAt ?? undefined }),
    ...(cost === undefined ? {} : { cost: cost ?? undefined }),
    ...(weight === undefined ? {} : { weight: weight ?? undefined }),
    ...(tracked === undefined ? {} : { stocked: tracked === 'yes' }),
  };
}

/** The same of what its family shares; the title aside, which has its own name in each record. */
export function ofFamily(values: Values<ProductField>): Partial<Omit<FamilyRecord, 'id' | 'title'>> {
  const { description, vendor, type, tags } = values;
  const status = statuses.find(one => one === values.status);
  if (values.status !== undefined && status === undefined)
    throw refuse('unknown-status', `There is no status "${values.status}".`, 'Give the product another status.');
  if (values.title === null) throw refuse('value-needed', 'An item needs a name.', 'Give the product a title.');
  return {
    ...(description === undefined ? {} : { description: description ?? undefined }),
    ...(vendor === undefined ? {} : { vendor: vendor ?? undefined }),
    ...(type === undefined ? {} : { type: type ?? undefined }),
    ...(tags === undefined ? {} : { tags: tags?.split(', ') }),
    ...(status === undefined ? {} : { status }),
  };
}

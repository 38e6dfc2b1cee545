import { SyncError } from '../../errors.ts';
import type { ErpGoods, ShopStock } from '../../goods-ports.ts';
import type { GoodsState } from '../../journal/goods.ts';
import { grouped } from '../../model/grouped.ts';
import type { ErpItemStock, ShopLevel } from '../../model/stock.ts';
import { itemCode } from '../import-orders/mapping.ts';
import type { Known } from './known.ts';
import type { OnTheWay } from './on-the-way.ts';
import type { LevelPair } from './pair.ts';
import type { Told } from './places.ts';
import type { StockPolicy } from './policy.ts';

/** What was read of both sides, the ERP first: an order placed in between is then seen as on its way. */
export type BothSides = { readonly items: readonly ErpItemStock[]; readonly levels: readonly ShopLevel[] };

type Reading = {
  readonly shop: Pick<ShopStock, 'levels' | 'levelsOf'>;
  readonly erp: Pick<ErpGoods, 'stock'>;
  readonly policy: Pick<StockPolicy, 'mappings'>;
  readonly told: Told;
};

const warehousesOf = (told: Told): readonly string[] => [...told.values()].map(({ warehouse }) => warehouse);

const codeOf = ({ sku }: ShopLevel, { mappings }: Pick<StockPolicy, 'mappings'>): string =>
  sku === undefined ? '' : itemCode(sku, mappings);

export async function readAll({ shop, erp, told }: Reading, signal: AbortSignal): Promise<BothSides> {
  const items = await erp.stock({ warehouses: warehousesOf(told) }, signal);
  return { items, levels: await shop.levels([...told.keys()], signal) };
}

/**
 * These inventory items and all that lead to the same ERP item. Which codes to ask the ERP for, only Shopify's levels tell for sure: where
 * that is not known beforehand, both are read once more, so that the ERP's answer is always the older one.
 * @param skus as last seen
 */
export async function readSome(
  { shop, erp, policy, told }: Reading,
  itemIds: ReadonlySet<string>,
  skus: readonly string[],
  known: Known,
  signal: AbortSignal,
): Promise<BothSides> {
  const wanted = new Set(itemIds);
  const codes = new Set(skus.map(sku => itemCode(sku, policy.mappings)));
  for (;;) {
    const which = { codes: [...codes], warehouses: warehousesOf(told) };
    const items = codes.size === 0 ? [] : await erp.stock(which, signal);
    const levels = wanted.size === 0 ? [] : await shop.levelsOf([...wanted], [...told.keys()], signal);
    const before = codes.size + wanted.size;
    for (const level of levels) {
      const code = codeOf(level, policy);
      if (code === '') continue;
      codes.add(code);
      for (const id of itemsFor(code, known, policy)) wanted.add(id);
    }
    if (codes.size + wanted.size === before) return { items, levels };
  }
}

/** Inventory items whose SKU stands for this code. */
export const itemsFor = (
  code: string,
  known: Pick<Known, 'itemsOf'>,
  { mappings: { items } }: Pick<StockPolicy, 'mappings'>,
): readonly string[] => {
  const skus = Object.entries(items).flatMap(([sku, mapped]) => (mapped === code ? [sku] : []));
  return [...skus, ...(items[code] === undefined ? [code] : [])].flatMap(sku => known.itemsOf(sku));
};

/** Each level with the ERP's item and all that decides its figure. */
export function pairsOf(
  { items, levels }: BothSides,
  told: Told,
  { stateOf }: Pick<Known, 'stateOf'>,
  onTheWay: OnTheWay,
  policy: Pick<StockPolicy, 'mappings'>,
): readonly LevelPair[] {
  const byCode = grouped(items, ({ code }) => code);
  const variants = grouped(levels, level => codeOf(level, policy) || undefined);
  return levels.flatMap(level => {
    const { itemId, locationId } = level;
    const place = told.get(locationId);
    if (place === undefined) return [];
    const code = codeOf(level, policy);
    return [
      {
        kind: 'level',
        level: withOldId(level, stateOf(level.id)),
        location: place.name,
        warehouse: place.warehouse,
        code,
        items: byCode.get(code) ?? [],
        sharing: sharingOf(itemId, variants.get(code) ?? []),
        onTheWay: onTheWay(itemId, locationId),
      },
    ];
  });
}

/** With the id that is in memory already: of 10,000s of levels, ids take more room than figures. */
const withOldId = (level: ShopLevel, before: GoodsState | undefined): ShopLevel =>
  before === undefined ? level : { ...level, id: before.id };

const alone: LevelPair['sharing'] = [];

/** Other variants with the same code, each once. */
function sharingOf(itemId: string, variants: readonly ShopLevel[]): LevelPair['sharing'] {
  if (variants.every(other => other.itemId === itemId)) return alone;
  const others = variants.filter(other => other.itemId !== itemId);
  return [...new Map(others.map(other => [other.itemId, { sku: other.sku ?? '', title: other.title }])).values()];
}

/** An answer without any item is no stock count, where there are products that the ERP should know. */
export function demandStock(
  { items, levels }: BothSides,
  isExpected: (level: ShopLevel) => boolean,
  erp: string,
): void {
  if (items.length > 0) return;
  const missed = levels.filter(level => level.tracked && level.sku !== undefined && isExpected(level));
  if (missed.length === 0) return;
  throw new SyncError(
    'safety',
    'erp-stock-empty',
    `${erp} sent no stock. The answer was empty, so nothing was written.`,
    {
      system: 'erp',
      nextStep: `Look whether ${erp} shows its stock, then ask it again.`,
      details: { 'stock levels in Shopify': String(missed.length) },
    },
  );
}

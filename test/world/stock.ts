import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnershipStore } from '../../core/agent/ports.ts';
import { warehouseCode } from '../../core/erp/sample/seed-data.ts';
import type { ConflictRule } from '../../core/model/ownership.ts';
import type { LocationName } from '../../core/sample/shop/catalogue.ts';
import { eachField } from '../../core/ownership/fields.ts';
import { ordersAlone, ownerStore } from './ownership.ts';
import type { World } from './world.ts';

/** The ERP keeps the stock, and products are nobody's. */
export const stockInErp = (onConflict: ConflictRule = 'owner-wins'): OwnershipStore =>
  ownerStore(
    eachField(field =>
      field === 'stock.on-hand' ? { owner: 'erp', onConflict, responsible: null } : ordersAlone[field],
    ),
  );

type Levels = { levels: { item: string; warehouse: string; onHand: number }[] };

/** Somebody counts in the sample ERP. `count` gets what is there, and says what there is. */
export async function countInErp(
  { erpFolder, clock }: World,
  location: LocationName,
  count: (sku: string, onHand: number) => number,
): Promise<void> {
  const file = join(erpFolder, 'stock.json');
  const found: Levels = JSON.parse(await readFile(file, 'utf8'));
  const warehouse = warehouseCode(location);
  for (const level of found.levels) if (level.warehouse === warehouse) level.onHand = count(level.item, level.onHand);
  await writeFile(file, JSON.stringify(found));
  // Whatever the file system's clock says, this is seen as later than what was read before.
  clock.advance(1000);
}

export const countOne = (world: World, location: LocationName, sku: string, onHand: number): Promise<void> =>
  countInErp(world, location, (item, before) => (item === sku ? onHand : before));

/** A level of the sample shop, as Shopify counts it. */
export function inShop({ shop }: World, location: LocationName, sku: string) {
  const variant = [...shop.store.variants.values()].find(one => one.sku === sku);
  const place = [...shop.store.locations.values()].find(one => one.name === location);
  const level = variant && place && shop.store.levels.get(variant.inventoryItemId, place.id);
  if (level === undefined) throw new Error(`${sku} has no level at ${location}`);
  const { available, committed, reserved, damaged } = level.quantities;
  return { available, committed, onHand: available + committed + reserved + damaged };
}

/** Mutations of stock that reached the shop and were carried out. */
export const stockRequests = ({ shop }: World): number =>
  shop.requests.filter(one => one.executed && one.fields.includes('inventorySetQuantities')).length;

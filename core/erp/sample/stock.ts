import type { Masters } from './catalogue.ts';
import type { Store } from './client.ts';
import { delivery } from './documents.ts';
import { pathOf } from './names.ts';

export type StockLevel = {
  readonly item: string;
  readonly warehouse: string;
  readonly onHand: number;
  /** Promised to posted orders that have not been shipped. */
  readonly reserved: number;
};

/** Stock by item and warehouse. On hand is what stock.json says; nothing but a person or a shipment changes it. */
export async function stockLevels(store: Store, masters: Masters): Promise<readonly StockLevel[]> {
  const reserved = new Map<string, number>();
  for (const id of await store.list('deliveries')) {
    const open = await store.read(pathOf('deliveries', id), delivery);
    if (open?.state !== 'reserved') continue;
    for (const { item, quantity } of open.lines) {
      const place = `${open.warehouse}\n${item}`;
      reserved.set(place, (reserved.get(place) ?? 0) + quantity);
    }
  }
  return masters.stock().map(level => ({ ...level, reserved: reserved.get(`${level.warehouse}\n${level.item}`) ?? 0 }));
}

import type { ApiRequest } from '../request.ts';
import { emptyLevel, onHand } from '../store.ts';
import { levelView } from '../views/stock-view.ts';
import { idOf } from '../views/view.ts';
import { problem } from './payload.ts';

interface ActivateArguments {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
}

/** Stocks an item at a location. What the level held before stays, unless a quantity is said. */
export function inventoryActivate(request: ApiRequest, args: ActivateArguments) {
  const { store } = request;
  const itemId = idOf('InventoryItem', args.inventoryItemId);
  const locationId = idOf('Location', args.locationId);
  const refused = (field: string, message: string) => ({
    inventoryLevel: null,
    userErrors: [problem([field], message)],
  });
  if (itemId === null || !store.variants.ofItem(itemId))
    return refused('inventoryItemId', "The product couldn't be stocked because it wasn't found.");
  const location = locationId === null ? undefined : store.locations.get(locationId);
  if (!location) return refused('locationId', "The product couldn't be stocked because the location wasn't found.");
  if (!location.isActive) {
    return refused(
      'locationId',
      `The product couldn't be stocked at ${location.name} because the location is not active.`,
    );
  }
  const at = store.second();
  const known = store.levels.get(itemId, location.id);
  if (known?.isActive === true) {
    for (const [name, field] of [
      ['available', 'available'],
      ['on_hand', 'onHand'],
    ] as const) {
      if (args[field] == null) continue;
      return refused(field, `Not allowed to set ${name} quantity when the item is already active at the location.`);
    }
    return { inventoryLevel: levelView(request, known), userErrors: [] };
  }
  const level = { ...(known ?? emptyLevel(itemId, location.id, at)), isActive: true, updatedAt: at };
  const available =
    args.available ??
    (args.onHand == null ? level.quantities.available : level.quantities.available + args.onHand - onHand(level));
  const next = { ...level, quantities: { ...level.quantities, available } };
  store.levels.put(next);
  return { inventoryLevel: levelView(request, next), userErrors: [] };
}

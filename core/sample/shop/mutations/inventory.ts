import { fault } from '../graphql-fault.ts';
import type { Level, StockName } from '../records.ts';
import type { ApiRequest } from '../request.ts';
import { emptyLevel, onHand } from '../store.ts';
import { inventoryItemView, isStockName, locationView } from '../views/stock-view.ts';
import { gid, idOf, time } from '../views/view.ts';
import { problem, type UserError } from './payload.ts';

interface Target {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly changeFromQuantity?: number | null;
}

interface SetInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly (Target & { readonly quantity: number })[];
}

interface AdjustInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly changes: readonly (Target & { readonly delta: number; readonly ledgerDocumentUri?: string | null })[];
}

const REASON =
  /^(correction|cycle_count_available|damaged|movement_\w+|other|promotion|quality_control|received|reservation_\w+|restock|safety_stock|shrinkage)$/;

const MOST = 1_000_000_000;

interface Move {
  readonly itemId: number;
  readonly locationId: number;
  readonly name: StockName;
  readonly delta: number;
}

/** All or nothing. A quantity given with `changeFromQuantity` is only set when the shop still has that number. */
export function inventorySetQuantities(request: ApiRequest, args: { readonly input: SetInput }) {
  const { input } = args;
  demandChangeFrom(input.quantities, 'InventoryQuantityInput');
  if (input.name !== 'available' && input.name !== 'on_hand') {
    return refused([
      problem(['input', 'name'], "The quantity name must be either 'available' or 'on_hand'.", 'INVALID_NAME'),
    ]);
  }
  const errors = reasonProblems(input.reason);
  const moves: Move[] = [];
  const seen = new Set<string>();
  for (const [i, wanted] of input.quantities.entries()) {
    const field = ['input', 'quantities', String(i)];
    const level = levelOf(request, wanted, field, errors);
    if (!level) continue;
    const pair = `${level.itemId}/${level.locationId}`;
    if (seen.has(pair)) {
      const message = 'The combination of inventoryItemId and locationId must be unique.';
      errors.push(problem(field, message, 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR'));
    }
    seen.add(pair);
    if (wanted.quantity > MOST) {
      const message = "The total quantity can't be higher than 1,000,000,000.";
      errors.push(problem([...field, 'quantity'], message, 'INVALID_QUANTITY_TOO_HIGH'));
    }
    if (wanted.quantity < -MOST) {
      const message = "The total quantity can't be lower than -1,000,000,000.";
      errors.push(problem([...field, 'quantity'], message, 'INVALID_QUANTITY_TOO_LOW'));
    }
    const now = input.name === 'on_hand' ? onHand(level) : level.quantities.available;
    checkStale(wanted, now, field, 'The changeFromQuantity value does not match persisted value.', errors);
    // Setting what is on hand moves what is available; the other states stay.
    moves.push({ itemId: level.itemId, locationId: level.locationId, name: 'available', delta: wanted.quantity - now });
  }
  return errors.length > 0 ? refused(errors) : applied(request, input, moves);
}

export function inventoryAdjustQuantities(request: ApiRequest, args: { readonly input: AdjustInput }) {
  const { input } = args;
  demandChangeFrom(input.changes, 'InventoryChangeInput');
  const { name } = input;
  if (!isStockName(name) || name === 'committed') {
    return refused([problem(['input', 'name'], 'The specified quantity name is invalid.', 'INVALID_QUANTITY_NAME')]);
  }
  const errors = reasonProblems(input.reason);
  const moves: Move[] = [];
  for (const [i, wanted] of input.changes.entries()) {
    const field = ['input', 'changes', String(i)];
    const level = levelOf(request, wanted, field, errors);
    if (!level) continue;
    if (name === 'available' && wanted.ledgerDocumentUri != null) {
      const message = 'A ledger document URI is not allowed when adjusting available.';
      errors.push(problem([...field, 'ledgerDocumentUri'], message, 'INVALID_AVAILABLE_DOCUMENT'));
    }
    if (name !== 'available' && wanted.ledgerDocumentUri == null) {
      const message = 'A ledger document URI is required except when adjusting available.';
      errors.push(problem([...field, 'ledgerDocumentUri'], message, 'INVALID_QUANTITY_DOCUMENT'));
    }
    const message = 'The changeFromQuantity argument no longer matches the persisted quantity.';
    checkStale(wanted, level.quantities[name], field, message, errors);
    moves.push({ itemId: level.itemId, locationId: level.locationId, name, delta: wanted.delta });
  }
  return errors.length > 0 ? refused(errors) : applied(request, input, moves);
}

/** Optional in the schema, demanded by the running API; null says: whatever it is now. */
function demandChangeFrom(targets: readonly Target[], type: string): void {
  if (targets.every(target => 'changeFromQuantity' in target)) return;
  throw fault('INVALID_FIELD_ARGUMENTS', `${type} must include the following argument: changeFromQuantity.`);
}

const reasonProblems = (reason: string): UserError[] =>
  REASON.test(reason) ? [] : [problem(['input', 'reason'], 'The specified reason is invalid.', 'INVALID_REASON')];

/** The level, empty and inactive where the item was never stocked, which setting a number does not change; an unknown item or location is noted. */
function levelOf(request: ApiRequest, target: Target, field: readonly string[], errors: UserError[]): Level | null {
  const itemId = idOf('InventoryItem', target.inventoryItemId);
  const locationId = idOf('Location', target.locationId);
  const item = itemId === null ? undefined : request.store.variants.ofItem(itemId);
  const location = locationId !== null && request.store.locations.get(locationId)?.isActive === true;
  if (!item) {
    const message = 'The specified inventory item could not be found.';
    errors.push(problem([...field, 'inventoryItemId'], message, 'INVALID_INVENTORY_ITEM'));
  }
  if (!location) {
    errors.push(problem([...field, 'locationId'], 'The specified location could not be found.', 'INVALID_LOCATION'));
  }
  if (itemId === null || locationId === null || !item || !location) return null;
  if (item.requiresComponents) {
    const message =
      'The specified inventory item is not allowed to be adjusted via API. Example: if the inventory item is a parent bundle.';
    errors.push(problem([...field, 'inventoryItemId'], message, 'NON_MUTABLE_INVENTORY_ITEM'));
    return null;
  }
  return request.store.levels.get(itemId, locationId) ?? emptyLevel(itemId, locationId, request.store.second(), false);
}

function checkStale(target: Target, now: number, field: readonly string[], message: string, errors: UserError[]): void {
  if (target.changeFromQuantity == null || target.changeFromQuantity === now) return;
  errors.push(problem([...field, 'changeFromQuantity'], message, 'CHANGE_FROM_QUANTITY_STALE'));
}

const refused = (userErrors: readonly UserError[]) => ({ inventoryAdjustmentGroup: null, userErrors });

/** What changed of each level: the quantity itself, and what is on hand when it is a part of that. */
function applied(request: ApiRequest, input: SetInput | AdjustInput, moves: readonly Move[]) {
  const { store } = request;
  const changes = moves
    .filter(move => move.delta !== 0)
    .flatMap(({ itemId, locationId, name, delta }) => {
      const level = store.moveStock(itemId, locationId, { [name]: delta }, false);
      const variant = store.variants.ofItem(itemId);
      const location = store.locations.get(locationId);
      const change = {
        ledgerDocumentUri: null,
        item: variant ? inventoryItemView(request, variant) : null,
        location: location ? locationView(request, location) : null,
        delta,
      };
      const own = { ...change, name, quantityAfterChange: level.quantities[name] };
      return name === 'incoming' ? [own] : [own, { ...change, name: 'on_hand', quantityAfterChange: onHand(level) }];
    });
  const group = {
    id: gid('InventoryAdjustmentGroup', store.nextId()),
    createdAt: time(store.second()),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    changes,
  };
  return { inventoryAdjustmentGroup: changes.length === 0 ? null : group, userErrors: [] };
}

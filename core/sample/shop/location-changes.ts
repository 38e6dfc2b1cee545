import { locationNamed } from './find-goods.ts';
import { deactivateInput, locationInput, type DeactivateInput, type LocationInput } from './goods-input.ts';
import { InputProblem } from './input-problem.ts';
import type { Location } from './records.ts';
import { emptyLevel, onHand, type Store } from './store.ts';

/** No item has a level at a new location until it is stocked there. */
export function addLocation(store: Store, input: LocationInput): Location {
  const said = locationInput.parse(input);
  if ([...store.locations.values()].some(one => one.name === said.name)) {
    throw new InputProblem('name', `is already a location of the shop: ${said.name}`);
  }
  const location = { ...said, id: store.nextId(), isActive: true, deactivatedAt: null, createdAt: store.second() };
  store.locations.set(location.id, location);
  return location;
}

/** What is there, and what is to be sent from there, goes to another location first. */
export function deactivateLocation(store: Store, location: Location, input: DeactivateInput = {}): Location {
  const { moveTo } = deactivateInput.parse(input);
  if (!location.isActive) throw new InputProblem('location', 'is already deactivated');
  const target = moveTo === undefined ? undefined : locationNamed(store, moveTo, 'moveTo');
  if (target && (!target.isActive || target.id === location.id)) {
    throw new InputProblem('moveTo', `is not another active location: ${target.name}`);
  }
  const held = store.levels.atLocation(location.id).filter(one => one.isActive);
  const open = store.allOrders().filter(order => order.fulfilmentOrders.some(isOpenAt(location)));
  if (!target && (open.length > 0 || held.some(one => onHand(one) !== 0))) {
    throw new InputProblem('moveTo', 'is needed: the location holds stock or has orders to send');
  }
  const at = store.second();
  for (const level of held) {
    if (target) store.moveStock(level.itemId, target.id, level.quantities);
    store.levels.put({ ...emptyLevel(level.itemId, location.id, level.createdAt, false), updatedAt: at });
  }
  for (const order of target ? open : []) {
    const fulfilmentOrders = order.fulfilmentOrders.map(one =>
      isOpenAt(location)(one) ? { ...one, locationId: target?.id ?? one.locationId, updatedAt: at } : one,
    );
    store.putOrder({ ...order, fulfilmentOrders, updatedAt: at });
  }
  const next = { ...location, isActive: false, deactivatedAt: at };
  store.locations.set(location.id, next);
  return next;
}

const isOpenAt =
  (location: Location) =>
  (one: { readonly locationId: number; readonly status: string }): boolean =>
    one.locationId === location.id && (one.status === 'OPEN' || one.status === 'IN_PROGRESS');

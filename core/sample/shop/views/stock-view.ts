import { connection, listConnection, type PageArguments } from '../connection.ts';
import { fault } from '../graphql-fault.ts';
import type { Level, Location, StockName, Variant } from '../records.ts';
import { STOCK_NAMES } from '../records.ts';
import { idFilter, timeFilter } from '../filters.ts';
import { compileQuery, type Filters } from '../search.ts';
import { onHand } from '../store.ts';
import { variantView } from './product-view.ts';
import { gid, idOf, money, time, type Looking, type View } from './view.ts';

type LevelArguments = PageArguments & { readonly query?: string | null };

export function locationView(look: Looking, location: Location): View {
  const { store } = look;
  return {
    __typename: 'Location',
    id: gid('Location', location.id),
    legacyResourceId: String(location.id),
    name: location.name,
    isActive: location.isActive,
    deactivatedAt: null,
    createdAt: time(location.createdAt),
    updatedAt: time(location.createdAt),
    shipsInventory: location.fulfillsOnlineOrders,
    fulfillsOnlineOrders: location.fulfillsOnlineOrders,
    hasActiveInventory: () => store.allLevels().some(one => one.locationId === location.id),
    isFulfillmentService: false,
    fulfillmentService: null,
    address: {
      address1: location.address1,
      address2: null,
      city: location.city,
      province: null,
      provinceCode: null,
      zip: location.zip,
      country: store.settings.country,
      countryCode: store.settings.countryCode,
      phone: null,
    },
    inventoryLevels: (args: LevelArguments) => levels(look, one => one.locationId === location.id, args),
    inventoryLevel: (args: { readonly inventoryItemId: string }) => oneLevel(look, args.inventoryItemId, location.id),
  };
}

export function inventoryItemView(look: Looking, variant: Variant): View {
  const { store } = look;
  return {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', variant.inventoryItemId),
    legacyResourceId: String(variant.inventoryItemId),
    sku: variant.sku,
    tracked: variant.tracked,
    requiresShipping: true,
    unitCost: () => money(variant.cost, store.settings.currency),
    countryCodeOfOrigin: null,
    provinceCodeOfOrigin: null,
    harmonizedSystemCode: null,
    duplicateSkuCount: () => [...store.variants.values()].filter(one => one.sku === variant.sku).length - 1,
    createdAt: time(variant.createdAt),
    updatedAt: time(variant.updatedAt),
    locationsCount: () => ({
      count: store.allLevels().filter(one => one.itemId === variant.inventoryItemId).length,
      precision: 'EXACT',
    }),
    variant: () => variantView(look, variant),
    variants: (args: PageArguments) => listConnection([variant], args, one => variantView(look, one)),
    inventoryLevels: (args: LevelArguments) => levels(look, one => one.itemId === variant.inventoryItemId, args),
    inventoryLevel: (args: { readonly locationId: string }) =>
      oneLevel(look, gid('InventoryItem', variant.inventoryItemId), idOf('Location', args.locationId)),
  };
}

function levels(look: Looking, own: (level: Level) => boolean, args: LevelArguments) {
  const { store } = look;
  const filters: Filters<Level> = {
    updated_at: timeFilter(
      level => level.updatedAt,
      store.settings.timeZone,
      () => store.now(),
    ),
    created_at: timeFilter(
      level => level.createdAt,
      store.settings.timeZone,
      () => store.now(),
    ),
    inventory_item_id: idFilter(level => level.itemId),
  };
  const { matches } = compileQuery(args.query, filters);
  const found = store.allLevels().filter(level => own(level) && matches(level));
  return connection(
    found,
    args,
    level => ({ value: level.itemId, id: level.locationId }),
    level => levelView(look, level),
  );
}

function oneLevel(look: Looking, item: string, locationId: number | null): View | null {
  const itemId = idOf('InventoryItem', item);
  const level = itemId === null || locationId === null ? undefined : look.store.level(itemId, locationId);
  return level ? levelView(look, level) : null;
}

export function levelView(look: Looking, level: Level): View {
  const { store } = look;
  const variant = store.byItem.get(level.itemId);
  const location = store.locations.get(level.locationId);
  return {
    __typename: 'InventoryLevel',
    id: `${gid('InventoryLevel', level.locationId)}?inventory_item_id=${level.itemId}`,
    isActive: true,
    canDeactivate: true,
    deactivationAlert: null,
    createdAt: time(level.createdAt),
    updatedAt: time(level.updatedAt),
    item: () => (variant ? inventoryItemView(look, variant) : null),
    location: () => (location ? locationView(look, location) : null),
    quantities: (args: { readonly names: readonly string[] }) =>
      args.names.map(name => ({
        __typename: 'InventoryQuantity',
        id: `gid://shopify/InventoryQuantity/${level.locationId}?inventory_item_id=${level.itemId}&name=${name}`,
        name,
        quantity: quantityOf(level, name),
        updatedAt: time(level.updatedAt),
      })),
  };
}

function quantityOf(level: Level, name: string): number {
  if (name === 'on_hand') return onHand(level);
  if (isStockName(name)) return level.quantities[name];
  throw fault('INVALID_FIELD_ARGUMENTS', `The quantity name '${name}' is not valid.`);
}

export const isStockName = (name: string): name is StockName => (STOCK_NAMES as readonly string[]).includes(name);

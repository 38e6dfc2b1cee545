import { connection, listConnection, type PageArguments } from '../connection.ts';
import { fault } from '../graphql-fault.ts';
import type { Level, Location, StockName, Variant } from '../records.ts';
import { GRAMS_IN, STOCK_NAMES } from '../records.ts';
import { idFilter, timeFilter } from '../filters.ts';
import { compileQuery, type Filters } from '../search.ts';
import { onHand } from '../store.ts';
import { variantView } from './product-view.ts';
import { gid, idOf, money, time, type Looking, type View } from './view.ts';

type LevelArguments = PageArguments & ActiveOnly & { readonly query?: string | null };

interface ActiveOnly {
  readonly includeInactive?: boolean | null;
}

export function locationView(look: Looking, location: Location): View {
  const { store } = look;
  return {
    __typename: 'Location',
    id: gid('Location', location.id),
    legacyResourceId: String(location.id),
    name: location.name,
    isActive: location.isActive,
    deactivatedAt: time(location.deactivatedAt),
    createdAt: time(location.createdAt),
    updatedAt: time(location.deactivatedAt ?? location.createdAt),
    shipsInventory: location.fulfillsOnlineOrders,
    fulfillsOnlineOrders: location.fulfillsOnlineOrders,
    hasActiveInventory: () => store.levels.atLocation(location.id).some(one => one.isActive),
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
    inventoryLevels: (args: LevelArguments) => levels(look, store.levels.atLocation(location.id), args),
    inventoryLevel: (args: ActiveOnly & { readonly inventoryItemId: string }) =>
      oneLevel(look, idOf('InventoryItem', args.inventoryItemId), location.id, args),
  };
}

export function inventoryItemView(look: Looking, variant: Variant): View {
  const { store } = look;
  const isGiftCard = (): boolean => store.products.get(variant.productId)?.isGiftCard ?? false;
  return {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', variant.inventoryItemId),
    legacyResourceId: String(variant.inventoryItemId),
    sku: variant.sku || null,
    tracked: variant.tracked,
    requiresShipping: !isGiftCard(),
    unitCost: () => (variant.cost === null ? null : money(variant.cost, store.settings.currency)),
    measurement: () => ({
      __typename: 'InventoryItemMeasurement',
      id: gid('InventoryItemMeasurement', variant.inventoryItemId),
      weight: {
        __typename: 'Weight',
        value: Number((variant.weightGrams / GRAMS_IN[variant.weightUnit]).toFixed(6)),
        unit: variant.weightUnit,
      },
    }),
    countryCodeOfOrigin: null,
    provinceCodeOfOrigin: null,
    harmonizedSystemCode: null,
    duplicateSkuCount: () => (variant.sku === '' ? 0 : store.variants.withSku(variant.sku).length - 1),
    createdAt: time(variant.createdAt),
    updatedAt: time(variant.updatedAt),
    locationsCount: () => ({
      count: store.levels.ofItem(variant.inventoryItemId).filter(one => one.isActive).length,
      precision: 'EXACT',
    }),
    variant: () => variantView(look, variant),
    variants: (args: PageArguments) => listConnection([variant], args, one => variantView(look, one)),
    inventoryLevels: (args: LevelArguments) => levels(look, store.levels.ofItem(variant.inventoryItemId), args),
    inventoryLevel: (args: ActiveOnly & { readonly locationId: string }) =>
      oneLevel(look, variant.inventoryItemId, idOf('Location', args.locationId), args),
  };
}

function levels(look: Looking, own: readonly Level[], args: LevelArguments) {
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
    id: idFilter(level => level.locationId),
    inventory_item_id: idFilter(level => level.itemId),
  };
  const { matches } = compileQuery(args.query, filters);
  const found = own.filter(level => (level.isActive || args.includeInactive === true) && matches(level));
  return connection(
    found,
    args,
    level => ({ value: level.itemId, id: level.locationId }),
    level => levelView(look, level),
  );
}

function oneLevel(look: Looking, itemId: number | null, locationId: number | null, args: ActiveOnly): View | null {
  const level = itemId === null || locationId === null ? undefined : look.store.levels.get(itemId, locationId);
  return level && (level.isActive || args.includeInactive === true) ? levelView(look, level) : null;
}

export function levelView(look: Looking, level: Level): View {
  const { store } = look;
  const variant = store.variants.ofItem(level.itemId);
  const location = store.locations.get(level.locationId);
  return {
    __typename: 'InventoryLevel',
    id: `${gid('InventoryLevel', level.locationId)}?inventory_item_id=${level.itemId}`,
    isActive: level.isActive,
    canDeactivate: level.isActive,
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

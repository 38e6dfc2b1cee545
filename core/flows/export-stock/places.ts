import type { ShopLocation } from '../../ports.ts';
import type { StockPolicy } from './policy.ts';

/** A location of the shop, and whether stock is told there. */
export type Place = {
  readonly location: ShopLocation;
  readonly warehouse: string | undefined;
  /** Mapped, but Shopify does not show it any more. */
  readonly isGone: boolean;
  /** Other locations that are mapped to the same warehouse, by name. */
  readonly sharing: readonly string[];
};

/** Every location that is in use, or mapped. */
export function placesOf(
  locations: readonly ShopLocation[],
  { mappings: { warehouses } }: Pick<StockPolicy, 'mappings'>,
): readonly Place[] {
  const known = new Map(locations.map(one => [one.id, one]));
  const gone = Object.keys(warehouses)
    .filter(id => !known.has(id))
    .map((id): ShopLocation => ({ id, name: `Location ${id.slice(id.lastIndexOf('/') + 1)}`, isActive: false }));
  const mapped = locations.filter(({ id, isActive }) => isActive && warehouses[id] !== undefined);
  return [...locations, ...gone].flatMap(location => {
    const { id, isActive } = location;
    const warehouse = warehouses[id];
    if (!isActive && warehouse === undefined) return [];
    const others = mapped.filter(other => isActive && other.id !== id && warehouses[other.id] === warehouse);
    const sharing = warehouse === undefined ? [] : others.map(({ name }) => name);
    return [{ location, warehouse, isGone: !known.has(id), sharing }];
  });
}

/** Where stock is told: active, with a warehouse of its own. Location -> name and warehouse. */
export type Told = ReadonlyMap<string, { readonly name: string; readonly warehouse: string }>;

export const toldOf = (places: readonly Place[]): Told =>
  new Map(
    places.flatMap(({ location, warehouse, sharing }) =>
      warehouse !== undefined && location.isActive && sharing.length === 0
        ? [[location.id, { name: location.name, warehouse }] as const]
        : [],
    ),
  );

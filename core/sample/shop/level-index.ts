import type { Level } from './records.ts';

type Levels = Map<number, Level>;

/** The stock levels, by item and by location. */
export class LevelIndex {
  private readonly byItem = new Map<number, Levels>();
  private readonly byLocation = new Map<number, Levels>();

  get(itemId: number, locationId: number): Level | undefined {
    return this.byItem.get(itemId)?.get(locationId);
  }

  ofItem(itemId: number): Level[] {
    return [...(this.byItem.get(itemId)?.values() ?? [])];
  }

  atLocation(locationId: number): Level[] {
    return [...(this.byLocation.get(locationId)?.values() ?? [])];
  }

  all(): Level[] {
    return [...this.byItem.values()].flatMap(levels => [...levels.values()]);
  }

  put(level: Level): void {
    levelsOf(this.byItem, level.itemId).set(level.locationId, level);
    levelsOf(this.byLocation, level.locationId).set(level.itemId, level);
  }

  removeItem(itemId: number): void {
    for (const level of this.ofItem(itemId)) this.byLocation.get(level.locationId)?.delete(itemId);
    this.byItem.delete(itemId);
  }
}

function levelsOf(index: Map<number, Levels>, key: number): Levels {
  const known = index.get(key);
  if (known) return known;
  const made: Levels = new Map();
  index.set(key, made);
  return made;
}

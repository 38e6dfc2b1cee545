/** One state of a record and when the search index knows it. */
interface Version<T> {
  readonly record: T;
  readonly indexedAt: number;
}

/** Records as they are, and as the search index has them: later, by the lag at the time of the change. */
export class Versions<T extends { readonly id: number }> {
  private readonly known = new Map<number, readonly Version<T>[]>();
  private readonly now: () => number;
  private readonly lagMs: () => number;

  constructor(now: () => number, lagMs: () => number) {
    this.now = now;
    this.lagMs = lagMs;
  }

  /** A state that the index knows at once. */
  seed(record: T): void {
    this.known.set(record.id, [{ record, indexedAt: 0 }]);
  }

  set(id: number, record: T): void {
    const lag = this.lagMs();
    const now = this.now();
    const known = this.known.get(id) ?? [];
    // Only the newest indexed state and those still on their way are needed.
    const firstNeeded = Math.max(
      0,
      known.findLastIndex(version => version.indexedAt <= now),
    );
    const kept = lag <= 0 ? [] : known.slice(firstNeeded);
    this.known.set(id, [...kept, { record, indexedAt: now + lag }]);
  }

  get(id: number): T | undefined {
    return this.known.get(id)?.at(-1)?.record;
  }

  has(id: number): boolean {
    return this.known.has(id);
  }

  delete(id: number): void {
    this.known.delete(id);
  }

  values(): T[] {
    return [...this.known.values()].flatMap(versions => versions.at(-1)?.record ?? []);
  }

  indexed(): T[] {
    const now = this.now();
    return [...this.known.values()].flatMap(
      versions => versions.findLast(version => version.indexedAt <= now)?.record ?? [],
    );
  }
}

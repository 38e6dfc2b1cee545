/** Every asynchronous verb of a port, and every page of a list, passes through here. */
export abstract class Metered {
  calls = 0;

  /** Does the call, and what the meter does before and after it. */
  protected abstract through<T>(effect: () => Promise<T>): Promise<T>;

  feed<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (name === 'append') return this.through(async () => value.apply(target, args));
          const result: unknown = lists.has(name) ? value.apply(target, args) : undefined;
          return result === undefined ? this.through(async () => value.apply(target, args)) : this.pages(result);
        };
      },
    });
  }

  private async *pages(list: unknown): AsyncGenerator {
    if (typeof list !== 'object' || list === null || !(Symbol.asyncIterator in list)) throw new TypeError('not a list');
    const iterate = list[Symbol.asyncIterator];
    if (typeof iterate !== 'function') throw new TypeError('not a list');
    const iterator: AsyncIterator<unknown> = iterate.call(list);
    for (;;) {
      const next = await this.through(async () => iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  }
}

/** Verbs that give pages in place of a promise. */
const lists: ReadonlySet<string | symbol> = new Set([
  'ordersUpdatedSince',
  'ordersProcessedIn',
  'read',
  'levelsChangedSince',
  'products',
  'productsChangedSince',
  'items',
]);

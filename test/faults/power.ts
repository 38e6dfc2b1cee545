/** Counts every I/O call of a run and dies at one of them, before or after it takes effect; dead is dead. */
export class Power {
  readonly cutAt: number;
  readonly isAfter: boolean;
  calls = 0;
  isOff = false;

  constructor(cutAt: number, isAfter: boolean) {
    this.cutAt = cutAt;
    this.isAfter = isAfter;
  }

  private async through<T>(effect: () => Promise<T>): Promise<T> {
    if (this.isOff) throw new PowerCut();
    const isFatal = ++this.calls === this.cutAt;
    if (isFatal && !this.isAfter) this.off();
    const result = await effect();
    if (isFatal) this.off();
    return result;
  }

  private off(): never {
    this.isOff = true;
    throw new PowerCut();
  }

  /** The same port with every asynchronous verb, and every page of an asynchronous list, passing through the meter. */
  feed<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (name === 'append') return this.through(async () => value.apply(target, args));
          const result: unknown = isListing(name) ? value.apply(target, args) : undefined;
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

const isListing = (name: string | symbol): boolean =>
  name === 'ordersUpdatedSince' || name === 'ordersProcessedIn' || name === 'read';

export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

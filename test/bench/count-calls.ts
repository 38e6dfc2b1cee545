/** The same port, with its calls counted. */
export function countCalls<T extends object>(port: T): { readonly port: T; readonly calls: () => number } {
  let calls = 0;
  const counted = new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        calls += 1;
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { port: counted, calls: () => calls };
}

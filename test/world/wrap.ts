/** The same port with some verbs replaced; the rest, getters too, stay the port's own. */
export function withVerbs<T extends object>(port: T, verbs: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const own: unknown = Reflect.get(verbs, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

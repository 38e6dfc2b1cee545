/** By key, in the order of their first members; what has no key is left out. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

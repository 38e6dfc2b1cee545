import { InputProblem } from './input-problem.ts';
import type { Location, Product, Variant } from './records.ts';
import type { Store } from './store.ts';

/** How a person names things: by what is written on them, or by their number or gid. */

export function productNamed(store: Store, name: string): Product {
  const found = store.products.get(bare(name));
  if (found) return found;
  const named = store.products.values().filter(one => one.title === name || one.handle === name);
  return theOne(named, 'product', name);
}

export function variantNamed(store: Store, name: string): Variant {
  const id = bare(name);
  const found = store.variants.get(id) ?? store.variants.ofItem(id);
  return found ?? theOne(name === '' ? [] : store.variants.withSku(name), 'variant', name);
}

export function locationNamed(store: Store, name: string, field: string): Location {
  const found = [...store.locations.values()].find(one => one.name === name || one.id === bare(name));
  if (!found) throw new InputProblem(field, `is not a location of the shop: ${name}`);
  return found;
}

/** The number in a gid, or that is the name itself. */
const bare = (name: string): number => Number(name.replace(/^gid:\/\/shopify\/\w+\//, ''));

function theOne<T extends { readonly id: number }>(found: readonly T[], field: string, name: string): T {
  const [first] = found;
  if (!first) throw new InputProblem(field, `is not in the shop: ${name}`);
  if (found.length === 1) return first;
  const ids = found.map(one => one.id).join(', ');
  throw new InputProblem(field, `${name} is the name of ${found.length}; say which by number: ${ids}`);
}

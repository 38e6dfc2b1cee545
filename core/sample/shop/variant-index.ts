import type { Variant } from './records.ts';

/** The shop's variants by id, by inventory item, by product and by SKU; a SKU may be blank or on several. */
export class VariantIndex {
  private readonly byId = new Map<number, Variant>();
  private readonly items = new Map<number, Variant>();
  private readonly products = new Map<number, Set<number>>();
  private readonly skus = new Map<string, Set<number>>();

  get(id: number): Variant | undefined {
    return this.byId.get(id);
  }

  has(id: number): boolean {
    return this.byId.has(id);
  }

  values(): MapIterator<Variant> {
    return this.byId.values();
  }

  ofItem(itemId: number): Variant | undefined {
    return this.items.get(itemId);
  }

  /** In their order within the product. */
  ofProduct(productId: number): Variant[] {
    return this.found(this.products.get(productId)).toSorted((a, b) => a.position - b.position);
  }

  withSku(sku: string): Variant[] {
    return this.found(this.skus.get(sku));
  }

  put(variant: Variant): void {
    const known = this.byId.get(variant.id);
    if (known && (known.sku !== variant.sku || known.productId !== variant.productId)) this.unlink(known);
    this.byId.set(variant.id, variant);
    this.items.set(variant.inventoryItemId, variant);
    linked(this.products, variant.productId).add(variant.id);
    linked(this.skus, variant.sku).add(variant.id);
  }

  remove(variant: Variant): void {
    this.unlink(variant);
    this.byId.delete(variant.id);
    this.items.delete(variant.inventoryItemId);
  }

  private unlink(variant: Variant): void {
    this.products.get(variant.productId)?.delete(variant.id);
    this.skus.get(variant.sku)?.delete(variant.id);
  }

  private found(ids: ReadonlySet<number> | undefined): Variant[] {
    return [...(ids ?? [])].flatMap(id => this.byId.get(id) ?? []);
  }
}

function linked<K>(sets: Map<K, Set<number>>, key: K): Set<number> {
  const known = sets.get(key);
  if (known) return known;
  const made = new Set<number>();
  sets.set(key, made);
  return made;
}

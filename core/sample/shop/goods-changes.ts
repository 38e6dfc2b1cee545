import { locationNamed } from './find-goods.ts';
import {
  addProduct,
  changeProduct,
  changeVariant,
  type NewVariant,
  type ProductChanges,
  type VariantChanges,
} from './goods.ts';
import {
  productEdit,
  productInput,
  stockInput,
  variantEdit,
  type NewVariantInput,
  type ProductEdit,
  type ProductInput,
  type StockInput,
  type VariantChange,
  type VariantEdit,
} from './goods-input.ts';
import { InputProblem } from './input-problem.ts';
import { toMinor } from './money.ts';
import { sortedTags } from './mutations/product-input.ts';
import type { Level, Product, Variant } from './records.ts';
import { emptyLevel, onHand, type Store } from './store.ts';

/** What people do to the goods in the shop's own screens. Each parses its input and returns what became of it. */

export function addProductByHand(store: Store, input: ProductInput): Product {
  const { variants, option, giftCard, tags, ...said } = productInput.parse(input);
  const titles = new Set(variants.map(one => one.title));
  if (titles.size < variants.length) throw new InputProblem('variants', 'need titles that differ from each other');
  return addProduct(store, {
    vendor: store.settings.name,
    productType: '',
    status: 'ACTIVE',
    descriptionHtml: '',
    ...given(said),
    title: said.title,
    tags: sortedTags(tags ?? []),
    option,
    handle: null,
    isGiftCard: giftCard,
    variants: variants.map((one, i) => newVariant(store, one, giftCard, `variants.${i}`)),
  });
}

function newVariant(store: Store, said: NewVariantInput, giftCard: boolean, field: string): NewVariant {
  const places = Object.entries(said.stock).map(([name, count]): [number, number] => [
    locationNamed(store, name, `${field}.stock`).id,
    count,
  ]);
  return {
    sku: '',
    barcode: '',
    price: 0,
    compareAtPrice: null,
    cost: null,
    weightGrams: 0,
    weightUnit: 'GRAMS',
    tracked: !giftCard,
    inventoryPolicy: 'DENY',
    requiresComponents: false,
    ...changesOf(store, said),
    title: said.title,
    taxRate: giftCard ? '0' : said.taxRate,
    stock: new Map(places),
  };
}

export function editProduct(store: Store, product: Product, input: ProductEdit): Product {
  const { tags, ...said } = productEdit.parse(input);
  return changeProduct(store, product, given({ ...said, tags: tags && sortedTags(tags) }));
}

export function editVariant(store: Store, variant: Variant, input: VariantEdit): Variant {
  return changeVariant(store, variant, changesOf(store, variantEdit.parse(input)));
}

function changesOf({ settings }: Store, said: Partial<VariantChange>): VariantChanges {
  const { price, compareAtPrice, cost, bundle } = said;
  const minor = (amount: string): number => toMinor(amount, settings.currency);
  return {
    ...kept(said),
    ...(price === undefined ? {} : { price: minor(price) }),
    ...(compareAtPrice === undefined ? {} : { compareAtPrice: compareAtPrice === null ? null : minor(compareAtPrice) }),
    ...(cost === undefined ? {} : { cost: cost === null ? null : minor(cost) }),
    ...(said.weightGrams === undefined ? {} : { weightUnit: 'GRAMS' }),
    ...(bundle === undefined ? {} : { requiresComponents: bundle }),
  };
}

/** The fields that are kept as they are said. */
const kept = ({ title, sku, barcode, weightGrams, tracked, inventoryPolicy }: Partial<VariantChange>): VariantChanges =>
  given({ title, sku: sku?.trim(), barcode, weightGrams, tracked, inventoryPolicy });

/** Without what is left out. */
function given(said: object): ProductChanges & VariantChanges {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

export function setStock(store: Store, variant: Variant, input: StockInput): Level {
  const said = stockInput.parse(input);
  const location = locationNamed(store, said.location, 'location');
  if (!location.isActive) throw new InputProblem('location', `${location.name} is deactivated`);
  if (variant.requiresComponents) throw new InputProblem('variant', 'is a bundle; its stock is that of its components');
  const itemId = variant.inventoryItemId;
  const known = store.levels.get(itemId, location.id);
  if (said.stocked !== undefined) {
    const at = store.second();
    const level = { ...(known ?? emptyLevel(itemId, location.id, at)), isActive: said.stocked, updatedAt: at };
    store.levels.put(level);
    return level;
  }
  if (known?.isActive !== true) throw new InputProblem('location', `${location.name} does not stock ${variant.sku}`);
  const available = said.adjust ?? (said.set ?? 0) - onHand(known);
  return store.moveStock(itemId, location.id, { available });
}

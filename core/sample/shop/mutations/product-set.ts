import { addProduct, addVariant, changeProduct, changeVariant, deleteVariant, type NewVariant } from '../goods.ts';
import { fault } from '../graphql-fault.ts';
import type { Product, Variant } from '../records.ts';
import type { ApiRequest } from '../request.ts';
import { productView } from '../views/product-view.ts';
import { idOf } from '../views/view.ts';
import { problem, type UserError } from './payload.ts';
import { productFields, PRODUCT_FIELDS, type ProductFields } from './product-input.ts';
import { demandKnown, variantChanges, type VariantInput } from './variant-input.ts';

interface SetVariant extends VariantInput {
  readonly id?: string | null;
  readonly sku?: string | null;
  readonly optionValues: readonly { readonly name?: string | null; readonly optionName?: string | null }[];
  readonly inventoryQuantities?:
    readonly { readonly locationId: string; readonly name: string; readonly quantity: number }[] | null;
}

interface SetInput extends ProductFields {
  readonly giftCard?: boolean | null;
  readonly productOptions?:
    readonly { readonly name?: string | null; readonly values?: readonly unknown[] | null }[] | null;
  readonly variants?: readonly SetVariant[] | null;
}

interface SetArguments {
  readonly identifier?: { readonly id?: string | null; readonly handle?: string | null } | null;
  readonly input: SetInput;
  readonly synchronous?: boolean | null;
}

const FIELDS = new Set([...PRODUCT_FIELDS, 'giftCard', 'productOptions', 'variants']);
const VARIANT_FIELDS = new Set([
  'id',
  'sku',
  'barcode',
  'price',
  'compareAtPrice',
  'inventoryPolicy',
  'requiresComponents',
  'inventoryItem',
  'optionValues',
  'inventoryQuantities',
]);

/** Declarative: of what the input lists, what is not in the list goes. Products of one option only. */
export function productSet(request: ApiRequest, args: SetArguments) {
  const { input, identifier } = args;
  if (args.synchronous === false)
    throw fault('NOT_IMPLEMENTED', 'The sample shop does not implement productSet in the background.');
  demandKnown(identifier ?? {}, new Set(['id', 'handle']), 'ProductSetIdentifiers');
  demandKnown(input, FIELDS, 'ProductSetInput');
  if ((input.productOptions?.length ?? 0) > 1) {
    throw fault('NOT_IMPLEMENTED', 'The sample shop does not implement products of more than one option.');
  }
  const known = knownProduct(request, identifier);
  if (!known && identifier?.id != null)
    return refused([problem(['input'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')]);
  const errors = [...demands(input, known), ...productFields(input, ['input']).errors];
  const variants = (input.variants ?? []).map((one, i) =>
    newVariant(request, one, ['input', 'variants', String(i)], errors),
  );
  if (errors.length > 0) return refused(errors);
  const product = known ? changed(request, known, input, variants) : created(request, args, variants);
  return { product: productView(request, product), productSetOperation: null, userErrors: [] };
}

const refused = (userErrors: readonly UserError[]) => ({ product: null, productSetOperation: null, userErrors });

function knownProduct({ store }: ApiRequest, identifier: SetArguments['identifier']): Product | undefined {
  const id = idOf('Product', identifier?.id);
  if (id !== null) return store.products.get(id);
  const handle = identifier?.handle;
  return handle == null ? undefined : store.products.values().find(one => one.handle === handle);
}

function demands(input: SetInput, known: Product | undefined): UserError[] {
  const errors: UserError[] = [];
  if (!known && input.title == null)
    errors.push(problem(['input', 'title'], "Title can't be blank", 'INVALID_PRODUCT'));
  if (input.variants != null && input.productOptions == null) {
    const message = 'Product options input is required when updating variants';
    errors.push(problem(['input', 'productOptions'], message, 'PRODUCT_OPTIONS_INPUT_MISSING'));
  }
  if (input.productOptions != null && (input.variants ?? []).length === 0) {
    const message = 'Variants input is required when updating product options';
    errors.push(problem(['input', 'variants'], message, 'VARIANTS_INPUT_MISSING'));
  }
  if (known && input.giftCard != null && input.giftCard !== known.isGiftCard) {
    const message = 'The product gift_card attribute cannot be changed after creation.';
    errors.push(problem(['input', 'giftCard'], message, 'GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED'));
  }
  return errors;
}

interface WantedVariant {
  readonly id: number | null;
  readonly fields: NewVariant;
  readonly changes: ReturnType<typeof variantChanges>['changes'];
}

function newVariant(
  request: ApiRequest,
  input: SetVariant,
  field: readonly string[],
  errors: UserError[],
): WantedVariant {
  demandKnown(input, VARIANT_FIELDS, 'ProductVariantSetInput');
  const { changes: read, errors: own } = variantChanges(input, request.store.settings.currency, field);
  errors.push(...own.map(one => ({ ...one, code: 'INVALID_VARIANT' })));
  const title = input.optionValues[0]?.name;
  if (title == null || title === '') {
    errors.push(problem([...field, 'optionValues'], 'Option value does not exist', 'OPTION_VALUE_DOES_NOT_EXIST'));
  }
  const changes = {
    ...read,
    ...(input.sku === undefined ? {} : { sku: (input.sku ?? '').trim() }),
    title: title ?? '',
  };
  const stock = stockOf(request, input, field, errors);
  return { id: idOf('ProductVariant', input.id), changes, fields: { ...PLAIN, ...changes, title: title ?? '', stock } };
}

/** A variant of which nothing is said. */
const PLAIN: NewVariant = {
  title: 'Default Title',
  sku: '',
  barcode: '',
  price: 0,
  compareAtPrice: null,
  cost: null,
  taxRate: '0.2',
  weightGrams: 0,
  weightUnit: 'GRAMS',
  tracked: false,
  inventoryPolicy: 'DENY',
  requiresComponents: false,
  stock: new Map(),
};

function stockOf(request: ApiRequest, input: SetVariant, field: readonly string[], errors: UserError[]) {
  const stock = new Map<number, number>();
  for (const [i, { locationId, name, quantity }] of (input.inventoryQuantities ?? []).entries()) {
    if (name !== 'available') throw fault('NOT_IMPLEMENTED', `The sample shop does not set ${name} in productSet.`);
    const location = idOf('Location', locationId);
    if (location !== null && request.store.locations.has(location)) stock.set(location, quantity);
    else
      errors.push(
        problem(
          [...field, 'inventoryQuantities', String(i)],
          'The specified location could not be found.',
          'INVALID_VARIANT',
        ),
      );
  }
  return stock;
}

function created(
  { store }: ApiRequest,
  { input, identifier }: SetArguments,
  variants: readonly WantedVariant[],
): Product {
  const { changes } = productFields(input, []);
  return addProduct(store, {
    title: '',
    descriptionHtml: '',
    vendor: store.settings.name,
    productType: '',
    status: 'ACTIVE',
    tags: [],
    ...changes,
    handle: changes.handle ?? identifier?.handle ?? null,
    option: input.productOptions?.[0]?.name ?? 'Title',
    isGiftCard: input.giftCard ?? false,
    variants: variants.length === 0 ? [PLAIN] : variants.map(one => one.fields),
  });
}

/** A listed variant is known by its id or its option's value. */
function changed({ store }: ApiRequest, known: Product, input: SetInput, wanted: readonly WantedVariant[]): Product {
  const option = input.productOptions?.[0]?.name ?? known.option;
  const product = changeProduct(store, known, { ...productFields(input, []).changes, option });
  if (input.variants == null) return product;
  const before = store.variants.ofProduct(known.id);
  const kept = new Set<Variant>();
  for (const one of wanted) {
    const own = before.find(variant => (one.id === null ? variant.title === one.fields.title : variant.id === one.id));
    if (own) changeVariant(store, own, one.changes);
    else addVariant(store, product, one.fields);
    if (own) kept.add(own);
  }
  for (const variant of before) if (!kept.has(variant)) deleteVariant(store, variant);
  return store.products.get(known.id) ?? product;
}

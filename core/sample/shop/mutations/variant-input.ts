import { fault } from '../graphql-fault.ts';
import type { VariantChanges } from '../goods.ts';
import { toMinor } from '../money.ts';
import { GRAMS_IN, type Variant, type WeightUnit } from '../records.ts';
import { problem, type UserError } from './payload.ts';

export interface InventoryItemInput {
  readonly cost?: string | number | null;
  readonly sku?: string | null;
  readonly tracked?: boolean | null;
  readonly measurement?: { readonly weight?: { readonly value: number; readonly unit: WeightUnit } | null } | null;
}

export interface VariantInput {
  readonly barcode?: string | null;
  readonly price?: string | number | null;
  readonly compareAtPrice?: string | number | null;
  readonly inventoryPolicy?: Variant['inventoryPolicy'] | null;
  readonly requiresComponents?: boolean | null;
  readonly inventoryItem?: InventoryItemInput | null;
}

const ITEM_FIELDS = new Set(['cost', 'sku', 'tracked', 'measurement']);
const LONGEST_SKU = 255;

/** What an app may change and the sample shop does not is named, not passed over. */
export function demandKnown(input: object, known: ReadonlySet<string>, type: string): void {
  const unknown = Object.entries(input).find(([key, value]) => value !== undefined && !known.has(key));
  if (!unknown) return;
  const field = `${type}.${unknown[0]}`;
  throw fault('NOT_IMPLEMENTED', `The sample shop does not implement ${field}.`, { field });
}

/** Changes of a variant by its input; a field that is left out stays. The errors' codes are those of variants in bulk. */
export function variantChanges(
  input: VariantInput,
  currency: string,
  field: readonly string[],
): { readonly changes: VariantChanges; readonly errors: readonly UserError[] } {
  const item = itemChanges(input.inventoryItem ?? {}, currency, [...field, 'inventoryItem']);
  const price = amount(input.price, currency);
  const compareAt = amount(input.compareAtPrice, currency);
  const errors = [...item.errors];
  if (input.price === null) errors.push(problem([...field, 'price'], "Price can't be blank", 'INVALID_INPUT'));
  if ((price ?? 0) < 0) {
    const message = 'Price must be greater than or equal to 0';
    errors.push(problem([...field, 'price'], message, 'GREATER_THAN_OR_EQUAL_TO'));
  }
  if ((compareAt ?? 0) < 0) {
    const message = 'Compare at price must be greater than or equal to 0';
    errors.push(problem([...field, 'compareAtPrice'], message, 'GREATER_THAN_OR_EQUAL_TO'));
  }
  const { barcode, inventoryPolicy: policy, requiresComponents: bundle } = input;
  const changes = {
    ...item.changes,
    ...(price == null ? {} : { price }),
    ...(compareAt === undefined ? {} : { compareAtPrice: compareAt }),
    ...(barcode === undefined ? {} : { barcode: barcode ?? '' }),
    ...(policy == null ? {} : { inventoryPolicy: policy }),
    ...(bundle == null ? {} : { requiresComponents: bundle }),
  };
  return { changes, errors };
}

export function itemChanges(
  input: InventoryItemInput,
  currency: string,
  field: readonly string[],
): { readonly changes: VariantChanges; readonly errors: readonly UserError[] } {
  demandKnown(input, ITEM_FIELDS, 'InventoryItemInput');
  const { sku, tracked, measurement } = input;
  const cost = amount(input.cost, currency);
  const weight = measurement?.weight;
  const errors: UserError[] = [];
  if ((cost ?? 0) < 0) {
    const message = 'Unit cost must be greater than or equal to 0';
    errors.push(problem([...field, 'cost'], message, 'GREATER_THAN_OR_EQUAL_TO'));
  }
  if ((sku?.length ?? 0) > LONGEST_SKU) {
    errors.push(problem([...field, 'sku'], `SKU is too long (maximum is ${LONGEST_SKU} characters)`, 'TOO_LONG'));
  }
  if ((weight?.value ?? 0) < 0) {
    const message = 'Weight must be greater than or equal to 0';
    errors.push(problem([...field, 'measurement', 'weight'], message, 'GREATER_THAN_OR_EQUAL_TO'));
  }
  const changes = {
    ...(cost === undefined ? {} : { cost }),
    ...(sku === undefined ? {} : { sku: (sku ?? '').trim() }),
    ...(tracked == null ? {} : { tracked }),
    ...(weight == null ? {} : { weightGrams: weight.value * GRAMS_IN[weight.unit], weightUnit: weight.unit }),
  };
  return { changes, errors };
}

const amount = (said: string | number | null | undefined, currency: string): number | null | undefined =>
  said == null ? said : toMinor(said, currency);

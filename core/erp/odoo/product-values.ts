import { Big } from 'big.js';
import type { SyncError } from '../../errors.ts';
import {
  productFields,
  variantFields,
  type ProductField,
  type Values,
  type VariantField,
} from '../../model/product.ts';
import { refused } from './failures.ts';
import type { ProductFields } from './product-fields.ts';

type Field = ProductField | VariantField;

/** One of our values under Odoo's name, still exact. `null` is none. */
type Put = {
  readonly on: 'template' | 'variant';
  readonly name: string;
  readonly as: 'text' | 'number' | 'flag' | 'tags';
  readonly value: string | null;
};

const PUTS: Readonly<Partial<Record<Field, Omit<Put, 'value'>>>> = {
  title: { on: 'template', name: 'name', as: 'text' },
  description: { on: 'template', name: 'description_ecommerce', as: 'text' },
  tags: { on: 'template', name: 'product_tag_ids', as: 'tags' },
  status: { on: 'template', name: 'active', as: 'flag' },
  tracked: { on: 'template', name: 'is_storable', as: 'flag' },
  sku: { on: 'variant', name: 'default_code', as: 'text' },
  barcode: { on: 'variant', name: 'barcode', as: 'text' },
  price: { on: 'variant', name: 'lst_price', as: 'number' },
  cost: { on: 'variant', name: 'standard_price', as: 'number' },
  weight: { on: 'variant', name: 'weight', as: 'number' },
};

/** @throws rejected where this Odoo cannot hold one of them */
export function putsOf(values: Values<Field>, { features, digits }: ProductFields): readonly Put[] {
  return [...productFields, ...variantFields].flatMap(field => {
    const value = values[field];
    if (value === undefined) return [];
    const put = PUTS[field];
    if (put === undefined || !features.writesFields.includes(field)) throw notWritten(field);
    return [{ ...put, value: inOdoo(field, value, digits) }];
  });
}

export function valsOf(
  puts: readonly Put[],
  on: Put['on'],
  tagIds: readonly number[],
): Readonly<Record<string, unknown>> {
  const val = ({ as, value }: Put): unknown => {
    if (as === 'tags') return [[6, 0, tagIds]];
    if (as === 'flag') return value === 'yes';
    return as === 'number' ? Number(value) : (value ?? false);
  };
  return Object.fromEntries(puts.flatMap(put => (put.on === on ? [[put.name, val(put)]] : [])));
}

/** The same as columns of a load, which knows a new product's price by its template's name for it. */
export function cellsOf(puts: readonly Put[], tagIds: readonly number[]): readonly (readonly [string, string])[] {
  return puts.map(({ name, as, value }) => {
    if (as === 'tags') return [`${name}/.id`, tagIds.join(',')];
    if (as === 'flag') return [name, value === 'yes' ? '1' : '0'];
    return [name === 'lst_price' ? 'list_price' : name, value ?? ''];
  });
}

export const tagsAmong = ({ tags }: Values<Field>): readonly string[] =>
  tags === undefined || tags === null ? [] : tags.split(', ');

const notWritten = (field: Field): SyncError =>
  refused(
    'field-not-written',
    `The ${field} of a product cannot be written to Odoo.`,
    'Give the field another owner, or change it in Odoo.',
  );

function inOdoo(field: Field, value: string | null, digits: ProductFields['digits']): string | null {
  if (field === 'status') {
    if (value === 'active' || value === 'archived') return value === 'active' ? 'yes' : 'no';
    throw refused(
      'unknown-status',
      `Odoo has no products that are "${value}": they are active or archived.`,
      'Set the product to active or archived.',
    );
  }
  if (value === null && (field === 'title' || field === 'price'))
    throw refused('value-needed', `A product in Odoo needs a ${field}.`, `Give the product a ${field}.`);
  if (field === 'cost') return value ?? '0';
  if (field !== 'weight') return value;
  const kilograms = new Big(value ?? 0).div(1000);
  const kept = digits('weight');
  if (kept === undefined || kilograms.round(kept).eq(kilograms)) return kilograms.toFixed();
  throw refused(
    'weight-too-fine',
    `Odoo keeps weights with ${kept} decimals of a kilogram: ${value} g does not fit.`,
    'In Odoo, under Settings, Technical, Decimal Accuracy, give "Stock Weight" 3 digits.',
  );
}

import type { ProductChanges } from '../goods.ts';
import type { Product } from '../records.ts';
import { problem, type UserError } from './payload.ts';

export interface ProductFields {
  readonly title?: string | null;
  readonly handle?: string | null;
  readonly descriptionHtml?: string | null;
  readonly vendor?: string | null;
  readonly productType?: string | null;
  readonly status?: Product['status'] | null;
  readonly tags?: readonly string[] | null;
}

export const PRODUCT_FIELDS = [
  'title',
  'handle',
  'descriptionHtml',
  'vendor',
  'productType',
  'status',
  'tags',
] as const;

const LONGEST = 255;

/** Changes of a product by its input; a field that is left out stays. */
export function productFields(
  input: ProductFields,
  field: readonly string[],
): { readonly changes: ProductChanges; readonly errors: readonly UserError[] } {
  const errors: UserError[] = [];
  if (input.title !== undefined && (input.title ?? '').trim() === '') {
    errors.push(problem([...field, 'title'], "Title can't be blank", 'INVALID_PRODUCT'));
  }
  for (const name of ['title', 'vendor', 'productType'] as const) {
    if ((input[name]?.length ?? 0) <= LONGEST) continue;
    const message = `${name} is too long (maximum is ${LONGEST} characters)`;
    errors.push(problem([...field, name], message, 'INVALID_PRODUCT'));
  }
  const { title, handle, descriptionHtml: description, vendor, productType: type, status, tags } = input;
  const changes = {
    ...(title == null ? {} : { title: title.trim() }),
    ...(handle == null ? {} : { handle }),
    ...(description === undefined ? {} : { descriptionHtml: description ?? '' }),
    ...(vendor === undefined ? {} : { vendor: vendor ?? '' }),
    ...(type === undefined ? {} : { productType: type ?? '' }),
    ...(status == null ? {} : { status }),
    ...(tags === undefined ? {} : { tags: sortedTags(tags ?? []) }),
  };
  return { changes, errors };
}

/** Shopify keeps tags once each, without regard to case, in the order of the alphabet. */
export function sortedTags(tags: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.map(one => one.trim()).filter(one => one !== '')) {
    if (!kept.has(tag.toLowerCase())) kept.set(tag.toLowerCase(), tag);
  }
  return [...kept.values()].toSorted((a, b) => a.localeCompare(b));
}

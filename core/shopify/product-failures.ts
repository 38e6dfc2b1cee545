import { SyncError, withTheLog } from '../errors.ts';

/** Shopify's words for a field, and ours, for the middle of a sentence. */
const fieldWords: ReadonlyMap<string, string> = new Map([
  ['title', 'title'],
  ['descriptionHtml', 'description'],
  ['vendor', 'vendor'],
  ['productType', 'type'],
  ['tags', 'tags'],
  ['status', 'status'],
  ['sku', 'SKU'],
  ['barcode', 'barcode'],
  ['price', 'price'],
  ['compareAtPrice', 'compare-at price'],
  ['cost', 'cost'],
  ['weight', 'weight'],
  ['measurement', 'weight'],
  ['tracked', 'stock tracking'],
]);

export type ProductUserError = {
  readonly code?: string | null | undefined;
  readonly field?: readonly string[] | null | undefined;
  readonly message: string;
};

/** The place among the variants that were sent; undefined when it is about the product. */
export function variantAt({ field }: ProductUserError): number | undefined {
  const place = field?.indexOf('variants') ?? -1;
  const index = Number(place < 0 ? undefined : field?.[place + 1]);
  return Number.isInteger(index) ? index : undefined;
}

/** @param subject what was to be changed, as people say it */
export function productRefused(
  { code, field, message }: ProductUserError,
  subject: string,
  operation: string,
): SyncError {
  const known = field?.findLast(part => fieldWords.has(part)) ?? '';
  const words = fieldWords.get(known);
  const what = words === undefined ? 'a change' : `the ${words}`;
  const says = message === '' ? '' : `Shopify says: "${message}". `;
  return new SyncError('rejected', 'product-refused', `Shopify did not accept ${what} of "${subject}".`, {
    system: 'shop',
    nextStep: `${says}Correct it where it comes from, then try again.`,
    details: { operation, field: field?.join('.') ?? 'none', code: code ?? 'none' },
  });
}

export const productGone = (id: string): SyncError =>
  new SyncError('rejected', 'product-gone', 'Shopify no longer has this product.', {
    system: 'shop',
    nextStep: 'Look it up in the Shopify admin; it may have been deleted.',
    details: { product: id },
  });

export const productMissing = (operation: string): SyncError =>
  new SyncError(
    'bug',
    'shop-answer-unexpected',
    'Shopify took a change of a product and did not say what became of it.',
    {
      system: 'shop',
      nextStep: `Report it ${withTheLog}.`,
      details: { operation },
    },
  );

import { counted, listed } from '../../model/listed.ts';
import { problem, type Missing, type Problem } from '../../model/problem.ts';

/** @param product its id, by which it is read again */
export const sharedSku = (sku: string, titles: readonly string[], product: string): Problem =>
  problem(
    'mapping',
    'sku-shared',
    `${counted(titles.length)} products share ${sku}`,
    `${listed(titles)} lead to the same item, and each could be meant. None of them is synced until one has another SKU.`,
    'Give all but one of them another SKU in Shopify, then compare again.',
    { details: { products: titles.join('; '), product } },
  );

export const doubledCode = (
  name: string,
  code: string,
  items: readonly string[],
  erp: string,
  product: string | undefined,
): Problem =>
  problem(
    'mapping',
    'item-ambiguous',
    `${counted(items.length)} items in ${erp} share ${code}`,
    `${name} could be each of them: ${listed(items)}. It is not synced until one has another code.`,
    `Give all but one of them another code in ${erp}, then compare again.`,
    { details: { items: items.join('; '), ...(product === undefined ? {} : { product }) } },
  );

/** @param forVariant what a mapping would settle it, and its product; undefined: it is the ERP's item that waits */
export const lookAlike = (
  code: string,
  others: readonly string[],
  erp: string,
  forVariant: { readonly missing: Missing; readonly product: string } | undefined,
): Problem =>
  problem(
    'mapping',
    'sku-look-alike',
    `${code} looks like ${listed(others)}`,
    `They differ in capitals, blanks or letters that are taken for one another, so they are not matched by themselves. Nothing is created or changed for ${code}.`,
    forVariant === undefined
      ? `Write both alike in Shopify or in ${erp}, then compare again.`
      : `Say which item it is, or write both alike in Shopify or in ${erp}.`,
    forVariant === undefined ? {} : { missing: [forVariant.missing], details: { product: forVariant.product } },
  );

/** @param inStock units, undefined where nobody can tell */
export function deletedInShop(
  sku: string,
  item: { readonly code: string; readonly inStock: string | undefined },
  erp: string,
  mayArchive: boolean,
): Problem {
  const has = item.inStock === undefined ? `still has ${item.code}` : `still has ${item.inStock} in stock`;
  return problem(
    'conflict',
    'deleted-in-shop',
    `${sku} was deleted in Shopify`,
    `${erp} ${has}. Nothing is changed in ${erp} until you choose, and nothing is ever deleted there.`,
    mayArchive
      ? `Keep it in ${erp}, or archive it there.`
      : `Keep it in ${erp}; archive it there by hand where needed.`,
    { details: { code: item.code, choices: mayArchive ? 'keep, archive' : 'keep' } },
  );
}

/** @param deleted else it is archived there */
export const goneInErp = (sku: string, deleted: boolean, erp: string, mayArchive: boolean): Problem =>
  problem(
    'conflict',
    deleted ? 'deleted-in-erp' : 'archived-in-erp',
    `${sku} was ${deleted ? 'deleted' : 'archived'} in ${erp}`,
    `Shopify still has it. Nothing is changed in Shopify until you choose, and nothing is ever deleted there.`,
    mayArchive
      ? 'Keep it in Shopify, or archive it there.'
      : 'Keep it in Shopify; its product has other variants, so archive it there by hand where needed.',
    { details: { choices: mayArchive ? 'keep, archive' : 'keep' } },
  );

export const contended = (name: string): Problem =>
  problem(
    'conflict',
    'changed-meanwhile',
    `${name} keeps changing`,
    'Each time it was to be written, somebody had changed it since it was read. Nothing was overwritten.',
    'Look whether another program or a price job writes it too, then compare again.',
  );

/** @param fields name of the field in words, with how many records */
export const massChange = (
  code: 'mass-change' | 'first-load',
  fields: readonly {
    readonly called: string;
    readonly changes: number;
    readonly of: number;
    readonly to: string;
    /** More than the limit. */
    readonly isMass: boolean;
  }[],
  limitPercent: number,
): Problem => {
  const counts = fields.map(({ called, changes, of, to }) => `${called}: ${changes} of ${of}, in ${to}`);
  const first = code === 'first-load';
  const mass = fields.filter(({ isMass }) => isMass);
  return problem(
    'safety',
    code,
    first ? 'Products differ that were never compared' : 'Product update held',
    `${first ? 'Nobody has said yet what the two sides start with' : 'The two sides differ widely'}. It would change ${counts.join('; ')}. ${mass.length === 0 ? 'Your rule for it is to ask.' : `Your limit is ${limitPercent}%.`} Both sides keep what they have until you have looked.`,
    'Look at the list. Where it is right, let it be written; else mend the cause and ask again.',
    { details: { ...shareOf(mass, limitPercent), fields: counts.join('; ') } },
  );
};

/** Of the field that would change most, as its plan's card draws it. */
function shareOf(
  fields: readonly { readonly changes: number; readonly of: number }[],
  limitPercent: number,
): Problem['details'] {
  const [most] = fields.toSorted((a, b) => b.changes - a.changes);
  if (most === undefined) return {};
  const limit = Math.floor((most.of * limitPercent) / 100);
  return { count: String(most.changes), of: String(most.of), limit: String(limit) };
}

/** Without blanks and capitals: two SKUs that are the same then were probably meant to be. */
export const plainSku = (sku: string): string => sku.replaceAll(/\s+/g, '').toLowerCase();

/** Letters that are taken for one another, and every dash for one. Never a match, only a hint for a person. */
export const alikeSku = (sku: string): string =>
  plainSku(sku.normalize('NFKC'))
    .replaceAll('o', '0')
    .replaceAll(/[il|]/g, '1')
    .replaceAll(/[\p{Pd}_−]/gu, '-');

export const isBlankSku = (sku: string | null | undefined): boolean => (sku ?? '').trim() === '';

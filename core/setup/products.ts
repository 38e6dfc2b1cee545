import { grouped } from '../model/grouped.ts';
import { plainSku } from '../model/sku.ts';
import type { Catalogue, Erp, ShopVariant } from '../ports.ts';

/** How what the shop sells matches the ERP's items: by SKU, exactly. Everything else is listed and never guessed. */
export type ProductFindings = {
  readonly variants: number;
  readonly matched: number;
  /** By title: these have no SKU. */
  readonly blank: readonly string[];
  /** SKUs that several variants of the shop share. */
  readonly shared: readonly string[];
  /** Codes that several items of the ERP share. */
  readonly ambiguous: readonly string[];
  /** SKUs that the ERP does not know, look-alikes included. */
  readonly unknown: readonly string[];
  /** SKUs that differ from a code of the ERP, or from each other, in capitals and spaces only: "Mug-slt and MUG-SLT". */
  readonly lookAlikes: readonly string[];
};

/** How many codes the ERP is asked for at once. */
const batch = 250;

/** How a code is usually written when it is not written as here. */
const spellings = (sku: string): readonly string[] => [
  ...new Set([sku.trim(), sku.toUpperCase().trim(), sku.toLowerCase().trim(), sku.replaceAll(/\s+/g, '')]),
];

/** @param report variants read so far, of about how many */
export async function compareProducts(
  catalogue: Catalogue,
  erp: Erp,
  report: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<ProductFindings> {
  const total = await catalogue.countVariants(signal);
  const variants: ShopVariant[] = [];
  for await (const page of catalogue.variants(signal)) {
    variants.push(...page);
    report(variants.length, Math.max(total, variants.length));
  }
  const bySku = grouped(variants, ({ sku }) => sku);
  const skus = [...bySku.keys()];
  const known = await countItems(erp, skus, signal);
  const unknown = skus.filter(sku => !known.has(sku));
  const near = await countItems(
    erp,
    unknown.flatMap(sku => spellings(sku).filter(one => one !== sku)),
    signal,
  );
  const alike = [...grouped(skus, plainSku).values()].filter(group => group.length > 1);
  return {
    variants: variants.length,
    matched: skus.length - unknown.length,
    blank: variants.filter(({ sku }) => sku === undefined).map(({ title }) => title),
    shared: [...bySku].filter(([, uses]) => uses.length > 1).map(([sku]) => sku),
    ambiguous: [...known].filter(([, items]) => items > 1).map(([code]) => code),
    unknown,
    lookAlikes: [
      ...alike.map(group => group.join(' and ')),
      ...unknown.flatMap(sku => {
        const code = spellings(sku).find(one => near.has(one));
        return code === undefined ? [] : [`${sku} and ${code}`];
      }),
    ],
  };
}

/** Code -> how many active items of the ERP have it. */
async function countItems(
  erp: Erp,
  codes: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (let from = 0; from < codes.length; from += batch)
    for (const { code, active } of await erp.findItems(codes.slice(from, from + batch), signal))
      if (active) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

import { z } from 'zod';
import type { GoodsState } from '../../journal/goods.ts';
import type { Instant } from '../../model/time.ts';
import type { Digest } from '../import-orders/keys.ts';

/**
 * What both sides held when they last agreed, as the journal keeps it: JSON with names of one letter, as there is one for each of
 * 10,000 variants. Values by field's name, in the form of `packed`.
 */
export type Agreed = {
  /** The ERP's item, or of a product its family; undefined: made by us, not seen since. */
  readonly erpId: string | undefined;
  /** Of a variant: its item's family. */
  readonly familyId: string | undefined;
  readonly productId: string | undefined;
  /** The item's code. */
  readonly code: string | undefined;
  /** Shopify's updatedAt then. */
  readonly seen: Instant;
  /** One side has deleted it, and a person has said what becomes of the other. */
  readonly archived: boolean;
  readonly values: Readonly<Record<string, string | null>>;
  /** Of a value that is asked about since: when it was agreed, which the others were later. */
  readonly since: Readonly<Record<string, Instant>>;
};

const longest = 60;

/** Short values as they are, others as `~` and a fingerprint. Equal exactly where the values are. */
export const packed = (value: string | null, digest: Digest): string | null =>
  value === null || (value.length <= longest && !value.startsWith('~')) ? value : `~${digest(value).slice(0, 12)}`;

/** Whether a packed value can be shown. */
export const isShown = (value: string | null): boolean => value?.startsWith('~') !== true;

export const packAgreed = ({ erpId, familyId, productId, code, seen, archived, values, since }: Agreed): string =>
  JSON.stringify({
    i: erpId,
    f: familyId,
    p: productId,
    c: code,
    s: seen,
    ...(archived ? { x: true } : {}),
    v: values,
    ...(Object.keys(since).length === 0 ? {} : { t: since }),
  });

const form = z.object({
  i: z.string().optional(),
  f: z.string().optional(),
  p: z.string().optional(),
  c: z.string().optional(),
  s: z.string(),
  x: z.boolean().optional(),
  v: z.record(z.string(), z.string().nullable()),
  t: z.record(z.string(), z.string()).optional(),
});

/** Undefined: there is none, or it is not of this form: then nothing is known to be agreed. */
export function agreedFrom(text: string | undefined): Agreed | undefined {
  if (text === undefined) return undefined;
  const parsed = form.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { i, f, p, c, s, x, v, t } = parsed.data;
  return { erpId: i, familyId: f, productId: p, code: c, seen: s, archived: x === true, values: v, since: t ?? {} };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a record that one side has no more, where a person chose to keep it on the other. */
export const keptCode = 'kept-on-one-side';
/** Its link is archived: the two are not one thing any more, and nothing is made anew for either. */
export const isKept = (state: Pick<GoodsState, 'cause' | 'agreed'> | undefined): boolean =>
  state?.cause === keptCode || agreedFrom(state?.agreed)?.archived === true;

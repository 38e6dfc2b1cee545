import { z } from 'zod';
import { knownFields } from '../../ownership/fields.ts';
import { ownerName } from '../../ownership/rule.ts';
import type { Problem } from '../../model/problem.ts';
import { shortTime, type Instant } from '../../model/time.ts';
import type { FieldPair } from './fields.ts';
import type { ProductsPolicy } from './policy.ts';
import { choosable, severalOf, valueInWords } from './words.ts';

/** A field that two sides have changed, each to something else. */
export type Contested = {
  readonly pair: FieldPair;
  /** Undefined: they never agreed. */
  readonly agreed: string | null | undefined;
  readonly agreedAt: Instant | undefined;
};
export type ChangeTimes = { readonly shopify: Instant; readonly erp: Instant };

/** What a conflict card shows of one field; each stands in the problem's details under the field's name, as JSON. */
const factsForm = z.object({
  shopify: z.string().nullable(),
  erp: z.string().nullable(),
  /** Absent: they never agreed; "~" and hex: of a longer text, only that it was another one. */
  agreed: z.string().nullable().optional(),
  owner: z.enum(['shopify', 'erp', 'nobody']),
  rule: z.enum(['owner-wins', 'hold-and-ask', 'newest-wins']),
  /** Of these, a person may choose whose value counts: `<field>=<side>`. */
  choices: z.array(z.enum(['shopify', 'erp'])),
  shopifyAt: z.string(),
  erpAt: z.string(),
  agreedAt: z.string().optional(),
});
export type ConflictFacts = z.infer<typeof factsForm>;

/** The fields of a 'field-conflict', by name; empty for any other problem. */
export function conflictFacts({ code, details }: Problem): ReadonlyMap<string, ConflictFacts> {
  if (code !== 'field-conflict') return new Map();
  return new Map(
    Object.entries(details).flatMap(([field, text]) => {
      const facts = factsForm.safeParse(JSON.parse(text));
      return facts.success ? [[field, facts.data] as const] : [];
    }),
  );
}

/** Several values for one field, and the rule says that a person is asked. */
export function fieldConflict(
  name: string,
  contested: readonly Contested[],
  times: ChangeTimes,
  policy: ProductsPolicy,
): Problem {
  const [first] = contested;
  const others = contested.length - 1;
  const title = `${name} has two ${first === undefined ? 'values' : severalOf(first.pair.field)}`;
  return {
    category: 'conflict',
    code: 'field-conflict',
    title: others > 0 ? `${title}, and ${others} more ${others === 1 ? 'field differs' : 'fields differ'}` : title,
    explanation: `${contested.map(one => sentencesFor(one, times, policy)).join(' ')} Both sides keep theirs until you choose.`,
    nextStep: others > 0 ? 'Choose which value counts for each of them.' : 'Choose which value counts.',
    missing: [],
    details: Object.fromEntries(
      contested.map(one => [one.pair.field, JSON.stringify(factsOf(one, times, policy))] as const),
    ),
  };
}

function sentencesFor(
  { pair, agreed, agreedAt }: Contested,
  times: ChangeTimes,
  { erp, shopZone, shopCurrency, now, ownership }: ProductsPolicy,
): string {
  const words = (value: string | null): string => valueInWords(pair.field, value, shopCurrency);
  const at = (instant: Instant): string => shortTime(instant, shopZone, now);
  const { owner } = ownership[pair.field];
  const last =
    agreed === undefined ? '' : ` Last agreed: ${words(agreed)}${agreedAt === undefined ? '' : ` (${at(agreedAt)})`}.`;
  return `${words(pair.shopify)} on Shopify (${at(times.shopify)}), ${words(pair.erp)} in ${erp} (${at(times.erp)}).${last} ${ownerName(owner, erp)} owns ${knownFields[pair.field].called}.`;
}

const factsOf = ({ pair, agreed, agreedAt }: Contested, times: ChangeTimes, policy: ProductsPolicy): ConflictFacts => {
  const { owner, onConflict } = policy.ownership[pair.field];
  return {
    shopify: pair.shopify,
    erp: pair.erp,
    ...(agreed === undefined ? {} : { agreed }),
    owner,
    rule: onConflict,
    choices: [...choosable(pair, policy.features.writesFields)],
    shopifyAt: times.shopify,
    erpAt: times.erp,
    ...(agreedAt === undefined ? {} : { agreedAt }),
  };
};

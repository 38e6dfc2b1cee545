import { useErp } from '../../flows/export-stock/problems.ts';
import { conflictFacts, type ConflictFacts } from '../../flows/sync-products/conflict.ts';
import { goodsFields, type GoodsField } from '../../flows/sync-products/fields.ts';
import { valueInWords } from '../../flows/sync-products/words.ts';
import type { ConflictSides, GoodsChoice } from '../../model/goods-view.ts';
import type { Problem } from '../../model/problem.ts';
import { knownFields } from '../../ownership/fields.ts';
import { ruleInWords } from '../../ownership/rule.ts';

export type Home = { readonly erp: string; readonly currency: string };

const offer = (choice: string, words: string, more: Partial<GoodsChoice> = {}): GoodsChoice => ({
  choice,
  words,
  isFirst: false,
  isGrave: false,
  ...more,
});

/** What a person may choose for a problem of goods, best first. */
export function choicesFor(problem: Problem, { erp, currency }: Home): readonly GoodsChoice[] {
  switch (problem.code) {
    case 'field-conflict':
      return ofFields(conflictOf(problem), { erp, currency });
    case 'changed-in-shopify':
      return [offer(useErp, `Use ${erp}'s ${problem.details[`in ${erp}`] ?? 'count'}`, { isFirst: true })];
    case 'deleted-in-shop':
      return ofGone(problem, `Keep it in ${erp}`, `Archive it in ${erp}`);
    case 'archived-in-erp':
    case 'deleted-in-erp':
      return ofGone(problem, 'Keep it in Shopify', 'Archive it in Shopify');
    case 'taken-back':
      return [offer('write-again', 'Write it again')];
    default:
      return [];
  }
}

const ofGone = ({ details }: Problem, keep: string, archive: string): readonly GoodsChoice[] => [
  offer('keep', keep, { isFirst: true }),
  ...(details['choices']?.includes('archive') === true ? [offer('archive', archive, { isGrave: true })] : []),
];

type Contested = readonly [field: GoodsField, facts: ConflictFacts];

const conflictOf = (problem: Problem): readonly Contested[] => {
  const facts = conflictFacts(problem);
  return goodsFields.flatMap(field => {
    const its = facts.get(field);
    return its === undefined ? [] : [[field, its] as const];
  });
};

/** One field: its two values. Several: whose values count, for all of them at once. */
function ofFields(contested: readonly Contested[], { erp, currency }: Home): readonly GoodsChoice[] {
  const [first] = contested;
  if (first === undefined) return [];
  const [field, { owner }] = first;
  return (['erp', 'shopify'] as const)
    .filter(side => contested.every(([, { choices }]) => choices.includes(side)))
    .map(side => {
      const value = valueInWords(field, first[1][side], currency);
      const whose = side === 'erp' ? `${erp}'s` : "Shopify's";
      const words = contested.length === 1 ? `Use ${value} on both` : `Use ${whose} values on both`;
      const all = contested.map(([name]) => `${name}=${side}`).join(';');
      return offer(all, words, { isFirst: side === owner });
    })
    .toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst));
}

/** Both sides of the first field that a person is asked about. */
export function sidesOf(problem: Problem, { erp, currency }: Home): ConflictSides | undefined {
  const [first] = problem.code === 'field-conflict' ? conflictOf(problem) : [];
  if (first === undefined) return undefined;
  const [field, facts] = first;
  const words = (value: string | null): string => valueInWords(field, value, currency);
  return {
    field: knownFields[field].label,
    rule: ruleInWords(field, { owner: facts.owner, onConflict: facts.rule }, erp),
    owner: facts.owner === 'shopify' ? 'shopify' : 'erp',
    agreed: facts.agreed === undefined ? undefined : { value: words(facts.agreed), at: facts.agreedAt },
    shopify: { value: words(facts.shopify), at: facts.shopifyAt },
    erp: { value: words(facts.erp), at: facts.erpAt },
  };
}

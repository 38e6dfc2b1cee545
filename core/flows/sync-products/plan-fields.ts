import { assertNever } from '../../errors.ts';
import { decide, type Side } from '../../ownership/decide.ts';
import { decidedRule } from '../../ownership/rule.ts';
import type { GoodsPlan } from '../../engine/comparison.ts';
import type { GoodsState } from '../../journal/goods.ts';
import type { Instant } from '../../model/time.ts';
import { agreedFrom, packAgreed, packed, type Agreed } from './agreed.ts';
import { choiceFrom } from './choice.ts';
import { fieldConflict, type Contested } from './conflict.ts';
import type { FieldPair } from './fields.ts';
import type { ProductsPolicy } from './policy.ts';
import { choosable } from './words.ts';
import type { Carried, ProductWrite } from './writes.ts';

/** One record that both sides have. */
export type Both = {
  readonly name: string;
  readonly pairs: readonly FieldPair[];
  readonly changedAt: { readonly shopify: Instant; readonly erp: Instant };
  /** What is agreed beside the values. */
  readonly link: Omit<Agreed, 'values' | 'since'>;
  readonly write: (to: Side, carried: readonly Carried[]) => ProductWrite;
};

type Verdict =
  | { readonly kind: 'same'; readonly pair: FieldPair }
  | { readonly kind: 'carry'; readonly pair: FieldPair; readonly to: Side; readonly carried: Carried }
  | { readonly kind: 'contested'; readonly pair: FieldPair; readonly contested: Contested };

/** Each field by its own owner: what can be decided is written, the rest is asked. */
export function planFields(both: Both, state: GoodsState | undefined, policy: ProductsPolicy): GoodsPlan<ProductWrite> {
  const last = agreedFrom(state?.agreed);
  const choice = choiceFrom(state?.choice);
  const verdicts = both.pairs.map(pair => {
    const agreedAt = last?.since[pair.name] ?? state?.agreedAt;
    const contested: Contested = { pair, agreed: last?.values[pair.name], agreedAt };
    return verdictOn(contested, choice.sides.get(pair.field), both, policy);
  });
  const contested = verdicts.flatMap(one => (one.kind === 'contested' ? [one.contested] : []));
  const problem = contested.length === 0 ? undefined : fieldConflict(both.name, contested, both.changedAt, policy);
  const agreed = agreedAfter(verdicts, both, policy);
  const writes = (['shopify', 'erp'] as const).flatMap(to => {
    const carried = verdicts.flatMap(one => (one.kind === 'carry' && one.to === to ? [one.carried] : []));
    return carried.length === 0 ? [] : [both.write(to, carried)];
  });
  if (writes.length > 0) return { kind: 'write', writes, agreed: packAgreed(agreed), problem };
  // What is asked already and has no news keeps its old agreement, with its time.
  const isNews = problem === undefined || last === undefined || !isSame(last.values, agreed.values);
  return { kind: 'same', agreed: isNews ? packAgreed(agreed) : (state?.agreed ?? packAgreed(agreed)), problem };
}

const isSame = (one: Agreed['values'], two: Agreed['values']): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(two).length && names.every(name => one[name] === two[name]);
};

function verdictOn(
  contested: Contested,
  choice: Side | undefined,
  { changedAt }: Both,
  policy: ProductsPolicy,
): Verdict {
  const { pair, agreed } = contested;
  const short = (value: string | null): string | null => packed(value, policy.digest);
  const decision = decide(
    policy.ownership[pair.field],
    { agreed, shopify: short(pair.shopify), erp: short(pair.erp) },
    changedAt,
    choice,
  );
  switch (decision.kind) {
    case 'same':
    case 'left':
      return { kind: 'same', pair };
    case 'conflict':
      return { kind: 'contested', pair, contested };
    case 'write': {
      const { to } = decision;
      const from: Side = to === 'erp' ? 'shopify' : 'erp';
      const value = pair[from];
      // The newest may be one that the other side does not take; and without a SKU the two would not be found any more.
      const isImpossible = !choosable(pair, policy.features.writesFields).includes(from);
      if (isImpossible || (pair.name === 'sku' && value === null)) return { kind: 'contested', pair, contested };
      return { kind: 'carry', pair, to, carried: { pair, value, rule: decidedRule(pair.field, decision, policy.erp) } };
    }
    default:
      return assertNever(decision, 'decision on a field');
  }
}

/** What was contested stays as it was agreed before, with its time. */
function agreedAfter(verdicts: readonly Verdict[], { link }: Both, { digest }: ProductsPolicy): Agreed {
  const values: Record<string, string | null> = {};
  const since: Record<string, Instant> = {};
  for (const verdict of verdicts) {
    const { name } = verdict.pair;
    if (verdict.kind !== 'contested') {
      values[name] = packed(verdict.kind === 'carry' ? verdict.carried.value : verdict.pair.shopify, digest);
      continue;
    }
    const { agreed, agreedAt } = verdict.contested;
    if (agreed === undefined) continue;
    values[name] = agreed;
    if (agreedAt !== undefined) since[name] = agreedAt;
  }
  return { ...link, values, since };
}

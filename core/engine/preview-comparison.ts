import type { Write } from '../model/write.ts';
import type { Comparison, Hold, PlannedGoods, Scope } from './comparison.ts';
import type { PreviewDeps } from './preview.ts';
import { withRetry } from './retry.ts';
import { keepTakenBack } from './undo.ts';

/** `isHeld`: a run would hold it for a person, or holds it already. */
export type PreviewedGoods<R, W extends Write> = PlannedGoods<R, W> & { readonly isHeld: boolean };
export type ComparisonPreview<R, W extends Write> = {
  readonly records: readonly PreviewedGoods<R, W>[];
  readonly holds: readonly Hold[];
};

/** What a run of the comparison would do, without doing it: reads both sides and plans, and sends no mutation to either. */
export async function previewComparison<R, W extends Write>(
  flow: Comparison<R, W>,
  { view, ...deps }: PreviewDeps,
  scope: Scope,
  signal: AbortSignal,
): Promise<ComparisonPreview<R, W>> {
  const read = await withRetry({ ...deps, signal }, () => flow.read(scope, signal));
  const planned = read.map((compared): PlannedGoods<R, W> => {
    const state = view.goods.get(compared.ref.id);
    return { compared, plan: keepTakenBack(flow.plan(compared, state), state) };
  });
  const mine = [...view.holds.values()].filter(held => held.flow === flow.name);
  const approved = new Set(mine.flatMap(held => (held.approvedBy === undefined ? [] : held.ids)));
  const holds = flow.hold(planned, scope, approved);
  const known = scope.kind === 'all' ? [] : mine.filter(held => held.approvedBy === undefined);
  const held = new Set([...holds, ...known].flatMap(({ ids }) => ids));
  return { records: planned.map(one => ({ ...one, isHeld: held.has(one.compared.ref.id) })), holds };
}

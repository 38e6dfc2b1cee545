import type { PreviewedGoods } from '../engine/preview-comparison.ts';
import { retryPolicies } from '../engine/retry.ts';
import { assertNever } from '../errors.ts';
import { goodsFlowOf } from '../journal/goods-state.ts';
import type { JournalView } from '../journal/view.ts';
import type { PreviewRow, PreviewState } from '../model/goods-view.ts';
import type { Problem } from '../model/problem.ts';
import type { FlowName, RecordRef, Write } from '../model/write.ts';
import { doing } from './action-words.ts';
import type { Connection } from './connect.ts';
import type { GoodsFlow } from './goods/flows.ts';
import { isNamed } from './goods/named.ts';
import type { Sides } from './ports.ts';
import { previewOrders, type OrderPreview } from './preview.ts';

export type PreviewOutcome = keyof PreviewState['counts'];

/** What is looked at: one flow or all, and of it everything or one record, by id, order number or SKU. */
export type PreviewWish = { readonly flow: FlowName | 'all'; readonly record: string };

/** What a sync would do now, record by record, flow by flow. Both sides are read, and neither is sent a change. */
export async function* previewAll(
  sides: Sides,
  view: JournalView,
  found: Connection,
  flows: readonly GoodsFlow[],
  { flow, record }: PreviewWish,
  signal: AbortSignal,
): AsyncIterable<readonly [PreviewOutcome, readonly PreviewRow[]]> {
  const order = record === '' ? undefined : record;
  // The id of a product or a stock level says what it is.
  const its = goodsFlowOf(record);
  const isWanted = (name: FlowName): boolean =>
    (flow === 'all' || flow === name) && (its === undefined || its === name);
  if (isWanted('import-orders'))
    for await (const one of previewOrders(sides, found, view, order, signal)) yield ofOrder(one);
  const policies = sides.policies ?? retryPolicies;
  for (const each of flows) {
    if (!isWanted(each.name)) continue;
    const { records } = await each.preview({ view, clock: sides.clock, policies }, { kind: 'all' }, signal);
    for (const one of records)
      if (order === undefined || isNamed(one.compared.ref, order)) yield ofGoods(each.name, one);
  }
}

function ofOrder(one: OrderPreview): readonly [PreviewOutcome, readonly PreviewRow[]] {
  const { plan, ref } = one;
  const told = (outcome: PreviewRow['outcome'], rule: string): readonly [PreviewOutcome, readonly PreviewRow[]] => [
    outcome,
    [{ flow: 'import-orders', record: ref.name, outcome, words: '', rule, fields: [] }],
  ];
  switch (plan.kind) {
    case 'skip':
      return told('left-out', plan.reason);
    case 'wait':
      return told('wait', plan.reason);
    case 'park':
    case 'conflict':
      return ['asks', [asking('import-orders', ref, plan.problem)]];
    case 'write':
      if (plan.writes.length === 0) return ['same', []];
      return ['write', rowsOf('import-orders', 'write', plan.writes)];
    default:
      return assertNever(plan, 'plan');
  }
}

function ofGoods(
  flow: FlowName,
  { compared: { ref }, plan, isHeld }: PreviewedGoods<unknown, Write>,
): readonly [PreviewOutcome, readonly PreviewRow[]] {
  const told = (outcome: PreviewRow['outcome'], rule: string): readonly [PreviewOutcome, readonly PreviewRow[]] => [
    outcome,
    [{ flow, record: ref.name, outcome, words: '', rule, fields: [] }],
  ];
  switch (plan.kind) {
    case 'same':
      return plan.problem === undefined ? ['same', []] : ['asks', [asking(flow, ref, plan.problem)]];
    case 'skip':
      return told('left-out', plan.reason);
    case 'wait':
      return told('wait', plan.reason);
    case 'park':
    case 'conflict':
      return ['asks', [asking(flow, ref, plan.problem)]];
    case 'write': {
      const outcome = isHeld ? 'held' : 'write';
      const asks = plan.problem === undefined ? [] : [asking(flow, ref, plan.problem)];
      return [outcome, [...rowsOf(flow, outcome, plan.writes), ...asks]];
    }
    default:
      return assertNever(plan, 'plan');
  }
}

const asking = (flow: FlowName, { name: record }: RecordRef, { title, explanation }: Problem): PreviewRow => ({
  flow,
  record,
  outcome: 'asks',
  words: title,
  rule: explanation,
  fields: [],
});

const rowsOf = (flow: FlowName, outcome: PreviewRow['outcome'], writes: readonly Write[]): readonly PreviewRow[] =>
  writes.map(({ record, action, rule, fields }) => ({
    flow,
    record: record.name,
    outcome,
    words: doing[action],
    rule,
    fields,
  }));

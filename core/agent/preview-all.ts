import type { PreviewedGoods } from '../engine/preview-comparison.ts';
import { retryPolicies } from '../engine/retry.ts';
import { assertNever } from '../errors.ts';
import type { JournalView } from '../journal/view.ts';
import type { PreviewRow, PreviewState } from '../model/goods-view.ts';
import type { FlowName, Write } from '../model/write.ts';
import { doing } from './action-words.ts';
import type { Connection } from './connect.ts';
import type { GoodsFlow } from './goods/flows.ts';
import type { Sides } from './ports.ts';
import { previewOrders, type OrderPreview } from './preview.ts';

export type PreviewOutcome = keyof PreviewState['counts'];

/** What a sync would do now, record by record, flow by flow; of one record only where it is named by id, order number or SKU. */
export async function* previewAll(
  sides: Sides,
  view: JournalView,
  found: Connection,
  flows: readonly GoodsFlow[],
  { flow, record }: { readonly flow: FlowName | 'all'; readonly record: string },
  signal: AbortSignal,
): AsyncIterable<readonly [PreviewOutcome, readonly PreviewRow[]]> {
  const order = record === '' ? undefined : record;
  if (flow === 'all' || flow === 'import-orders')
    for await (const one of previewOrders(sides, found, view, order, signal)) yield ofOrder(one);
  const policies = sides.policies ?? retryPolicies;
  for (const each of flows) {
    if (flow !== 'all' && flow !== each.name) continue;
    const { records } = await each.preview({ view, clock: sides.clock, policies }, { kind: 'all' }, signal);
    for (const one of records) if (isWanted(one.compared.ref, record)) yield ofGoods(each.name, one);
  }
}

const isWanted = ({ id, name }: { readonly id: string; readonly name: string }, record: string): boolean =>
  record === '' || id === record || name === record || name.startsWith(`${record} at `);

function ofOrder(one: OrderPreview): readonly [PreviewOutcome, readonly PreviewRow[]] {
  const { plan, ref } = one;
  const row = (outcome: PreviewRow['outcome'], rule: string): readonly [PreviewOutcome, readonly PreviewRow[]] => [
    outcome,
    [{ flow: 'import-orders', record: ref.name, outcome, words: '', rule, fields: [] }],
  ];
  switch (plan.kind) {
    case 'skip':
      return row('left-out', plan.reason);
    case 'wait':
      return row('wait', plan.reason);
    case 'park':
    case 'conflict':
      return row('asks', plan.problem.title);
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
  const row = (outcome: PreviewRow['outcome'], rule: string): PreviewRow => {
    return { flow, record: ref.name, outcome, words: '', rule, fields: [] };
  };
  switch (plan.kind) {
    case 'same':
      return plan.problem === undefined ? ['same', []] : ['asks', [row('asks', plan.problem.title)]];
    case 'skip':
      return ['left-out', [row('left-out', plan.reason)]];
    case 'wait':
      return ['wait', [row('wait', plan.reason)]];
    case 'park':
    case 'conflict':
      return ['asks', [row('asks', plan.problem.title)]];
    case 'write': {
      const outcome = isHeld ? 'held' : 'write';
      const asks = plan.problem === undefined ? [] : [row('asks', plan.problem.title)];
      return [outcome, [...rowsOf(flow, outcome, plan.writes), ...asks]];
    }
    default:
      return assertNever(plan, 'plan');
  }
}

const rowsOf = (flow: FlowName, outcome: PreviewRow['outcome'], writes: readonly Write[]): readonly PreviewRow[] =>
  writes.map(({ record, action, rule, fields }) => ({
    flow,
    record: record.name,
    outcome,
    words: doing[action],
    rule,
    fields,
  }));

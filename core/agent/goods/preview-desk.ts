import { inWords } from '../../engine/perform.ts';
import type { PreviewedGoods } from '../../engine/preview-comparison.ts';
import { retryPolicies } from '../../engine/retry.ts';
import { assertNever } from '../../errors.ts';
import type { JournalView } from '../../journal/view.ts';
import type { PreviewRow, PreviewState } from '../../model/goods-view.ts';
import { instantOf, type Instant } from '../../model/time.ts';
import type { FlowName, Write } from '../../model/write.ts';
import { doing } from '../action-words.ts';
import type { Connection } from '../connect.ts';
import type { AgentDeps } from '../ports.ts';
import { previewOrders, type OrderPreview } from '../preview.ts';
import type { GoodsFlow } from './flows.ts';

type Outcome = keyof PreviewState['counts'];
const noCounts = { write: 0, wait: 0, held: 0, asks: 0, 'left-out': 0, same: 0 } as const;

export type PreviewSides = {
  readonly connected: (signal: AbortSignal) => Promise<Connection>;
  readonly flows: (found: Connection, signal: AbortSignal) => Promise<readonly GoodsFlow[]>;
  readonly changed: () => void;
};

/** One preview at a time, of a flow or of one record: what it found stays until the next. Nothing is ever sent. */
export function createPreviewDesk(deps: AgentDeps, { connected, flows, changed }: PreviewSides) {
  let looking: AbortController | undefined;
  let rows: PreviewRow[] = [];
  let counts: Record<Outcome, number> = { ...noCounts };
  let at: Instant | undefined;
  let failure: string | undefined;

  async function look(flow: FlowName | 'all', record: string, signal: AbortSignal): Promise<void> {
    const found = await connected(signal);
    for await (const [outcome, some] of previewAll(deps, found, await flows(found, signal), { flow, record }, signal)) {
      counts[outcome] += 1;
      rows.push(...some);
    }
  }

  return {
    start(flow: FlowName | 'all', record: string): void {
      looking?.abort();
      const mine = new AbortController();
      looking = mine;
      rows = [];
      counts = { ...noCounts };
      failure = undefined;
      at = undefined;
      changed();
      void look(flow, record.trim(), mine.signal)
        .catch((error: unknown) => {
          if (looking === mine) failure = inWords(error).message;
        })
        .finally(() => {
          if (looking !== mine) return;
          looking = undefined;
          at = instantOf(deps.clock.now());
          changed();
        });
    },
    stop(): void {
      looking?.abort();
      looking = undefined;
      changed();
    },
    state: (): PreviewState => ({ at, isLooking: looking !== undefined, failure, counts: { ...counts } }),
    rows: (offset: number, limit: number) => ({ total: rows.length, rows: rows.slice(offset, offset + limit) }),
  };
}

/** What a sync would do now, record by record, flow by flow; of one record only where it is named by id, order number or SKU. */
export async function* previewAll(
  deps: Pick<AgentDeps, 'settings' | 'shop' | 'erp' | 'clock' | 'digest' | 'mappings' | 'ownership' | 'policies'> & {
    readonly journal: { readonly view: JournalView };
  },
  found: Connection,
  flows: readonly GoodsFlow[],
  { flow, record }: { readonly flow: FlowName | 'all'; readonly record: string },
  signal: AbortSignal,
): AsyncIterable<readonly [Outcome, readonly PreviewRow[]]> {
  const { view } = deps.journal;
  const order = record === '' ? undefined : record;
  if (flow === 'all' || flow === 'import-orders')
    for await (const one of previewOrders(deps, found, view, order, signal)) yield ofOrder(one);
  const policies = deps.policies ?? retryPolicies;
  for (const each of flows) {
    if (flow !== 'all' && flow !== each.name) continue;
    const { records } = await each.preview({ view, clock: deps.clock, policies }, { kind: 'all' }, signal);
    for (const one of records) if (isWanted(one.compared.ref, record)) yield ofGoods(each.name, one);
  }
}

const isWanted = ({ id, name }: { readonly id: string; readonly name: string }, record: string): boolean =>
  record === '' || id === record || name === record || name.startsWith(`${record} at `);

function ofOrder(one: OrderPreview): readonly [Outcome, readonly PreviewRow[]] {
  const { plan, ref } = one;
  const row = (outcome: PreviewRow['outcome'], rule: string): readonly [Outcome, readonly PreviewRow[]] => [
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
): readonly [Outcome, readonly PreviewRow[]] {
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

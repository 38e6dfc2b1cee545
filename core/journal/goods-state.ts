import { assertNever } from '../errors.ts';
import { recordOf, type Placed } from './entry.ts';
import type { GoodsState } from './goods.ts';
import type { FlowName } from '../model/write.ts';

const flows: readonly (readonly [start: string, flow: FlowName])[] = [
  ['gid://shopify/InventoryLevel/', 'export-stock'],
  ['gid://shopify/Location/', 'export-stock'],
  ['gid://shopify/Product/', 'sync-products'],
  ['gid://shopify/ProductVariant/', 'sync-products'],
  ['erp:item:', 'sync-products'],
];

/** The flow that compares this record; undefined: it is an order. */
export const goodsFlowOf = (id: string): FlowName | undefined => flows.find(([start]) => id.startsWith(start))?.[1];

const unknown = (id: string, name: string, flow: FlowName, at: string): GoodsState => ({
  id,
  name,
  flow,
  state: 'pending',
  agreed: undefined,
  agreedAt: undefined,
  problem: undefined,
  reason: undefined,
  cause: undefined,
  since: undefined,
  open: [],
  choice: undefined,
  at,
  last: undefined,
});

const noProblem = { problem: undefined, reason: undefined, cause: undefined, since: undefined } as const;

/** Both sides hold the same: whatever was open or asked is answered. */
export const agreedGoods = (
  before: GoodsState | undefined,
  { id, name, flow, agreed, at }: Pick<GoodsState, 'id' | 'name' | 'flow' | 'at'> & { readonly agreed: string },
): GoodsState => ({
  ...(before ?? unknown(id, name, flow, at)),
  name,
  ...noProblem,
  state: 'agreed',
  agreed,
  agreedAt: at,
  open: [],
  choice: undefined,
});

/** What one entry makes of its record, which is one of `flow`. */
export function nextGoods(before: GoodsState | undefined, { entry, position }: Placed, flow: FlowName): GoodsState {
  const { id, name } = recordOf(entry) ?? { id: '', name: '' };
  const base = before ?? unknown(id, name, flow, entry.at);
  return { ...base, name, ...changesBy(entry, base), at: entry.at, last: position };
}

function changesBy(entry: Placed['entry'], record: GoodsState): Partial<GoodsState> {
  switch (entry.kind) {
    case 'intended': {
      const { key, action, undoes } = entry.write;
      // That both sides agree tells that any other had landed; of this one, the opposite.
      if (undoes !== undefined) return { state: 'pending' };
      return { open: [...record.open.filter(one => one.key !== key), { key, action }], state: 'pending' };
    }
    case 'landed':
      return { open: record.open.filter(({ key }) => key !== entry.key) };
    case 'parked':
    case 'conflicted': {
      const { problem, at } = entry;
      const isSame = record.cause === problem.code;
      return {
        state: entry.kind === 'parked' ? 'parked' : 'conflict',
        problem,
        reason: undefined,
        cause: problem.code,
        since: isSame ? record.since : at,
        choice: undefined,
      };
    }
    case 'skipped':
      return { ...noProblem, state: 'skipped', reason: entry.reason, cause: entry.code, open: [], choice: undefined };
    case 'chosen':
      return { choice: entry.choice };
    case 'failed':
    case 'posted':
    case 'decided':
    case 'unwanted':
    case 'ignored':
    case 'opened':
    case 'mapped':
    case 'owned':
    case 'agreed':
    case 'held':
    case 'hold-ended':
    case 'cursor':
    case 'run-finished':
    case 'halted':
    case 'resumed':
    case 'paused':
    case 'pause-ended':
    case 'lease':
    case 'noticed':
      return {};
    default:
      return assertNever(entry, 'journal entry');
  }
}

import type { OrderState } from '../contract.ts';
import type { ErpRef } from '../model/sales-order.ts';
import type { Instant } from '../model/time.ts';
import type { FlowName, RunSummary } from '../model/write.ts';
import { assertNever } from '../errors.ts';
import { recordOf, type Entry, type Placed } from './entry.ts';
import { agreedGoods, goodsFlowOf, nextGoods } from './goods-state.ts';
import type { GoodsState, HeldPlan } from './goods.ts';
import { nextRecord } from './record-state.ts';
import { recount, type Tallies } from './tally.ts';
import type { JournalView, LeaseState, MappingEntry, Notice, OwnershipEntry, RecordState } from './view.ts';

/** The view as its one writer sees it. */
export type Fold = { -readonly [Name in keyof JournalView]: JournalView[Name] } & {
  readonly records: Map<string, RecordState>;
  readonly counts: Record<OrderState, number>;
  readonly days: Tallies;
  readonly undated: Set<string>;
  readonly cursors: Map<FlowName, Instant>;
  readonly starts: Map<FlowName, Instant | null>;
  readonly links: Map<string, ErpRef>;
  readonly notices: Map<string, Notice>;
  readonly goods: Map<string, GoodsState>;
  readonly holds: Map<string, HeldPlan>;
  readonly asking: Set<string>;
  readonly goodsRuns: Map<FlowName, RunSummary>;
};

const keptRuns = 20;

export const emptyFold = (): Fold => ({
  seq: 0,
  device: undefined,
  records: new Map(),
  counts: { pending: 0, posted: 0, parked: 0, skipped: 0, conflict: 0 },
  days: new Map(),
  undated: new Set(),
  cursors: new Map(),
  starts: new Map(),
  links: new Map(),
  lastRuns: [],
  halted: undefined,
  pause: undefined,
  notices: new Map(),
  lease: undefined,
  mappingChanges: [],
  goods: new Map(),
  holds: new Map(),
  asking: new Set(),
  goodsRuns: new Map(),
  ownershipChanges: [],
});

/** The journal's whole meaning: the view is what remains of applying every entry in order. */
export function apply(fold: Fold, { entry, position }: Placed): void {
  fold.seq = entry.seq;
  applyToRecord(fold, { entry, position });
  switch (entry.kind) {
    case 'opened':
      fold.device = entry.device;
      fold.notices.clear();
      return;
    case 'landed':
      if (entry.action === 'create-delivery-address')
        fold.links.set(entry.key, { id: entry.landed.id, name: entry.landed.name });
      return;
    case 'cursor':
      fold.cursors.set(entry.flow, entry.value);
      if (entry.from !== undefined) fold.starts.set(entry.flow, entry.from);
      return;
    case 'run-finished':
      if (entry.flow !== 'import-orders') fold.goodsRuns.set(entry.flow, summaryOf(entry));
      else fold.lastRuns = [summaryOf(entry), ...fold.lastRuns.slice(0, keptRuns - 1)];
      return;
    case 'halted':
      fold.halted = entry.problem;
      return;
    case 'resumed':
      fold.halted = undefined;
      return;
    case 'paused':
      fold.pause = { from: entry.from, until: entry.until, zone: entry.zone };
      return;
    case 'pause-ended':
      fold.pause = undefined;
      return;
    case 'lease':
      fold.lease = leaseOf(entry);
      return;
    case 'noticed':
      fold.notices.set(entry.code, { code: entry.code, words: entry.words, at: entry.at });
      return;
    case 'mapped':
      fold.mappingChanges = [mappingOf(entry), ...fold.mappingChanges];
      return;
    case 'agreed':
      for (const [id, name, agreed] of entry.values) {
        const { flow, at } = entry;
        putGoods(fold, agreedGoods(fold.goods.get(id), { id, name, flow, agreed, at }));
      }
      return;
    case 'held': {
      const { flow, key, problem, ids, at } = entry;
      const known = fold.holds.get(`${flow} ${key}`);
      // Figures change from run to run; a person has been asked since the first.
      const since = known?.approvedBy === undefined ? (known?.since ?? at) : at;
      fold.holds.set(`${flow} ${key}`, { flow, key, problem, ids, since, approvedBy: undefined });
      return;
    }
    case 'hold-ended':
      endHold(fold, entry);
      return;
    case 'owned':
      fold.ownershipChanges = [ownershipOf(entry), ...fold.ownershipChanges];
      return;
    case 'chosen':
    case 'intended':
    case 'failed':
    case 'posted':
    case 'parked':
    case 'skipped':
    case 'conflicted':
    case 'decided':
    case 'unwanted':
    case 'ignored':
      return;
    default:
      assertNever(entry, 'journal entry');
  }
}

function applyToRecord(fold: Fold, placed: Placed): void {
  const id = recordOf(placed.entry)?.id;
  if (id === undefined) return;
  const flow = goodsFlowOf(id);
  if (flow !== undefined) {
    putGoods(fold, nextGoods(fold.goods.get(id), placed, flow));
    return;
  }
  const before = fold.records.get(id);
  const after = nextRecord(before, placed);
  if (before !== undefined) fold.counts[before.state] -= 1;
  fold.counts[after.state] += 1;
  fold.records.set(id, after);
  if (after.sold === undefined) fold.undated.add(id);
  else if (before?.sold === undefined) fold.undated.delete(id);
  recount(fold.days, before, after);
}

export function putGoods(fold: Fold, one: GoodsState): void {
  fold.goods.set(one.id, one);
  if (one.problem === undefined) fold.asking.delete(one.id);
  else fold.asking.add(one.id);
}

function endHold(fold: Fold, { flow, key: its, how, by }: Extract<Entry, { kind: 'hold-ended' }>): void {
  const key = `${flow} ${its}`;
  const held = fold.holds.get(key);
  if (how === 'over' || held === undefined) fold.holds.delete(key);
  else fold.holds.set(key, { ...held, approvedBy: by });
}

const ownershipOf = ({ field, before, after, by, at }: Extract<Entry, { kind: 'owned' }>): OwnershipEntry => ({
  field,
  before,
  after,
  by,
  at,
});

const leaseOf = ({ state, holder, at }: Extract<Entry, { kind: 'lease' }>): LeaseState => ({ state, holder, at });

const mappingOf = ({ what, before, after, by, at }: Extract<Entry, { kind: 'mapped' }>): MappingEntry => ({
  what,
  before,
  after,
  by,
  at,
});

const summaryOf = (entry: Extract<Entry, { kind: 'run-finished' }>): RunSummary => ({
  run: entry.run,
  flow: entry.flow,
  trigger: entry.trigger,
  startedAt: entry.startedAt,
  endedAt: entry.at,
  end: entry.end,
  counts: entry.counts,
  words: entry.words,
});

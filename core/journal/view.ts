import type { OrderState } from '../contract.ts';
import type { MoneySide } from '../model/order.ts';
import type { Pause } from '../model/pause.ts';
import type { Decision, Problem } from '../model/problem.ts';
import type { ErpRef } from '../model/sales-order.ts';
import type { Instant } from '../model/time.ts';
import type { FlowName, RunSummary } from '../model/write.ts';
import type { Event, Position } from './entry.ts';
import type { GoodsState, HeldPlan } from './goods.ts';
import type { Sold } from './sold.ts';

export type RecordState = {
  readonly id: string;
  readonly name: string;
  readonly state: OrderState;
  /** Of what was last settled: posted, parked, skipped or in conflict. Empty before that. */
  readonly fingerprint: string;
  /** Of what was posted: a conflict keeps it, to notice when the record is again what was posted. */
  readonly postedFingerprint: string | undefined;
  /** Of what was last settled, or of the try while pending. */
  readonly recordUpdatedAt: Instant;
  /** Of its last entry. */
  readonly at: Instant;
  /** Of a parked or conflicting record. */
  readonly problem: Problem | undefined;
  /** Of a skipped one; of a posted one, what it leaves for a person to do. */
  readonly reason: string | undefined;
  /** A person's reason to leave it out, and the entry that says so. */
  readonly ignored: { readonly reason: string; readonly seq: number } | undefined;
  readonly salesOrder: ErpRef | undefined;
  readonly invoice: ErpRef | undefined;
  /** Keys of intents that have not landed: whether they did must be asked before anything is repeated. */
  readonly open: readonly string[];
  /** A person's, as long as it counts: `leave-as-is` only for what was in conflict then. */
  readonly decision: Decision | undefined;
  /** The entry of what a person wants taken back, until it is or cannot be. */
  readonly undoing: number | undefined;
  /** The side its money was posted in. */
  readonly moneySide: MoneySide | undefined;
  /** Undefined where nobody could tell: an order that cannot be read, an entry of an older version. */
  readonly sold: Sold | undefined;
  /** The total of the ERP's document in the same currency, where it is not what Shopify charged. */
  readonly booked: string | undefined;
  /** It has waited for a person, once at least. */
  readonly waited: boolean;
  /** When it was first parked or in conflict for `cause`; outlives the retries in between. */
  readonly since: Instant | undefined;
  /** The problem's code; of a skipped one, its reason's. */
  readonly cause: string | undefined;
  readonly last: Position;
};

export type Notice = { readonly code: string; readonly words: string; readonly at: Instant };
export type LeaseState = Pick<Extract<Event, { kind: 'lease' }>, 'state' | 'holder'> & { readonly at: Instant };

/** So many orders, and what they come to by currency. */
export type Sum = { orders: number; amounts: Record<string, string> };

/** The orders of one of the shop's days, once each. */
export type DayTally = {
  /** What Shopify charged for all of them. */
  readonly sold: Sum;
  /** By where they stand; posted ones with what the ERP makes of them. */
  readonly states: Record<OrderState, Sum>;
  /** Posted without ever having waited for a person. */
  smooth: number;
  /** Waited for a person, and may still. */
  waited: number;
};

/** A change of a mapping by hand; `what` is the Missing as JSON, null stands for none. */
export type MappingEntry = Pick<Extract<Event, { kind: 'mapped' }>, 'what' | 'before' | 'after' | 'by'> & {
  readonly at: Instant;
};

/** A change of the ownership matrix; `before` and `after` are FieldRules as JSON. */
export type OwnershipEntry = Pick<Extract<Event, { kind: 'owned' }>, 'field' | 'before' | 'after' | 'by'> & {
  readonly at: Instant;
};

/** What the journal means. Readers see it change as entries become durable; a record's state is replaced, never altered. */
export type JournalView = {
  readonly seq: number;
  /** Device that opened the journal last. */
  readonly device: string | undefined;
  /** By Shopify id, first seen first. */
  readonly records: ReadonlyMap<string, RecordState>;
  readonly counts: Readonly<Record<OrderState, number>>;
  /** By the shop's day, of all records that tell theirs. */
  readonly days: ReadonlyMap<string, DayTally>;
  /** Ids of those that do not. */
  readonly undated: ReadonlySet<string>;
  readonly cursors: ReadonlyMap<FlowName, Instant>;
  /** The first day since which everything was read; null: all there is. */
  readonly starts: ReadonlyMap<FlowName, Instant | null>;
  /** What a key stands for in the ERP: delivery addresses only, as all else is asked for with each page. */
  readonly links: ReadonlyMap<string, ErpRef>;
  /** Of import-orders, newest first, at most 20. */
  readonly lastRuns: readonly RunSummary[];
  readonly halted: Problem | undefined;
  /** The last one that nobody ended early: over or not, the clock says. */
  readonly pause: Pause | undefined;
  /** By code, since the agent was last started: what still holds is noticed again. */
  readonly notices: ReadonlyMap<string, Notice>;
  readonly lease: LeaseState | undefined;
  /** By hand, newest first. */
  readonly mappingChanges: readonly MappingEntry[];
  /** Products, variants, stock levels and locations, by id. */
  readonly goods: ReadonlyMap<string, GoodsState>;
  /** Ids of those that need a person. */
  readonly asking: ReadonlySet<string>;
  /** The last run of each other flow than import-orders. */
  readonly goodsRuns: ReadonlyMap<FlowName, RunSummary>;
  /** By flow and key. */
  readonly holds: ReadonlyMap<string, HeldPlan>;
  /** Newest first. */
  readonly ownershipChanges: readonly OwnershipEntry[];
};

/** "1042" and "#1042" in any case. @returns ids, newest last: a name may repeat. */
export function recordByName(view: JournalView, name: string): readonly string[] {
  const wanted = bare(name.trim());
  const end = new Set([wanted.at(-1)?.toLowerCase(), wanted.at(-1)?.toUpperCase()]);
  const ids: string[] = [];
  // The last character alone rules out nine in ten of some 100,000 names.
  for (const { id, name: known } of view.records.values())
    if (end.has(known.at(-1)) && bare(known) === wanted) ids.push(id);
  return ids;
}

const bare = (name: string): string => (name.startsWith('#') ? name.slice(1) : name).toLowerCase();

/** A record by Shopify id or by name; of several with one name, the newest. */
export const findRecord = (view: JournalView, ref: string): RecordState | undefined =>
  view.records.get(ref) ?? view.records.get(recordByName(view, ref).at(-1) ?? '');

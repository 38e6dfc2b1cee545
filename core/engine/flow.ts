import type { SyncError } from '../errors.ts';
import type { RecordState } from '../journal/view.ts';
import type { ErpRef } from '../model/sales-order.ts';
import type { MoneySide } from '../model/order.ts';
import type { Problem } from '../model/problem.ts';
import type { Sale } from '../model/sale.ts';
import type { Instant } from '../model/time.ts';
import type { FlowName, Landed, RecordRef, Write } from '../model/write.ts';
import type { Plan } from './plan.ts';

/** A record as the engine sees it: enough to name it, order it and notice a change. */
export type Observation<R> = {
  readonly ref: RecordRef;
  readonly updatedAt: Instant;
  readonly fingerprint: string;
  /** Undefined where it cannot be read. */
  readonly sale: Sale | undefined;
  /** The source's id of the request that told of it. */
  readonly request: string | undefined;
  /** The record, or why it cannot be read. */
  readonly content: { readonly ok: true; readonly record: R } | { readonly ok: false; readonly error: SyncError };
};

/** What earlier Writes of this record left behind, by key. */
export type Links = ReadonlyMap<string, ErpRef>;

/** One direction of the sync. The engine runs every flow the same way; both verbs on Writes may be repeated. */
export interface Flow<R, Seen, W extends Write> {
  readonly name: FlowName;
  /** Where to begin without a cursor; undefined: with the oldest visible. */
  readonly from: Instant | undefined;
  /** Recorded with each posted record, so that its refunds use the same side. */
  readonly moneySide: MoneySide;
  /** Pages of records changed at or after `since`, oldest change first. */
  pages(since: Instant | undefined, signal: AbortSignal): AsyncIterable<readonly Observation<R>[]>;
  /** How many records `pages` will give, roughly, for a progress bar. */
  count(since: Instant | undefined, signal: AbortSignal): Promise<number>;
  one(ref: string, signal: AbortSignal): Promise<Observation<R> | undefined>;
  /** Reads the other side fresh for these records. */
  observe(records: readonly R[], signal: AbortSignal): Promise<Seen>;
  /** What a person is told of a record that is not there any more. */
  gone(name: string): Problem;
  /** Pure. */
  plan(record: R, state: RecordState | undefined, seen: Seen, fingerprint: string): Plan<W>;
  /** Takes a landed Write into what was seen, for the next records of the page. @returns whether it is of use to any */
  learn(seen: Seen, write: W, landed: Landed): boolean;
  /** Has this Write landed? Undefined: surely not. */
  ask(write: W, links: Links, signal: AbortSignal): Promise<Landed | undefined>;
  act(write: W, links: Links, signal: AbortSignal): Promise<Landed>;
}

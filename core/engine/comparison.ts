import type { SyncError } from '../errors.ts';
import type { GoodsState } from '../journal/goods.ts';
import type { Noun } from './summary.ts';
import type { Problem } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { FieldChange, FlowName, Landed, RecordRef, Write } from '../model/write.ts';

/** One thing that both sides have, read from both. */
export type Compared<R> = {
  readonly ref: RecordRef;
  /** Of the Shopify side. */
  readonly updatedAt: Instant;
  readonly record: R;
};

/** `agreed`: what both sides hold from then on, in the flow's own short form; the journal keeps it as the third way. */
export type GoodsPlan<W extends Write = Write> =
  | { readonly kind: 'same'; readonly agreed: string; readonly problem?: Problem | undefined }
  /** `problem`: what a person must see all the same: fields that could not be decided, a negative count. The rest is written. */
  | {
      readonly kind: 'write';
      readonly writes: readonly W[];
      readonly agreed: string;
      readonly problem?: Problem | undefined;
    }
  | { readonly kind: 'skip'; readonly code: string; readonly reason: string }
  /** Until when, where that is known; it is looked at again with the next run. `untold`: what it holds up is told instead. */
  | {
      readonly kind: 'wait';
      readonly code: string;
      readonly reason: string;
      readonly until?: Instant | undefined;
      readonly untold?: true;
    }
  | { readonly kind: 'park'; readonly problem: Problem }
  | { readonly kind: 'conflict'; readonly problem: Problem };

export type PlannedGoods<R, W extends Write> = { readonly compared: Compared<R>; readonly plan: GoodsPlan<W> };

/** What is compared: everything, what has changed since the cursor, or these records. */
export type Scope =
  | { readonly kind: 'all' }
  /** `also`: these besides, changed or not: what waits, or was not settled. */
  | { readonly kind: 'changed'; readonly since: Instant; readonly also: readonly string[] }
  | { readonly kind: 'only'; readonly ids: readonly string[] };

/**
 * A plan that is held for a person. `key`: its cause and what it is about, "mass-zero gid://shopify/Location/1". `ids`: the records
 * for which it is held, which a person may let pass.
 */
export type Hold = { readonly key: string; readonly problem: Problem; readonly ids: readonly string[] };

/** `stale`: the other side has another value by now, so nothing was changed: it is read and planned again. */
export type Sent =
  | { readonly kind: 'landed'; readonly landed: Landed }
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly error: SyncError };

/** `refused`: it no longer is what the Write made it, or there is no way back. */
export type Inverse<W extends Write> =
  { readonly kind: 'write'; readonly write: W } | { readonly kind: 'refused'; readonly why: string };

/**
 * A flow that brings two lists into agreement, with the whole plan seen before its first Write. Unlike a stream of orders it has an end,
 * and what it writes is absolute: after a doubt, reading both sides again is the way to ask whether a Write has landed.
 */
export interface Comparison<R, W extends Write> {
  readonly name: FlowName;
  /** Both sides, fresh. Whole for the scope, or it throws. A record that is gone on one side is told where the flow knows of it. */
  read(scope: Scope, signal: AbortSignal): Promise<readonly Compared<R>[]>;
  /** Pure. What a person chose for it stands in its state. */
  plan(compared: Compared<R>, state: GoodsState | undefined): GoodsPlan<W>;
  /** Pure: what must not be written without a person. `approved`: records that a person let pass. */
  hold(planned: readonly PlannedGoods<R, W>[], scope: Scope, approved: ReadonlySet<string>): readonly Hold[];
  /** Writes with the same lot may go as one request, at most `lotSize` of them. */
  lot(write: W): string;
  readonly lotSize: number;
  /** Sends the Writes of one lot; one answer each, in order. @throws SyncError where nobody can tell what landed */
  send(writes: readonly W[], key: string, signal: AbortSignal): Promise<readonly Sent[]>;
  /** Pure: the Write that takes this one back, where both sides still are as it left them. */
  inverse(
    compared: Compared<R>,
    landed: { readonly action: Write['action']; readonly fields: readonly FieldChange[] },
  ): Inverse<W>;
  /** What it is called in the run's words, where it is none of the flow's usual records: a location among stock levels. */
  noun?(record: R): Noun | undefined;
  /** What a person is told of a record that lost against other writers again and again. */
  contended(name: string): Problem;
}

import type { Problem } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { ActionName, FlowName } from '../model/write.ts';
import type { Position } from './entry.ts';

/** Where a product, a variant or a stock level stands. */
export type GoodsState = {
  readonly id: string;
  readonly name: string;
  readonly flow: FlowName;
  readonly state: 'pending' | 'agreed' | 'parked' | 'conflict' | 'skipped';
  /** What both sides last held, in the flow's short form; undefined: they never agreed. */
  readonly agreed: string | undefined;
  readonly agreedAt: Instant | undefined;
  readonly problem: Problem | undefined;
  /** Of a skipped one. */
  readonly reason: string | undefined;
  /** The problem's code; of a skipped one, its reason's. */
  readonly cause: string | undefined;
  /** When it was first parked or in conflict for `cause`. */
  readonly since: Instant | undefined;
  /** Intents that have not landed. */
  readonly open: readonly { readonly key: string; readonly action: ActionName }[];
  /** A person's, for the problem of the moment, as the flow reads it. */
  readonly choice: string | undefined;
  /** Of its last entry. */
  readonly at: Instant;
  /** Undefined: it has no entry of its own, as it was the same on both sides when first seen. */
  readonly last: Position | undefined;
};

/** A plan that waits for a person, or that one let pass. */
export type HeldPlan = {
  readonly flow: FlowName;
  /** Its cause and what it is about. */
  readonly key: string;
  readonly problem: Problem;
  readonly ids: readonly string[];
  readonly since: Instant;
  readonly approvedBy: string | undefined;
};

import type { Instant } from '../model/time.ts';
import type { Pause } from '../model/pause.ts';
import type { Category, Decision, Problem } from '../model/problem.ts';
import type { Sale } from '../model/sale.ts';
import type { FlowName, Landed, RecordRef, RunCounts, RunEnd, RunTrigger, Write } from '../model/write.ts';

/** Where a record stood when it was settled. `sale` and `request` are absent where unknown, as in entries of older versions. */
type Settled = {
  readonly run: string;
  readonly record: RecordRef;
  readonly recordUpdatedAt: Instant;
  readonly fingerprint: string;
  readonly sale?: Sale;
  /** Shopify's id of the request that told of the record. */
  readonly request?: string;
};

/** What happened, without the chain. Every entry that concerns a record carries it, so that a trace is a walk. */
export type Event =
  | { readonly kind: 'opened'; readonly version: string; readonly device: string; readonly droppedBytes: number }
  /** Durable before the request leaves. */
  | {
      readonly kind: 'intended';
      readonly run: string;
      readonly record: RecordRef;
      readonly recordUpdatedAt: Instant;
      readonly attempt: number;
      readonly write: Omit<Write, 'record' | 'body'>;
    }
  | {
      readonly kind: 'landed';
      readonly run: string;
      readonly record: RecordRef;
      readonly key: string;
      readonly action: Write['action'];
      readonly landed: Landed;
      readonly ms: number;
    }
  | {
      readonly kind: 'failed';
      readonly run: string;
      readonly record: RecordRef;
      readonly key: string;
      readonly attempt: number;
      readonly category: Category;
      readonly code: string;
      readonly message: string;
    }
  /** Every Write of the record's plan has landed. */
  | ({
      readonly kind: 'posted';
      readonly moneySide: 'shop' | 'presentment';
      /** What it leaves for a person to do elsewhere. */
      readonly remark?: string;
    } & Settled)
  | ({ readonly kind: 'parked'; readonly problem: Problem } & Settled)
  | ({ readonly kind: 'skipped'; readonly reason: string; readonly code: string } & Settled)
  /** Posted before, but no longer what the shop shows; the posted document stays as it is. */
  | ({ readonly kind: 'conflicted'; readonly problem: Problem } & Settled)
  /** A person decided. */
  | { readonly kind: 'decided'; readonly record: RecordRef; readonly decision: Decision; readonly by: string }
  /** A person wants what was posted taken back; `undoes`: the entry that says it landed. */
  | { readonly kind: 'unwanted'; readonly record: RecordRef; readonly undoes: number; readonly by: string }
  /** A person left a parked record out, until it changes or is tried again. */
  | { readonly kind: 'ignored'; readonly record: RecordRef; readonly reason: string; readonly by: string }
  /** A person said what something is called in the ERP. `what`: the Missing as JSON; `after` null: the mapping was removed. */
  | {
      readonly kind: 'mapped';
      readonly what: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly by: string;
    }
  /** A person said whose field it is. `before` and `after`: the FieldRule as JSON. */
  | {
      readonly kind: 'owned';
      readonly field: string;
      readonly before: string;
      readonly after: string;
      readonly by: string;
    }
  /** Both sides hold the same of these. One entry for many: nothing was written. */
  | {
      readonly kind: 'agreed';
      readonly flow: FlowName;
      readonly values: readonly (readonly [id: string, name: string, agreed: string])[];
    }
  /** What was planned for these records is not written before a person has looked. */
  | {
      readonly kind: 'held';
      readonly run: string;
      readonly flow: FlowName;
      readonly key: string;
      readonly problem: Problem;
      readonly ids: readonly string[];
    }
  /** `approved`: by a person, for those records; `over`: it was written, or the next plan did not ask for it. */
  | {
      readonly kind: 'hold-ended';
      readonly flow: FlowName;
      readonly key: string;
      readonly how: 'approved' | 'over';
      readonly by: string;
    }
  /** A person chose for a record: which value of a field counts, or what a location starts with. In the flow's words. */
  | { readonly kind: 'chosen'; readonly record: RecordRef; readonly choice: string; readonly by: string }
  /**
   * The flow's cursor: the newest record's own time up to which everything is settled. `from`: the first day, since which
   * everything was read; null: all there is.
   */
  | { readonly kind: 'cursor'; readonly flow: FlowName; readonly value: Instant; readonly from?: Instant | null }
  | {
      readonly kind: 'run-finished';
      readonly run: string;
      readonly flow: FlowName;
      readonly trigger: RunTrigger;
      readonly startedAt: Instant;
      readonly end: RunEnd;
      readonly counts: RunCounts;
      readonly words: string;
      readonly category: Category | null;
    }
  /** All flows rest until a person has acted (auth) or looked (bug, safety). */
  | { readonly kind: 'halted'; readonly problem: Problem }
  | { readonly kind: 'resumed'; readonly by: string }
  /** A person let all that starts by itself rest until then; `zone` is the one they meant it in. It ends by the clock. */
  | ({ readonly kind: 'paused'; readonly by: string } & Pause)
  /** A person ended the pause before its time. */
  | { readonly kind: 'pause-ended'; readonly by: string }
  | {
      readonly kind: 'lease';
      readonly state: 'acquired' | 'standing-by' | 'released';
      readonly holder: string;
    }
  /** Worth a person's eye, stops nothing: API version near its end, permission missing for older orders. Deduplicated by code. */
  | { readonly kind: 'noticed'; readonly code: string; readonly words: string };

/** Where a line stands: segment (file name without ending) and byte offset. Never changes once written. */
export type Position = { readonly segment: string; readonly offset: number };

export type Stamp = {
  /** Counts from 1 without gaps over all segments. */
  readonly seq: number;
  readonly at: Instant;
  /** Position of the record's previous entry, `<segment>:<offset>`: a trace walks back along it. */
  readonly back?: string;
  /** Hash of the line before; of the empty text for the first. */
  readonly prev: string;
  /** SHA-256 (hex, first 32 characters) of this line up to this field. */
  readonly hash: string;
};

export type Entry = Event & Stamp;

/** An entry and where its line stands. */
export type Placed = { readonly entry: Entry; readonly position: Position };

/** The newest durable entry; seq 0 and the hash of the empty text before the first. */
export type Head = { readonly seq: number; readonly hash: string };

/** The record an entry belongs to, if any. */
export const recordOf = (event: Event): RecordRef | undefined => ('record' in event ? event.record : undefined);

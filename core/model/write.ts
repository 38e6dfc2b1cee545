import type { Instant } from './time.ts';

/** Every flow, in the order in which a sync runs them: what was sold is in the books before stock is told. */
export const flowNames = ['import-orders', 'sync-products', 'export-stock'] as const;
export type FlowName = (typeof flowNames)[number];
export type ActionName =
  | 'create-customer'
  | 'create-delivery-address'
  | 'post-sales-order'
  | 'discard-draft'
  | 'create-invoice'
  | 'record-payment'
  | 'reverse-order'
  | 'set-stock'
  | 'update-product'
  | 'update-variant'
  | 'create-product'
  | 'update-item'
  | 'create-item';

/** A record as every screen, log and entry names it. */
export type RecordRef = {
  /** Shopify's global id. */
  readonly id: string;
  /** As people say it: "#1042". */
  readonly name: string;
};

/** Scalars only: an entry must stay readable as one line. */
export type FieldValue = string | number | boolean | null;

/** Personal fields carry a fingerprint (`~` and hex) in place of the value: an append-only file cannot forget a person. */
export type FieldChange = { readonly field: string; readonly before: FieldValue; readonly after: FieldValue };

/** One change to one system, as plain data: previewed, journaled, performed and traced in this form. */
export type Write<Action extends ActionName = ActionName, Body = unknown> = {
  /** Idempotency key; in the ERP it is the external reference wherever the ERP has one. */
  readonly key: string;
  readonly system: 'erp' | 'shop';
  readonly action: Action;
  readonly record: RecordRef;
  readonly fields: readonly FieldChange[];
  /** The ownership rule that allows it, in words. */
  readonly rule: string;
  /** The entry of the Write that this one takes back. */
  readonly undoes?: number;
  readonly body: Body;
};

/** What a landed Write left behind. `found`: it was there already, so nothing was sent. */
export type Landed = {
  readonly id: string;
  readonly name: string;
  readonly how: 'written' | 'found';
  /** What the other side made of it, where that can differ from what was asked: totals, rounding. */
  readonly fields: readonly FieldChange[];
};

export type RunTrigger = 'start' | 'schedule' | 'catch-up' | 'manual' | 'sweep' | 'retry' | 'mapping';

export type RunCounts = {
  readonly seen: number;
  readonly posted: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly parked: number;
  readonly waiting: number;
};

/**
 * How a run ended. `left-out`: all is well, but something was left out on purpose; `attention`: something needs a person;
 * `stopped`: it could not go on and says why; `cancelled`: the agent was asked to stop, the rest waits for the next run.
 */
export type RunEnd = 'ok' | 'left-out' | 'attention' | 'stopped' | 'cancelled';

export type RunSummary = {
  readonly run: string;
  readonly flow: FlowName;
  readonly trigger: RunTrigger;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly end: RunEnd;
  readonly counts: RunCounts;
  /** One sentence: why it stopped, or what is worth knowing. */
  readonly words: string;
};

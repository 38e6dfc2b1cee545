import type { Problem } from './problem.ts';
import type { Instant } from './time.ts';
import type { FieldChange, FlowName } from './write.ts';

/** What happens to a stock level with the next run. `asks`: a person must look at it; `held`: its whole plan waits for one. */
export type StockFate = 'write' | 'wait' | 'held' | 'asks' | 'left-out' | 'same';

/** One stock level, with how its new figure comes about. Blank: not known, or it is left out. */
export type StockRow = {
  readonly id: string;
  readonly sku: string | undefined;
  readonly title: string;
  /** What Shopify shows now, of the figure that is written. */
  readonly shopify: number;
  /** On hand in the ERP: a decimal. */
  readonly erp: string | undefined;
  /** Promised, on the way and buffer, all that is taken off the ERP's figure. */
  readonly keptBack: number | undefined;
  readonly willBe: number | undefined;
  readonly fate: StockFate;
  /** "Write", "Waits for #1039", "Left out: a bundle". */
  readonly words: string;
};

export type StockLocation = {
  readonly id: string;
  readonly name: string;
  /** The ERP's warehouse it is mapped to. */
  readonly warehouse: string;
  readonly counts: Readonly<Record<StockFate, number>>;
  /** Both sides differ and never agreed: a person chooses what it starts with. */
  readonly isFirst: boolean;
};

/** A plan that waits for a person. */
export type PlanCard = {
  readonly flow: FlowName;
  /** Names it among the flow's plans. */
  readonly key: string;
  readonly since: Instant;
  readonly problem: Problem;
  /** How many records it is about; 0: it could not be made at all. */
  readonly records: number;
  /** So many of `of` would change, `limit` may; where it is held for that. */
  readonly share: { readonly count: number; readonly of: number; readonly limit: number } | undefined;
};

export type StockView = {
  /** When both sides were last compared as a whole; undefined: not since this start. */
  readonly at: Instant | undefined;
  /** Why stock is not synced at all, in words. */
  readonly off: string | undefined;
  readonly locations: readonly StockLocation[];
  /** Shopify's locations without a warehouse. */
  readonly unmapped: readonly string[];
  readonly plans: readonly PlanCard[];
  /** Now: "21:00". `waiting`: levels that wait for its end. */
  readonly lock:
    { readonly until: string; readonly holds: 'increases' | 'everything'; readonly waiting: number } | undefined;
  readonly isLooking: boolean;
  /** Which figure is written. */
  readonly quantity: 'on_hand' | 'available';
};

export type StockQuery = {
  readonly location: string;
  /** `all`: every fate but `same`. */
  readonly fate: StockFate | 'all';
  /** Part of a SKU or title. */
  readonly search: string;
  readonly offset: number;
  /** 1 to 200. */
  readonly limit: number;
};
export type StockPage = { readonly total: number; readonly rows: readonly StockRow[] };

/** Both sides of a field that both have changed, or that the side which does not own it has. */
export type ConflictSides = {
  /** What the field is called, "Price". */
  readonly field: string;
  /** The rule that holds, as a sentence. */
  readonly rule: string;
  readonly owner: 'shopify' | 'erp';
  readonly agreed: { readonly value: string; readonly at: Instant | undefined } | undefined;
  readonly shopify: { readonly value: string; readonly at: Instant | undefined };
  readonly erp: { readonly value: string; readonly at: Instant | undefined };
};

/** A button under a problem. */
export type GoodsChoice = {
  readonly choice: string;
  readonly words: string;
  /** The one to offer first. */
  readonly isFirst: boolean;
  /** It needs a second look: how many records it touches is in the words. */
  readonly isGrave: boolean;
};

export type GoodsStateName = 'pending' | 'agreed' | 'parked' | 'conflict' | 'skipped';
export type GoodsRow = {
  readonly id: string;
  readonly name: string;
  readonly flow: FlowName;
  readonly state: GoodsStateName;
  readonly at: Instant;
  /** Why it waits or is left out. */
  readonly why: string | undefined;
};
export type GoodsQuery = {
  readonly flow: FlowName | 'all';
  readonly search: string;
  readonly state: GoodsStateName | 'all';
  readonly offset: number;
  /** 1 to 200. */
  readonly limit: number;
};
export type GoodsPage = { readonly total: number; readonly rows: readonly GoodsRow[] };

/** One Write of a preview; a record without one says why. */
export type PreviewRow = {
  readonly flow: FlowName;
  readonly record: string;
  readonly outcome: 'write' | 'wait' | 'held' | 'asks' | 'left-out';
  /** "Set the stock"; of what asks for a person, what is the matter; else empty. */
  readonly words: string;
  /** Why it is allowed, or why it is not written. */
  readonly rule: string;
  readonly fields: readonly FieldChange[];
};
export type PreviewState = {
  readonly at: Instant | undefined;
  readonly isLooking: boolean;
  /** Why it came to nothing. */
  readonly failure: string | undefined;
  /** Of everything compared, how many records each outcome has; `same` have no row. */
  readonly counts: Readonly<Record<PreviewRow['outcome'] | 'same', number>>;
};

/** What taking back one Write would do. */
export type UndoLook = {
  readonly words: string;
  readonly fields: readonly FieldChange[];
  /** What stays behind, each as a sentence. */
  readonly stays: readonly string[];
  /** Why it cannot be taken back. */
  readonly refusal: string | undefined;
};

/** How the last run of a flow of goods ended. */
export type GoodsRunView = {
  readonly flow: FlowName;
  readonly endedAt: Instant;
  readonly end: 'ok' | 'left-out' | 'attention' | 'stopped' | 'cancelled';
  readonly words: string;
};

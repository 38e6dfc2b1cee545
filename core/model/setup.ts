import type { FieldChange } from './write.ts';
import type { Missing } from './problem.ts';
import type { Money } from './money.ts';
import type { Day } from './time.ts';

/** The six steps of set-up, in order. */
export const setupSteps = ['welcome', 'store', 'erp', 'look', 'match', 'preview'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** One thing that was tested or looked at, in words. */
export type Check = {
  readonly mark: 'ok' | 'attention' | 'failed' | 'busy';
  readonly title: string;
  readonly text: string;
  /** What it speaks of, by name, where a person may want to see each. */
  readonly names: readonly string[];
};

/** Something that orders of this shop need a mapping for, and what would fit. */
export type Need = {
  readonly missing: Missing;
  /** How many orders need it, of those that were read. */
  readonly orders: number;
  /** What it is mapped to; undefined: nothing yet. */
  readonly code: string | undefined;
  readonly label: string | undefined;
  /** Why that one: "same rate"; or why none was chosen: "2 could fit". */
  readonly why: string;
  /** Of the tax it is mapped to, where that is not the one that orders have. */
  readonly otherRate?: string | undefined;
};

/** What one order would bring. */
export type PlannedRecord = {
  readonly name: string;
  /** `there`: the ERP has all of it already. */
  readonly outcome: 'written' | 'there' | 'waits' | 'left-out' | 'not-yet';
  /** Of the order, undefined where Shopify sent one that cannot be read. */
  readonly money: Money | undefined;
  /** Why it waits or is left out. */
  readonly why: string | undefined;
  readonly writes: readonly {
    readonly words: string;
    readonly rule: string;
    readonly fields: readonly FieldChange[];
  }[];
};

export type PlannedRow = {
  readonly outcome: PlannedRecord['outcome'];
  readonly orders: number;
  /** The lowest and the highest order number. */
  readonly first: string;
  readonly last: string;
  /** One sum a currency. */
  readonly money: readonly Money[];
};

/** What a run would do, added up: every order that was read is in exactly one row. */
export type PlannedTotals = {
  readonly rows: readonly PlannedRow[];
  readonly orders: number;
  readonly money: readonly Money[];
  /** By action, "3 customers", "1 customer": what comes along with the sales orders. */
  readonly writes: readonly { readonly words: string; readonly count: number }[];
  /** Why orders wait, most frequent first. */
  readonly waits: readonly { readonly title: string; readonly orders: number }[];
  /** Why orders are left out, most frequent first: "older than 10 November 2026, the first day". */
  readonly leftOut: readonly { readonly title: string; readonly orders: number }[];
};

/** How to begin: only look, or write orders from a day on (null: everything that the shop shows). */
export type StartChoice = { readonly mode: 'watch' | 'live'; readonly from: Day | null };

/** How an ERP is connected: its own name, and what a person types to reach it. */
export type ErpForm = {
  readonly kind: string;
  readonly name: string;
  /** "19", "to try it out". */
  readonly versions: string;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly example: string }[];
  /** Of the secret, where it needs one. */
  readonly key: { readonly label: string; readonly where: string } | undefined;
};

/** Set-up as it stands. Secrets never cross: only whether there is one. */
export type SetupView = {
  /** The furthest step that may be opened. */
  readonly step: SetupStep;
  readonly isSample: boolean;
  /** In the shop's zone; null before the store is known. */
  readonly today: Day | null;
  /** The shop is synced already: what is started goes on from there. */
  readonly known: { readonly from: Day | null } | undefined;
  readonly store: {
    /** As it was typed. */
    readonly address: string;
    readonly signIn: 'admin-token' | 'client-credentials';
    readonly hasSecret: boolean;
    /** Of the last test; empty before. */
    readonly checks: readonly Check[];
    /** What the app in Shopify must be granted, needed ones first. */
    readonly permissions: readonly { readonly scope: string; readonly purpose: string; readonly needed: boolean }[];
  };
  readonly erp: {
    readonly kind: string | undefined;
    readonly fields: Readonly<Record<string, string>>;
    readonly hasKey: boolean;
    readonly checks: readonly Check[];
    readonly forms: readonly ErpForm[];
  };
  readonly look: {
    readonly state: 'none' | 'reading' | 'stopped' | 'done' | 'failed';
    readonly words: string;
    readonly done: number;
    readonly total: number | undefined;
    readonly checks: readonly Check[];
  };
  readonly needs: readonly Need[];
  readonly preview: {
    readonly state: 'none' | 'reading' | 'done' | 'failed';
    /** Undefined until the shop's own day is known. */
    readonly from: Day | null | undefined;
    readonly done: number;
    readonly total: number | undefined;
    readonly totals: PlannedTotals | undefined;
    readonly words: string;
  };
  /** Why secrets cannot be kept on this PC, as a sentence; undefined: they can. */
  readonly cannotKeep: string | undefined;
};

/** What a person gives to reach the store. A secret left empty: the one that is known stays. */
export type StoreGiven = {
  readonly address: string;
  readonly signIn: 'admin-token' | 'client-credentials';
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
};
export type ErpGiven = {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly key: string;
};

/** From which day a preview looks; `usual`: as set before, else today; since null: all that the shop shows. */
export type FirstDay = 'usual' | { readonly since: Day | null };

import type { PauseLength } from './model/pause.ts';
import type { Category, Decision, Missing, Problem } from './model/problem.ts';
import type { Severity } from './model/severity.ts';
import type { Check, ErpForm, Need, PlannedRecord, PlannedTotals, SetupStep, StartChoice } from './model/setup.ts';
import type { Day, Instant } from './model/time.ts';
import type { FieldChange, RunSummary, RunTrigger } from './model/write.ts';

/**
 * Everything a window may ask of the agent and everything the agent tells it: one snapshot, then events.
 * Both transports, the preload and the tests' double derive from this file.
 */

/** Worst first; the word for each is in UI.md section 3. */
export type Light = 'failed' | 'paused' | 'attention' | 'standing-by' | 'syncing' | 'ok';

export type Progress = {
  readonly flow: string;
  readonly trigger: RunTrigger;
  readonly startedAt: Instant;
  readonly done: number;
  /** Undefined while the shop is still being read. */
  readonly total: number | undefined;
  /** "Reading orders", "Posting #1042". */
  readonly words: string;
};

export type OrderState = 'pending' | 'posted' | 'parked' | 'skipped' | 'conflict';

export type OrderRow = {
  readonly id: string;
  readonly name: string;
  readonly state: OrderState;
  /** Of the last thing that happened to it. */
  readonly at: Instant;
  /** The ERP's sales order, as the ERP names it. */
  readonly salesOrder: string | undefined;
  readonly invoice: string | undefined;
  /** In words: why it is parked, skipped or waiting. */
  readonly why: string | undefined;
  /** Left out by a person; a retry looks at it again. */
  readonly ignored: boolean;
};

export type ProblemCard = {
  /** Of the order. */
  readonly recordId: string;
  readonly recordName: string;
  readonly since: Instant;
  /** As of the snapshot: it rises with age. */
  readonly severity: Severity;
  readonly problem: Problem;
  /** Which decisions a person may take besides retrying. */
  readonly decisions: readonly Decision[];
  /** Whether it may be left out with a reason: not what is in the books already. */
  readonly ignorable: boolean;
};

/** A state of the whole agent that wants a banner: what, why, what to do. */
export type Banner = {
  readonly code: string;
  readonly severity: 'note' | 'attention' | 'failed';
  readonly title: string;
  readonly explanation: string;
  readonly button:
    | { readonly words: string; readonly request: 'resume' | 'run.now' | 'pause.end' | 'setup.open' | 'update.install' }
    | undefined;
};

/** Set-up as it stands. Secrets never cross: only whether there is one. */
export type SetupView = {
  /** The furthest step that may be opened. */
  readonly step: SetupStep;
  readonly isSample: boolean;
  /** In the shop's zone; null before the store is known. */
  readonly today: Day | null;
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
    readonly from: Day | null;
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

/** Which shop this is: none yet, the made-up one, or the person's own. */
export type Stage = 'none' | 'sample' | 'own';

/** This PC, as far as a window may ask about it. */
export type ThisPc = {
  readonly face: 'desktop' | 'browser';
  readonly dataFolder: string;
  /** Undefined where Counterfoil cannot arrange it. */
  readonly startsAtLogin: boolean | undefined;
};

/** What surrounds the agent. */
export type Surroundings = {
  readonly stage: Stage;
  readonly pc: ThisPc;
  /** While set-up is open. */
  readonly setup: SetupView | undefined;
  /** What is known of newer versions, as a sentence. Undefined where the program is not updated by itself. */
  readonly updates: string | undefined;
};

export type AgentSnapshot = {
  /** Agent's version. */
  readonly version: string;
  /** What the last look of an agent that only watches would have written; undefined where it writes. */
  readonly watched: PlannedTotals | undefined;
  readonly now: Instant;
  readonly light: Light;
  /** The verdict in one sentence: "All well: 300 orders are in the sample ERP." */
  readonly verdict: string;
  readonly shop:
    { readonly name: string; readonly domain: string; readonly zone: string; readonly currency: string } | undefined;
  readonly erp: { readonly name: string } | undefined;
  readonly running: Progress | undefined;
  /** While a person lets all that starts by itself rest. `words`: "14:30", "Friday 08:00", in the shop's zone. */
  readonly paused: { readonly until: Instant; readonly words: string } | undefined;
  readonly lastRun: RunSummary | undefined;
  /** Undefined where none comes by itself: all syncing rests, or nothing keeps the schedule. */
  readonly nextRunAt: Instant | undefined;
  readonly counts: Readonly<Record<OrderState, number>>;
  /** Oldest first. */
  readonly problems: readonly ProblemCard[];
  readonly banners: readonly Banner[];
  /** The latest runs, newest first, at most 20. */
  readonly runs: readonly RunSummary[];
};

export type Snapshot = AgentSnapshot & Surroundings;

export type OrderQuery = {
  /** Order name or part of it, the ERP's document name, or what the order's history leaves to do. Empty: all. */
  readonly search: string;
  readonly state: OrderState | 'all';
  readonly offset: number;
  /** 1 to 200. */
  readonly limit: number;
};
export type OrderPage = { readonly total: number; readonly rows: readonly OrderRow[] };

/** One line of an order's story. */
export type TraceStep = {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  /** "Posted to Odoo as S00042". */
  readonly words: string;
  readonly why: string | undefined;
  readonly fields: readonly FieldChange[];
  /** For whoever knows the ERP: key, run, rule, raw codes. */
  readonly details: Readonly<Record<string, string>>;
};
export type Trace = {
  readonly row: OrderRow;
  readonly problem: Problem | undefined;
  readonly steps: readonly TraceStep[];
};

/** A mapping a person adds: "VAT 5 % in GB is the ERP's tax VAT5". */
export type NewMapping = { readonly missing: Missing; readonly code: string };

/** How many orders one request may name. */
export const mostAtOnce = 1000;

export type Requests = {
  snapshot: () => Snapshot;
  'orders.list': (query: OrderQuery) => OrderPage;
  /** By global id or name. Undefined: the journal knows no such order. */
  'order.trace': (ref: string) => Trace | undefined;
  /** Refused while paused. */
  'run.now': () => void;
  /** Nothing starts by itself until then, and what runs ends after the order under way. A new one replaces the last. */
  'pause.start': (length: PauseLength) => void;
  /** Goes on at once with what was missed. Answers before that is done. */
  'pause.end': () => void;
  /** Observes and plans the order again. Answers when it is settled. */
  'order.retry': (ref: string) => OrderRow;
  /** The same for many, as one run. */
  'orders.retry': (refs: readonly string[]) => readonly OrderRow[];
  /** Leaves parked orders out until they change. Those that no longer wait stay as they are. */
  'orders.ignore': (refs: readonly string[], reason: string) => readonly OrderRow[];
  'order.decide': (ref: string, decision: Decision) => OrderRow;
  /** The ERP's own codes to choose from. */
  'mapping.choices': (missing: Missing, search: string) => readonly { readonly code: string; readonly label: string }[];
  /** Adds the mapping and retries what waited for it. */
  'mapping.add': (mapping: NewMapping) => void;
  /** Opens set-up where it was left. Syncing goes on meanwhile. */
  'setup.open': () => void;
  /** Closes it and keeps the place. */
  'setup.leave': () => void;
  /** The made-up shop from its beginning, with everything matched up. */
  'setup.sample': () => void;
  /** Tests the store live, and keeps what works. */
  'setup.store': (given: StoreGiven) => void;
  'setup.erp': (given: ErpGiven) => void;
  /** Reads both sides anew. Answers at once; the snapshot tells how far it is. */
  'setup.look': () => void;
  'setup.stop': () => void;
  /** Maps it, or with `code` null leaves it to be asked for later. */
  'setup.match': (missing: Missing, code: string | null) => void;
  'setup.choices': (missing: Missing, search: string) => readonly { readonly code: string; readonly label: string }[];
  /** What would be written of orders from that day on; null: all that the shop shows. Answers at once. */
  'setup.preview': (from: Day | null) => void;
  /** Order by order, as the last preview saw it. `limit` 1 to 200. */
  'setup.planned': (
    offset: number,
    limit: number,
  ) => { readonly total: number; readonly rows: readonly PlannedRecord[] };
  /** Writes the settings and begins. */
  'setup.start': (choice: StartChoice) => void;
  'pc.start-at-login': (on: boolean) => void;
  /** After a halt; a pause is ended by `pause.end`. Refused while paused. */
  resume: () => void;
  /** Goes on with a new version: fetches the one that waits, or restarts into the one that is ready once nothing runs. */
  'update.install': () => void;
};
export type RequestName = keyof Requests;
/** What is asked of the agent itself; the rest is asked of what surrounds it: set-up, this PC, new versions. */
export type AgentRequestName = Exclude<RequestName, 'snapshot' | `setup.${string}` | `pc.${string}` | 'update.install'>;

/** The whole snapshot again, at most four times a second. */
export type Events = { snapshot: Snapshot };

/** An error as it crosses to a window: words first. */
export type Failure = {
  readonly category: Category;
  readonly code: string;
  readonly message: string;
  readonly nextStep: string | undefined;
};
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export type AgentApi = {
  request<N extends RequestName>(name: N, ...args: Parameters<Requests[N]>): Promise<Reply<ReturnType<Requests[N]>>>;
  on<N extends keyof Events>(name: N, listen: (event: Events[N]) => void): () => void;
};
export type Handlers<Names extends RequestName = RequestName> = {
  readonly [N in Names]: (
    ...args: Parameters<Requests[N]>
  ) => ReturnType<Requests[N]> | Promise<ReturnType<Requests[N]>>;
};

/** What a window, a tray and the command line are built on. */
export type Served = {
  readonly handlers: Handlers;
  readonly snapshot: () => Snapshot;
  /** Hears each change; @returns how to stop hearing. */
  readonly subscribe: (listen: (snapshot: Snapshot) => void) => () => void;
};

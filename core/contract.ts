import type { DayPicture, TodayFigures } from './model/days.ts';
import type {
  ConflictSides,
  GoodsChoice,
  GoodsPage,
  GoodsQuery,
  GoodsRow,
  GoodsRunView,
  PlanCard,
  PreviewRow,
  PreviewState,
  StockPage,
  StockQuery,
  StockView,
  UndoLook,
} from './model/goods-view.ts';
import type { MappingChoice, MappingList } from './model/mapping-list.ts';
import type { Money } from './model/money.ts';
import type { OwnershipChange } from './model/owned-field.ts';
import type { OwnershipConsequence, OwnershipView } from './model/ownership-view.ts';
import type { PauseLength } from './model/pause.ts';
import type { Category, Decision, Missing, Problem } from './model/problem.ts';
import type { PriceList, SettingsChange, SettingsView } from './model/settings.ts';
import type { Severity } from './model/severity.ts';
import type {
  Check,
  ErpGiven,
  FirstDay,
  PlannedRecord,
  PlannedTotals,
  SetupStep,
  SetupView,
  StartChoice,
  StoreGiven,
} from './model/setup.ts';
import type { SupportPreview, SupportRange } from './model/support.ts';
import type { Instant } from './model/time.ts';
import type { FieldChange, FlowName, RunSummary, RunTrigger } from './model/write.ts';

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
  /** What Shopify charged; undefined where nobody could tell. */
  readonly total: Money | undefined;
  /** Left out by a person; a retry looks at it again. */
  readonly ignored: boolean;
};

export type ProblemCard = {
  /** Of the order. */
  readonly recordId: string;
  readonly recordName: string;
  readonly since: Instant;
  /** What Shopify charged for the order; undefined where nobody could tell. */
  readonly total: Money | undefined;
  /** As of the snapshot: it rises with age. */
  readonly severity: Severity;
  readonly problem: Problem;
  /** Which decisions a person may take besides retrying. */
  readonly decisions: readonly Decision[];
  /** Whether it may be left out with a reason: not what is in the books already. */
  readonly ignorable: boolean;
  /** `goods`: a product, a variant or a stock level. */
  readonly about: 'order' | 'goods';
  /** What a person may choose for goods. */
  readonly choices: readonly GoodsChoice[];
  /** Where both sides say something else of one field. */
  readonly sides: ConflictSides | undefined;
};

/** A state of the whole agent that wants a banner: what, why, what to do. */
export type Banner = {
  readonly code: string;
  readonly severity: 'note' | 'attention' | 'failed';
  readonly title: string;
  readonly explanation: string;
  /** Undefined where nothing says so. */
  readonly since?: Instant;
  readonly button:
    | {
        readonly words: string;
        readonly request: 'resume' | 'run.now' | 'pause.end' | 'setup.open' | 'update.install';
        /** Of set-up, where it opens at one of its steps. */
        readonly step?: SetupStep;
      }
    | undefined;
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
  /** The agent was started then, or the PC woke: what does not answer yet may only need a moment. */
  readonly awakeSince: Instant;
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
  readonly today: TodayFigures;
  /** Fourteen, oldest first, today last. */
  readonly days: readonly DayPicture[];
  /** Oldest first. */
  readonly problems: readonly ProblemCard[];
  readonly banners: readonly Banner[];
  /** The latest runs, newest first, at most 20. */
  readonly runs: readonly RunSummary[];
  /** Plans that wait for a person, oldest first. */
  readonly plans: readonly PlanCard[];
  /** The last run of each flow besides orders. */
  readonly goods: readonly GoodsRunView[];
  /** While stock is not raised: "21:00". */
  readonly peakLock: string | undefined;
  /** Another number whenever what `stock.view` or `preview.state` tell is another. */
  readonly goodsRevision: number;
  /** Another number whenever the mappings are others: time to ask for `mappings.list` again. */
  readonly mappingsRevision: number;
};

export type Snapshot = AgentSnapshot & Surroundings;

export type OrderQuery = {
  /** Part of a name, a document's, a SKU or a remark; or a whole day, total, customer's e-mail or number. Empty: all. */
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
  /** A Write that landed and can, as far as the journal knows, be taken back. */
  readonly undoable: boolean;
};
export type Trace = {
  readonly row: OrderRow;
  readonly problem: Problem | undefined;
  readonly steps: readonly TraceStep[];
};

/** The same story of a product, a variant or a stock level. */
export type GoodsTrace = {
  readonly row: GoodsRow;
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
  /** All that is mapped, and what orders wait for. Asks neither of the two systems. */
  'mappings.list': () => MappingList;
  /** The ERP's own codes to choose from. Without a search, look-alikes come first. */
  'mapping.choices': (missing: Missing, search: string) => readonly MappingChoice[];
  /** Adds or replaces the mapping and retries what waited for it: those orders, as they are then. */
  'mapping.add': (mapping: NewMapping) => readonly OrderRow[];
  /** The next order that needs it waits. Refused where it is gone already. */
  'mapping.remove': (what: Missing) => void;
  'ownership.get': () => OwnershipView;
  /** Reads both sides and tells what these changes would do. Changes nothing. */
  'ownership.consequences': (changes: readonly OwnershipChange[]) => readonly OwnershipConsequence[];
  /** All of them or none; each is journaled. Counts from the next sync on. */
  'ownership.save': (changes: readonly OwnershipChange[]) => OwnershipView;
  /** As last compared; asks neither of the two systems. */
  'stock.view': () => StockView;
  'stock.rows': (query: StockQuery) => StockPage;
  /** Compares all stock anew and writes nothing. Answers at once. */
  'stock.look': () => void;
  /** Compares and writes these levels now. */
  'stock.write': (ids: readonly string[]) => void;
  /** Lets a held plan pass. Compares anew first. */
  'plan.approve': (flow: FlowName, key: string) => void;
  /** Compares anew; the plan stays held where it still asks for it. */
  'plan.again': (flow: FlowName) => void;
  'goods.list': (query: GoodsQuery) => GoodsPage;
  'goods.trace': (id: string) => GoodsTrace | undefined;
  /** A choice that its problem offers, or `use-erp` for a location at its start. Compares and writes at once. */
  'goods.choose': (id: string, choice: string) => void;
  /** Compares these again, now. */
  'goods.retry': (ids: readonly string[]) => void;
  /** What a flow, or one record by id, order name or SKU, would write now. Answers at once; nothing is sent. */
  'preview.start': (flow: FlowName | 'all', record: string) => void;
  'preview.stop': () => void;
  'preview.state': () => PreviewState;
  'preview.rows': (offset: number, limit: number) => { readonly total: number; readonly rows: readonly PreviewRow[] };
  /** What taking back the Write of this entry would do, asked of both systems. */
  'undo.look': (seq: number) => UndoLook;
  /** Takes it back, where nothing has changed since. */
  'undo.do': (seq: number) => void;
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
  'setup.choices': (missing: Missing, search: string) => readonly MappingChoice[];
  /** What would be written of orders from that day on. Answers at once. */
  'setup.preview': (from: FirstDay) => void;
  /** Order by order, as the last preview saw it. `limit` 1 to 200. */
  'setup.planned': (
    offset: number,
    limit: number,
  ) => { readonly total: number; readonly rows: readonly PlannedRecord[] };
  /** Writes the settings and begins. */
  'setup.start': (choice: StartChoice) => void;
  'pc.start-at-login': (on: boolean) => void;
  'settings.get': () => SettingsView;
  /** Counts from now on: what runs ends after the order under way. */
  'settings.save': (change: SettingsChange) => void;
  /** As the ERP tells them now: whose prices may count instead of the items' own. */
  'settings.price-lists': () => readonly PriceList[];
  /** Asks the system live who it is and what it lets us do. */
  'connection.test': (system: 'shop' | 'erp') => readonly Check[];
  'support.preview': (range: SupportRange) => SupportPreview;
  /** @returns where the file lies on this PC */
  'support.save': (range: SupportRange) => string;
  /** After a halt; a pause is ended by `pause.end`. Refused while paused. */
  resume: () => void;
  /** Goes on with a new version: fetches the one that waits, or restarts into the one that is ready once nothing runs. */
  'update.install': () => void;
};
export type RequestName = keyof Requests;
/** What is asked of the agent itself; the rest is asked of what surrounds it: set-up, settings, this PC, new versions. */
export type AgentRequestName = Exclude<
  RequestName,
  'snapshot' | `${'setup' | 'pc' | 'settings' | 'connection' | 'support' | 'update'}.${string}`
>;

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

import type { Progress, AgentSnapshot } from '../contract.ts';
import type { PlannedTotals } from '../model/setup.ts';
import type { Home } from './goods/choices.ts';
import type { SyncError } from '../errors.ts';
import type { Instant } from '../model/time.ts';
import type { FlowName, RunSummary } from '../model/write.ts';

export type Away = {
  readonly words: string;
  /** When the first of the runs stopped that have stopped in a row since. */
  readonly since: Instant;
  /** Known of a run since the start. */
  readonly error: SyncError | undefined;
};

/** What the agent knows besides its journal. */
export type Situation = {
  readonly version: string;
  readonly now: Instant;
  /** The shop's; this PC's own until the shop has said. */
  readonly zone: string;
  readonly shop: AgentSnapshot['shop'];
  readonly erp: AgentSnapshot['erp'];
  readonly running: Progress | undefined;
  /** Newer than the journal's: runs that found nothing new leave no entry. */
  readonly lastRun: RunSummary | undefined;
  readonly nextRunAt: Instant | undefined;
  /** Who holds the lease, when it is not this agent. */
  readonly standingBy: string | undefined;
  /** Why the last run stopped, when it will go on by itself. */
  readonly away: Away | undefined;
  /** For how many hours of business nothing has synced, where that is too long. */
  readonly silent: { readonly hours: number; readonly lastAt: Instant | undefined } | undefined;
  readonly awakeSince: Instant;
  /** Why the mappings as they are now cannot be used. */
  readonly slip: string | undefined;
  /** Why the ownership file as it is now cannot be used: nothing is written then. */
  readonly ownershipSlip: string | undefined;
  /** It plans and shows, and writes nothing. */
  readonly onlyWatches: boolean;
  /** Of an agent that only watches: what it would have written. */
  readonly watched: PlannedTotals | undefined;
  /** And of products and stock; empty where it writes. */
  readonly watchedGoods: readonly RunSummary[];
  /** Whether a flow is not synced at all: how it last ended is of no matter then. */
  readonly isOff: (flow: FlowName) => boolean;
  /** For words about goods. */
  readonly home: Home;
  readonly peakLock: string | undefined;
  readonly goodsRevision: number;
  readonly mappingsRevision: number;
};

import type { Progress, AgentSnapshot } from '../contract.ts';
import type { PlannedTotals } from '../model/setup.ts';
import type { Instant } from '../model/time.ts';
import type { RunSummary } from '../model/write.ts';

/** What the agent knows besides its journal. */
export type Situation = {
  readonly version: string;
  readonly now: Instant;
  readonly shop: AgentSnapshot['shop'];
  /** The shop's, or this PC's until the shop has told. */
  readonly zone: string;
  readonly erp: AgentSnapshot['erp'];
  readonly running: Progress | undefined;
  /** Newer than the journal's: runs that found nothing new leave no entry. */
  readonly lastRun: RunSummary | undefined;
  readonly nextRunAt: Instant | undefined;
  /** Who holds the lease, when it is not this agent. */
  readonly standingBy: string | undefined;
  /** Why the last run stopped, when it will go on by itself. */
  readonly away: string | undefined;
  /** Why the mappings as they are now cannot be used. */
  readonly slip: string | undefined;
  /** It plans and shows, and writes nothing. */
  readonly onlyWatches: boolean;
  /** Of an agent that only watches: what it would have written. */
  readonly watched: PlannedTotals | undefined;
};

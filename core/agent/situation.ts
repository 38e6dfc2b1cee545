import type { Progress, Snapshot } from '../contract.ts';
import type { Instant } from '../model/time.ts';
import type { RunSummary } from '../model/write.ts';

/** What the agent knows besides its journal. */
export type Situation = {
  readonly version: string;
  readonly now: Instant;
  readonly shop: Snapshot['shop'];
  readonly erp: Snapshot['erp'];
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
};

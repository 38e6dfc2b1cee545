import { openLease } from '../engine/lease.ts';
import { retryPolicies, withRetry } from '../engine/retry.ts';
import type { RunDeps } from '../engine/run.ts';
import { SyncError } from '../errors.ts';
import { connect, isStale, type Connection } from './connect.ts';
import type { AgentDeps } from './ports.ts';

export type WritingReports = {
  readonly connected: (connection: Connection) => void;
  /** Who holds the lease, or undefined when this agent does. */
  readonly standingBy: (holder: string | undefined) => void;
};

const ownershipCode = 'ownership-unreadable';
const ownershipSlip = (why: string): SyncError =>
  new SyncError('safety', ownershipCode, `Nothing is written. ${why}`, { system: 'agent', recovery: 'stop' });

/** It goes on by itself once the file is mended. */
export const isOwnershipSlip = (error: unknown): boolean => error instanceof SyncError && error.code === ownershipCode;

/** The right to write: both sides answer, this PC holds the lease, and it is known who owns what. */
export function openWriting(deps: AgentDeps, reports: WritingReports, leaseValidMs: number) {
  const { journal, clock, shop, erp, policies = retryPolicies } = deps;
  const lease = openLease({
    shop,
    journal,
    clock,
    me: { device: deps.device.id, name: deps.device.name, instance: deps.device.instance },
    validMs: leaseValidMs,
  });
  let connection: Connection | undefined;
  let isUnguarded = false;

  async function connected(signal: AbortSignal): Promise<Connection> {
    if (connection === undefined || isStale(connection, clock.now())) {
      connection = await connect(shop, erp, clock.now(), signal);
      isUnguarded = false;
      for (const notice of connection.shop.notices) await noticed(notice.code, notice.words);
      reports.connected(connection);
    }
    return connection;
  }

  async function noticed(code: string, words: string): Promise<void> {
    if (journal.view.notices.get(code)?.words !== words) await journal.append({ kind: 'noticed', code, words });
  }

  /** A shop that does not let the app keep its mark still gets synced, and is told what that means. */
  async function guard(hold: () => Promise<void>): Promise<void> {
    if (isUnguarded) return;
    try {
      await hold();
      reports.standingBy(undefined);
    } catch (error) {
      if (!(error instanceof SyncError) || error.code !== 'shared-value-refused') throw error;
      isUnguarded = true;
      await noticed(
        error.code,
        `${error.message} A second PC cannot be noticed, so make sure that only one runs Counterfoil.`,
      );
    }
  }

  /** While nobody can say who owns a field, nothing is written; mended, the next run goes on by itself. */
  function checkOwnership(): void {
    const slip = deps.ownership.slip();
    if (slip !== undefined) throw ownershipSlip(slip);
  }

  return {
    connected,
    /** @throws StandingBy, 'journal-behind-shop', or that ownership.json cannot be read */
    async begin(signal: AbortSignal): Promise<void> {
      checkOwnership();
      await withRetry({ policies, clock, signal }, () => guard(() => lease.hold(signal)));
    },
    deps: (writing: AbortSignal, onProgress: RunDeps['onProgress']): RunDeps => ({
      journal,
      clock,
      policies,
      mayWrite: signal => {
        checkOwnership();
        return guard(() => lease.check(signal));
      },
      onProgress,
      writing,
    }),
    /** Asks both sides anew with the next run. */
    forget(): void {
      connection = undefined;
    },
    async beat(signal: AbortSignal): Promise<void> {
      if (!isUnguarded) await lease.beat(signal);
    },
    async release(signal: () => AbortSignal): Promise<void> {
      if (!isUnguarded) await lease.release(signal());
    },
  };
}

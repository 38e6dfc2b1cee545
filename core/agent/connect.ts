import { days, instantOf, localTime, type Instant } from '../model/time.ts';
import type { Problem } from '../model/problem.ts';
import type { Erp, ErpInfo, Shop, ShopInfo } from '../ports.ts';
import { SyncError, withTheLog } from '../errors.ts';

export type Connection = { readonly shop: ShopInfo; readonly erp: ErpInfo; readonly atMs: number };

/** Both sides, asked who they are. @throws what the shop's granted permissions refuse. */
export async function connect(shop: Shop, erp: Erp, nowMs: number, signal: AbortSignal): Promise<Connection> {
  const shopInfo = await shop.info(signal);
  if (shopInfo.refusal !== undefined) throw shopInfo.refusal;
  return { shop: shopInfo, erp: await erp.info(signal), atMs: nowMs };
}

/** Without this permission Shopify silently shows the last 60 days only (facts on read_all_orders). */
const allOrders = 'read_all_orders';

/** ORD-11: what a run that begins at `since` cannot see, as a sentence; undefined when it can see all it wants. */
export function historyLimit(info: ShopInfo, since: Instant | undefined, nowMs: number): string | undefined {
  const visibleFrom = instantOf(nowMs - days(60));
  if (info.grantedScopes.includes(allOrders) || (since !== undefined && since >= visibleFrom)) return undefined;
  return `Orders before ${localTime(visibleFrom, info.zone).slice(0, 10)} cannot be read: the Shopify permission ${allOrders} is missing.`;
}

/** How old a connection's knowledge (zone, permissions, API version) may get. */
export const isStale = (connection: Connection, nowMs: number): boolean => Math.abs(nowMs - connection.atMs) > days(1);

export const haltProblem = (error: unknown): Problem => {
  if (!(error instanceof SyncError)) {
    return {
      category: 'bug',
      code: 'unforeseen',
      title: 'Something we did not foresee happened',
      explanation: 'Orders rest, and what happened is kept in the log.',
      nextStep: `Try again. If it happens again, report it ${withTheLog}.`,
      missing: [],
      details: { kind: error instanceof Error ? error.name : typeof error },
    };
  }
  const titles: Partial<Record<Problem['category'], string>> = {
    auth: error.system === 'erp' ? 'The ERP no longer lets us in' : 'Shopify no longer lets us in',
    safety: 'Writing is frozen',
    bug: 'Something we did not foresee happened',
  };
  return {
    category: error.category,
    code: error.code,
    title: titles[error.category] ?? 'All syncing rests',
    explanation: error.message,
    nextStep: error.nextStep ?? 'Mend the cause, then try again.',
    missing: [],
    ...(error.system === undefined ? {} : { system: error.system }),
    details: error.details,
  };
};

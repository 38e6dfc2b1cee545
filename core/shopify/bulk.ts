import { z } from 'zod';
import { SyncError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { bulkBusy, bulkFailed, bulkIncomplete, bulkRefused, bulkSlow } from './bulk-failures.ts';
import { bulkCancel, bulkPoll, bulkRun, type BulkQuery } from './bulk-operations.ts';
import type { Client } from './client.ts';
import { parsedJson, type Fetch } from './exchange.ts';
import { lines } from './jsonl.ts';
import { parsed } from './parse-page.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const LIMIT_MS = 3_600_000;
const DOWNLOAD_LIMIT_MS = 600_000;

const started = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullish() })),
  }),
});
const state = z.object({
  bulkOperation: z
    .object({
      status: z.string(),
      errorCode: z.string().nullish(),
      objectCount: z.coerce.number(),
      url: z.string().nullish(),
    })
    .nullable(),
});
type State = NonNullable<z.infer<typeof state>['bulkOperation']>;

const unfinished = new Set(['CREATED', 'RUNNING', 'CANCELING']);
const busy = new Set(['OPERATION_IN_PROGRESS', 'LIMIT_REACHED']);

export type Bulk = {
  /**
   * Has Shopify run the query and hands over each object of its answer, in no promised order; a child names its parent in
   * `__parentId`. One at a time; one that an earlier life of the agent left running is ignored.
   * @throws SyncError unless every object was handed over: then what was handed over counts for nothing
   */
  run: (query: BulkQuery, take: (row: unknown) => void, signal: AbortSignal) => Promise<void>;
};

type Options = {
  readonly client: Client;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** The shop's: where a file may come from even unencrypted, since it is checked already. */
  readonly origin: string;
};

export function createBulk({ client, clock, fetch, origin }: Options): Bulk {
  let queue: Promise<unknown> = Promise.resolve();

  async function run(query: BulkQuery, take: (row: unknown) => void, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const id = await start(query, signal);
    const { objectCount, url } = await finished(id, query, signal);
    const count = url === undefined || url === null ? 0 : await download(url, query, take, signal);
    if (count !== objectCount) throw bulkIncomplete(query, `${count} of ${objectCount} objects`);
  }

  async function start(query: BulkQuery, signal: AbortSignal): Promise<string> {
    const { data } = await client.run(bulkRun, { query: query.text }, signal);
    const { bulkOperation, userErrors } = parsed(started, bulkRun.name, data).bulkOperationRunQuery;
    const [error] = userErrors;
    if (error === undefined && bulkOperation !== null) return bulkOperation.id;
    const code = error?.code ?? 'none';
    throw busy.has(code) ? bulkBusy(query) : bulkRefused(query, code);
  }

  async function finished(id: string, query: BulkQuery, signal: AbortSignal): Promise<State> {
    const until = clock.now() + LIMIT_MS;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
      await clock.sleep(wait, signal);
      const { data } = await client.run(bulkPoll, { id }, signal);
      const known = parsed(state, bulkPoll.name, data).bulkOperation;
      if (known === null) throw bulkFailed(query, 'gone', undefined);
      if (known.status === 'COMPLETED') return known;
      if (!unfinished.has(known.status)) throw bulkFailed(query, known.status, known.errorCode ?? undefined);
      if (clock.now() < until) continue;
      await client.run(bulkCancel, { id }, signal);
      throw bulkSlow(query);
    }
  }

  /** The file lies with another host, whom our token does not concern. */
  async function download(
    url: string,
    query: BulkQuery,
    take: (row: unknown) => void,
    signal: AbortSignal,
  ): Promise<number> {
    if (!url.startsWith('https://') && !url.startsWith(`${origin}/`)) throw bulkIncomplete(query, 'not encrypted');
    const limit = AbortSignal.timeout(DOWNLOAD_LIMIT_MS);
    let count = 0;
    for await (const line of linesAt(url, query, AbortSignal.any([signal, limit]), signal)) {
      const row = parsedJson(line);
      if (row === undefined) throw bulkIncomplete(query, `line ${count + 1} is cut off`);
      take(row);
      count += 1;
    }
    return count;
  }

  async function* linesAt(url: string, query: BulkQuery, limited: AbortSignal, signal: AbortSignal) {
    try {
      const { ok, status, body } = await fetch(url, { signal: limited });
      if (!ok || body === null) throw bulkIncomplete(query, `status ${status}`);
      yield* lines(body);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SyncError) throw error;
      throw bulkIncomplete(query, limited.aborted ? 'timed out' : 'broke off');
    }
  }

  return {
    run(query, take, signal) {
      const turn = queue.then(() => run(query, take, signal));
      queue = turn.catch(() => {});
      return turn;
    },
  };
}

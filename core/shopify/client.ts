import { createAdminApiClient } from '@shopify/admin-api-client';
import { z } from 'zod';
import { SyncError } from '../errors.ts';
import type { Clock, ShopSpending } from '../ports.ts';
import type { Credentials } from './credentials.ts';
import { createCosts } from './costs.ts';
import { exchange, parsedJson, type Fetch } from './exchange.ts';
import { graphqlError, graphqlFailure, httpFailure, requestIdOf, unreadableAnswer } from './failures.ts';
import type { Operation, Variables } from './operation.ts';
import { createThrottle } from './throttle.ts';

export type Answer = {
  readonly data: unknown;
  /** The API version that answered. */
  readonly answeredVersion: string | undefined;
  readonly requestId: string | undefined;
};

export type Client = {
  /**
   * Sends one document, once there is room for its cost; one request at a time. Never repeats one, except with a new token
   * after a 401, which Shopify answers before executing anything.
   * @throws SyncError with system 'shop'; an answer with errors is a failure even when data came along.
   */
  run: <V extends Variables>(operation: Operation<V>, variables: V, signal: AbortSignal) => Promise<Answer>;
  /** The largest page of `operation` that fits into one query. */
  pageSize: <V extends Variables>(operation: Operation<V>, at: (first: number) => V) => number;
  readonly spending: ShopSpending;
};

type Options = {
  readonly domain: string;
  /** Where requests really go: the shop, or a stand-in on this PC. */
  readonly origin: string;
  readonly apiVersion: string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly fetch: Fetch;
};

const bucket = z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() });
const envelope = z.object({
  data: z.unknown().optional(),
  errors: z.array(graphqlError).optional(),
  extensions: z
    .object({
      cost: z
        .object({
          requestedQueryCost: z.number().nullish(),
          actualQueryCost: z.number().nullish(),
          throttleStatus: bucket.optional(),
        })
        .optional()
        .catch(undefined),
    })
    .nullish(),
});
type Envelope = z.infer<typeof envelope>;

export function createClient({ domain, origin, apiVersion, credentials, clock, fetch }: Options): Client {
  const throttle = createThrottle(clock);
  const costs = createCosts();
  const spent = { requests: 0, requestedPoints: 0, chargedPoints: 0 };
  let queue: Promise<unknown> = Promise.resolve();

  async function run<V extends Variables>(operation: Operation<V>, variables: V, signal: AbortSignal): Promise<Answer> {
    await throttle.room(costs.expected(operation, variables), signal);
    const token = await credentials.token(signal);
    const first = await send(token, operation, variables, signal);
    if (first.response.status !== 401) return read(first, operation, variables);
    const other = await credentials.replace(token, signal);
    return read(other === undefined ? first : await send(other, operation, variables, signal), operation, variables);
  }

  function send<V extends Variables>(token: string, { text }: Operation<V>, variables: V, signal: AbortSignal) {
    spent.requests += 1;
    return exchange(
      origin,
      async limited => {
        // The library gives a failed fetch a text in place of its cause, so the cause is kept here.
        const failed: unknown[] = [];
        const client = createAdminApiClient({
          storeDomain: domain,
          apiVersion,
          accessToken: token,
          userAgentPrefix: 'Counterfoil',
          retries: 0,
          logger: () => {},
          customFetchApi: (url, init) =>
            fetch(elsewhere(url, origin), { ...init, redirect: 'manual' }).catch((error: unknown) => {
              failed.push(error);
              throw error;
            }),
        });
        return client.fetch(text, { variables, signal: limited }).catch((error: unknown) => {
          throw failed[0] ?? error;
        });
      },
      signal,
    );
  }

  function read<V extends Variables>(
    { response, text }: { readonly response: Response; readonly text: string },
    operation: Operation<V>,
    variables: V,
  ): Answer {
    if (!response.ok) throw httpFailure(response, operation.name);
    const body = parsed(text);
    if (body === undefined) throw unreadableAnswer(response, operation.name);
    const requestId = requestIdOf(response.headers);
    const cost = body.extensions?.cost;
    const requested = cost?.requestedQueryCost ?? undefined;
    if (cost?.throttleStatus !== undefined) throttle.learn(cost.throttleStatus);
    if (body.errors !== undefined && body.errors.length > 0) {
      const context = { operation: operation.name, requestId, requested, bucket: cost?.throttleStatus };
      const failure = graphqlFailure(body.errors, context);
      if (failure.code === 'query-too-expensive') costs.refuse(operation, variables, costOf(failure) ?? requested);
      throw failure;
    }
    if (body.data === undefined || body.data === null) throw unreadableAnswer(response, operation.name);
    if (requested !== undefined) costs.learn(operation, variables, requested);
    spent.requestedPoints += requested ?? 0;
    spent.chargedPoints += cost?.actualQueryCost ?? 0;
    return {
      data: body.data,
      answeredVersion: response.headers.get('x-shopify-api-version') ?? undefined,
      requestId,
    };
  }

  return {
    run(operation, variables, signal) {
      const turn = queue.then(
        () => run(operation, variables, signal),
        () => run(operation, variables, signal),
      );
      queue = turn;
      return turn;
    },
    pageSize: (operation, at) => costs.pageSize(operation, at, throttle.maximum),
    get spending() {
      return { ...spent };
    },
  };
}

const parsed = (text: string): Envelope | undefined => envelope.safeParse(parsedJson(text)).data;

/** The library always builds an https address of its own; a stand-in differs in scheme, host and port only. */
function elsewhere(url: string, origin: string): string {
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}

function costOf({ details }: SyncError): number | undefined {
  const said = details['cost'];
  return said === undefined ? undefined : Number(said);
}

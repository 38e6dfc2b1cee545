import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { downloadBulk } from './bulk/bulk-download.ts';
import { BULK_FILES } from './bulk/bulk-operations.ts';
import { control } from './control.ts';
import type { Faults } from './faults.ts';
import { answer, readAsked, type Shopfront } from './graphql-endpoint.ts';
import { isLocal, readBody, send } from './http.ts';
import { grantToken, type GrantSettings } from './oauth.ts';
import { keep, type RequestEntry } from './request-log.ts';
import type { SampleShop } from './sample-shop.ts';
import { API_VERSION } from './views/shop-view.ts';

export interface Exchange extends Shopfront {
  readonly faults: Faults;
  readonly grant: GrantSettings;
  readonly requests: RequestEntry[];
}

const UNAUTHORIZED = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' };

export async function route(
  exchange: Exchange,
  shop: SampleShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  try {
    if (!isLocal(request)) return send(response, 403, { errors: 'The sample shop only answers this machine.' });
    const graphql = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(pathname);
    if (graphql && request.method === 'POST')
      return await graphqlRequest(exchange, graphql[1] ?? '', request, response);
    if (pathname === '/admin/oauth/access_token' && request.method === 'POST') {
      return await grantToken(request, response, exchange.grant, exchange.tokens);
    }
    if (pathname.startsWith(BULK_FILES) && request.method === 'GET') {
      return await downloadBulk(exchange.bulk, exchange.faults, pathname, response);
    }
    if (pathname === '/_sample' || pathname.startsWith('/_sample/')) {
      return await control(shop, pathname, request, response);
    }
    send(response, 404, { errors: 'Not Found' });
  } catch (failure) {
    if (response.headersSent || response.destroyed) return void response.destroy();
    const message = failure instanceof Error ? failure.message : String(failure);
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: randomUUID() };
    send(response, 500, { errors: [{ message: `The sample shop failed: ${message}`, extensions }] });
  }
}

async function graphqlRequest(
  exchange: Exchange,
  version: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readBody(request);
  const asked = readAsked(exchange, text);
  const fault = exchange.faults.take(asked?.name ?? null, asked?.isMutation ?? false);
  const log = (status: number | null, executed: boolean, costs: Partial<RequestEntry> = {}): void =>
    keep(exchange.requests, {
      at: exchange.store.now(),
      operation: asked?.name ?? null,
      isMutation: asked?.isMutation ?? false,
      fields: asked?.fields ?? [],
      requestedCost: null,
      actualCost: null,
      status,
      executed,
      fault: fault?.kind ?? null,
      ...costs,
    });
  const headers = {
    'X-Shopify-API-Version': fault?.kind === 'fall-forward' ? fault.version : API_VERSION,
    'X-Request-Id': randomUUID(),
  };
  const say = (status: number, body: unknown, more: Readonly<Record<string, string>> = {}): void => {
    log(status, false);
    send(response, status, body, { ...headers, ...more });
  };
  if (fault?.kind === 'timeout') return log(null, false);
  if (fault?.kind === 'dropped') {
    log(null, false);
    return void request.socket.destroy();
  }
  if (fault?.kind === 'http') {
    const wait: Readonly<Record<string, string>> =
      fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) };
    return say(fault.status, fault.body ?? { errors: 'Internal Server Error' }, wait);
  }
  if (fault?.kind === 'version-gone' || !/^(\d{4}-\d{2}|unstable)$/.test(version))
    return say(404, { errors: 'Not Found' });
  const token = request.headers['x-shopify-access-token'];
  const holder = exchange.tokens.find(typeof token === 'string' ? token : undefined);
  if (!holder || fault?.kind === 'revoked-token') return say(401, UNAUTHORIZED);
  if (!asked) return say(400, { errors: { query: 'Required parameter missing or invalid' } });
  const given = answer(exchange, holder, asked, fault);
  const executed = 'data' in given.body;
  const costs = { requestedCost: given.requestedCost, actualCost: given.actualCost };
  if (fault?.kind === 'lost-reply') {
    log(null, executed, costs);
    return void request.socket.destroy();
  }
  log(200, executed, costs);
  if (fault?.kind === 'slow') await sleep(fault.delayMs);
  if (fault?.kind === 'truncated') return cutShort(response, JSON.stringify(given.body), headers);
  send(response, 200, given.body, headers);
}

/** Half of the answer, and then the connection ends without the rest. */
function cutShort(response: ServerResponse, text: string, headers: Readonly<Record<string, string>>): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    ...headers,
  });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

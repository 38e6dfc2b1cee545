import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { create, isAxiosError, type AxiosResponse } from 'axios';
import { z } from 'zod';
import { isLocalHost } from '../../model/local-host.ts';
import { SyncError } from '../../errors.ts';
import type { Secrets } from '../../ports.ts';
import { httpFailure, loadFailure, networkFailure, unexpectedAnswer } from './failures.ts';

export type OdooServer = { readonly url: string; readonly database: string };

export type Client = {
  /** One call, one transaction of Odoo's: it happened whole or not at all. `doing` names it in words, as a noun. */
  call<T>(doing: string, method: string, body: object, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /**
   * Creates the record with this external id unless it is there; what is there stays as it is.
   * @returns the record's id. Every cell is text, '' for nothing; further rows hold further lines.
   */
  load(
    doing: string,
    model: string,
    fields: readonly string[],
    rows: readonly (readonly string[])[],
    signal: AbortSignal,
  ): Promise<number>;
  version(signal: AbortSignal): Promise<string>;
};

const loaded = z.object({
  ids: z.union([z.array(z.number()), z.literal(false)]),
  messages: z.array(z.object({ message: z.string() })),
});
const TIMEOUT_MS = 60_000;

/** `load` reads times in UTC and neither changes nor doubles what is there; all of it is needed each time. */
const LOAD = { mode: 'update', noupdate: true, tz: 'UTC', tracking_disable: true };
const CONTEXT = { tracking_disable: true };

export function createClient({ url, database }: OdooServer, secrets: Secrets, timeoutMs = TIMEOUT_MS): Client {
  const origin = originOf(url);
  const http = create({
    timeout: timeoutMs,
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    // A redirect would carry the key elsewhere.
    maxRedirects: 0,
    // So would a proxy of the system's for an Odoo on this PC, and in clear.
    ...(origin.startsWith('http:') ? { proxy: false as const } : {}),
    validateStatus: () => true,
    responseType: 'text',
    transformResponse: (text: unknown) => text,
  });
  let key: string | undefined;

  async function headers(): Promise<Record<string, string>> {
    key ??= await secrets.get('erp-api-key');
    if (key === undefined || key === '')
      throw new SyncError('auth', 'erp-key-missing', 'There is no API key for Odoo.', {
        system: 'erp',
        nextStep: 'Make an API key in Odoo, put it in COUNTERFOIL_ERP_API_KEY, and start Counterfoil again.',
      });
    return { Authorization: `bearer ${key}`, 'X-Odoo-Database': database, 'Content-Type': 'application/json' };
  }

  async function exchange(
    send: () => Promise<AxiosResponse<string>>,
    doing: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    signal.throwIfAborted();
    const response = await send().catch((error: unknown) => {
      signal.throwIfAborted();
      // Axios' own error holds the request with its key: it goes no further.
      throw isAxiosError(error) ? networkFailure(new URL(origin).host, error.code ?? 'unknown') : error;
    });
    const body = parsed(response.data);
    if (response.status === 200 && body !== NO_JSON) return body;
    if (response.status === 200) throw unexpectedAnswer(doing, 'not JSON');
    if (response.status === 401) key = undefined;
    throw httpFailure(response.status, body, doing, retryAfterMs(response.headers['retry-after']));
  }

  const post = async (doing: string, method: string, body: object, signal: AbortSignal): Promise<unknown> => {
    const config = { headers: await headers(), signal };
    return exchange(() => http.post<string>(`${origin}/json/2/${method}`, JSON.stringify(body), config), doing, signal);
  };

  return {
    async call(doing, method, body, schema, signal) {
      const answer = await post(doing, method, { context: CONTEXT, ...body }, signal);
      const result = schema.safeParse(answer);
      if (result.success) return result.data;
      throw unexpectedAnswer(
        doing,
        result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '),
      );
    },

    async load(doing, model, fields, rows, signal) {
      const answer = loaded.safeParse(
        await post(doing, `${model}/load`, { fields, data: rows, context: LOAD }, signal),
      );
      if (!answer.success) throw unexpectedAnswer(doing, 'load');
      const { ids, messages } = answer.data;
      const [id] = ids === false ? [] : ids;
      if (id === undefined)
        throw loadFailure(
          messages.map(one => one.message),
          doing,
        );
      return id;
    },

    async version(signal) {
      const answer = await exchange(() => http.get<string>(`${origin}/web/version`, { signal }), 'its version', signal);
      return z.object({ version: z.string() }).catch({ version: '' }).parse(answer).version;
    },
  };
}

const NO_JSON = Symbol('no JSON');

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return NO_JSON;
  try {
    return JSON.parse(text);
  } catch {
    return NO_JSON;
  }
}

function retryAfterMs(header: unknown): number | undefined {
  const seconds = typeof header === 'string' ? Number(header) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** @throws auth when the address is none, or would send the key in clear beyond the local network. */
function originOf(url: string): string {
  const parsedUrl = URL.canParse(url) ? new URL(url) : undefined;
  const plainIsFine = parsedUrl?.protocol === 'http:' && isLocalHost(parsedUrl.hostname);
  if (parsedUrl !== undefined && (parsedUrl.protocol === 'https:' || plainIsFine))
    return `${parsedUrl.origin}${parsedUrl.pathname.replace(/\/$/, '')}`;
  throw new SyncError('auth', 'erp-address', "Odoo's address must begin with https://.", {
    system: 'erp',
    nextStep: "Correct Odoo's address in the settings.",
  });
}

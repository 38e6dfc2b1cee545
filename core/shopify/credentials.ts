import { z } from 'zod';
import { SyncError } from '../errors.ts';
import type { ShopSettings } from '../model/settings.ts';
import { minutes } from '../model/time.ts';
import type { Clock, SecretName, Secrets } from '../ports.ts';
import { grantFailure } from './grant-failure.ts';
import { exchange, parsedJson, type Fetch } from './exchange.ts';

/** A token is renewed this long before it runs out. */
const MARGIN_MS = minutes(5);

/** Tokens of other agents stay valid: asking for one of our own takes nothing from them. */
export type Credentials = {
  readonly token: (signal: AbortSignal) => Promise<string>;
  /** Another token after Shopify has answered 401 to `refused`; undefined when there is none. */
  readonly replace: (refused: string, signal: AbortSignal) => Promise<string | undefined>;
};

type Options = {
  readonly settings: ShopSettings;
  readonly origin: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly fetch: Fetch;
};

export const createCredentials = (options: Options): Credentials =>
  options.settings.credentials === 'admin-token' ? adminToken(options.secrets) : clientCredentials(options);

function adminToken(secrets: Secrets): Credentials {
  const token = () => required(secrets, 'shop-token', 'access token');
  return {
    token,
    async replace(refused) {
      const now = await token();
      return now === refused ? undefined : now;
    },
  };
}

function clientCredentials({ origin, secrets, clock, fetch }: Options): Credentials {
  let held: { readonly token: string; readonly expiresAt: number } | undefined;

  async function renew(signal: AbortSignal): Promise<string> {
    const id = await required(secrets, 'shop-client-id', 'client id');
    const secret = await required(secrets, 'shop-client-secret', 'client secret');
    const askedAt = clock.now();
    const { token, lifetimeMs } = await askForToken({ origin, id, secret, fetch, signal });
    held = { token, expiresAt: askedAt + lifetimeMs };
    return token;
  }

  return {
    async token(signal) {
      if (held !== undefined && clock.now() < held.expiresAt - MARGIN_MS) return held.token;
      return renew(signal);
    },
    async replace(refused, signal) {
      if (held !== undefined && held.token !== refused) return held.token;
      return renew(signal);
    },
  };
}

async function required(secrets: Secrets, name: SecretName, words: string): Promise<string> {
  const value = (await secrets.get(name))?.trim() ?? '';
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  const [code, what] =
    value === '' ? ['missing', 'is not stored on this PC'] : ['malformed', 'is not one Shopify gives out'];
  throw new SyncError('auth', `${name}-${code}`, `The shop's ${words} ${what}.`, {
    system: 'shop',
    nextStep: 'Put it in the environment (docs/settings.md) and start Counterfoil again.',
  });
}

const grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

type Grant = { readonly token: string; readonly lifetimeMs: number };
type Ask = {
  readonly origin: string;
  readonly id: string;
  readonly secret: string;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
};

async function askForToken({ origin, id, secret, fetch, signal }: Ask): Promise<Grant> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const { response, text } = await exchange(
    origin,
    send =>
      fetch(`${origin}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
        body: body.toString(),
        redirect: 'manual',
        signal: send,
      }),
    signal,
  );
  if (!response.ok) throw grantFailure(response, text);
  const answer = grant.safeParse(parsedJson(text));
  if (!answer.success) {
    throw new SyncError(
      'transient',
      'shop-unreadable-answer',
      'Shopify answered the sign-in with something unreadable.',
      {
        system: 'shop',
      },
    );
  }
  return { token: answer.data.access_token, lifetimeMs: answer.data.expires_in * 1000 };
}

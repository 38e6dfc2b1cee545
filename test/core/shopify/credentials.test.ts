import { describe, expect, test } from 'vitest';
import { createCredentials } from '../../../core/shopify/credentials.ts';
import { createClient } from '../../../core/shopify/client.ts';
import type { Fetch } from '../../../core/shopify/exchange.ts';
import { shopInfo } from '../../../core/shopify/operations.ts';
import { manualClock } from './manual-clock.ts';
import { adminSettings, infoAnswer, json, never, secretsOf } from './stub-shop.ts';

const origin = 'https://stub.myshopify.com';
const settings = { ...adminSettings, credentials: 'client-credentials' } as const;
const secrets = secretsOf({ 'shop-client-id': 'the-id', 'shop-client-secret': 'the-secret' });

const answering: Fetch = async () => infoAnswer();

/** Grants token-1, token-2, ... and answers every document with 401 unless its token is `accepted`. */
function granting(accepted: (token: string) => boolean = () => true, grant?: () => Response) {
  const clock = manualClock();
  const asked: string[] = [];
  const tokens: string[] = [];
  const fetch: Fetch = async (url, init) => {
    if (url.endsWith('/admin/oauth/access_token')) {
      asked.push(typeof init.body === 'string' ? init.body : '');
      return grant?.() ?? json({ access_token: `token-${asked.length}`, scope: 'read_orders', expires_in: 86_399 });
    }
    const token = new Headers(init.headers).get('x-shopify-access-token') ?? '';
    tokens.push(token);
    return accepted(token) ? infoAnswer() : json({ errors: '[API] Invalid API key or access token' }, { status: 401 });
  };
  const credentials = createCredentials({ settings, origin, secrets, clock, fetch });
  const client = createClient({
    domain: 'stub.myshopify.com',
    origin,
    apiVersion: '2026-10',
    credentials,
    clock,
    fetch,
  });
  return { clock, asked, tokens, run: () => client.run(shopInfo, {}, never()) };
}

describe('client credentials', () => {
  test('are exchanged once, by form, and again five minutes before the token runs out', async () => {
    const { run, asked, tokens, clock } = granting();
    await run();
    await run();
    expect(asked).toEqual(['grant_type=client_credentials&client_id=the-id&client_secret=the-secret']);
    clock.pass(86_399_000 - 300_000 - 1);
    await run();
    clock.pass(1);
    await run();
    expect(tokens).toEqual(['token-1', 'token-1', 'token-1', 'token-2']);
  });

  test('a token refused early is replaced once, and the request repeated', async () => {
    const { run, tokens } = granting(token => token !== 'token-1');
    await run();
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  test('a second refusal is the answer', async () => {
    const { run, tokens } = granting(() => false);
    await expect(run()).rejects.toMatchObject({ category: 'auth', code: 'shop-token-refused' });
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  test.each([
    [
      'shop_not_permitted',
      json(
        { error: 'shop_not_permitted', error_description: 'Client credentials cannot be performed on this shop.' },
        { status: 400 },
      ),
      'grant-other-organisation',
    ],
    [
      'shop_not_permitted as text',
      new Response('Oauth error shop_not_permitted: Client credentials cannot be performed on this shop.', {
        status: 400,
      }),
      'grant-other-organisation',
    ],
    ['app_not_installed', json({ error: 'app_not_installed' }, { status: 400 }), 'grant-app-not-installed'],
    [
      'application_cannot_be_found',
      new Response('<h1>application_cannot_be_found</h1>', { status: 400 }),
      'grant-app-unknown',
    ],
    ['invalid_client', json({ error: 'invalid_client' }, { status: 401 }), 'grant-client-refused'],
    ['something new', json({ error: 'something_new', secret: 'the-secret' }, { status: 400 }), 'grant-refused'],
  ])('%s is said in words with a way out, without the secret', async (_what, response, code) => {
    const { run } = granting(
      () => true,
      () => response,
    );
    const error: unknown = await run().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ category: 'auth', code, system: 'shop', nextStep: expect.stringMatching(/./) });
    expect(JSON.stringify(error)).not.toMatch(/the-secret|the-id/);
  });

  test('a failing sign-in page is waited for', async () => {
    const { run } = granting(
      () => true,
      () => new Response('busy', { status: 503 }),
    );
    await expect(run()).rejects.toMatchObject({ category: 'transient', code: 'shop-unavailable' });
  });

  test('an unreadable grant is waited for', async () => {
    const { run } = granting(
      () => true,
      () => new Response('{"access_token":', { status: 200 }),
    );
    await expect(run()).rejects.toMatchObject({ category: 'transient' });
  });
});

test('missing secrets are named', async () => {
  const clock = manualClock();
  const none = secretsOf({});
  const token = createCredentials({ settings: adminSettings, origin, secrets: none, clock, fetch: answering });
  await expect(token.token(never())).rejects.toMatchObject({ category: 'auth', code: 'shop-token-missing' });
  const client = createCredentials({ settings, origin, secrets: none, clock, fetch: answering });
  await expect(client.token(never())).rejects.toMatchObject({ category: 'auth', code: 'shop-client-id-missing' });
});

const tokenOf = (stored: string) => {
  const given = secretsOf({ 'shop-token': stored });
  return createCredentials({
    settings: adminSettings,
    origin,
    secrets: given,
    clock: manualClock(),
    fetch: answering,
  }).token(never());
};

test('a pasted token loses its blanks; one that cannot be sent is refused in words', async () => {
  expect(await tokenOf(' shpat_1\n')).toBe('shpat_1');
  await expect(tokenOf('shpat 1')).rejects.toMatchObject({ category: 'auth', code: 'shop-token-malformed' });
});

test('an admin token changed in the key store meanwhile is tried once', async () => {
  const clock = manualClock();
  let stored = 'old';
  const tokens: string[] = [];
  const fetch: Fetch = async (_url, init) => {
    const token = new Headers(init.headers).get('x-shopify-access-token') ?? '';
    tokens.push(token);
    stored = 'new';
    return token === 'new' ? infoAnswer() : new Response('', { status: 401 });
  };
  const credentials = createCredentials({
    settings: adminSettings,
    origin,
    secrets: { get: async () => stored },
    clock,
    fetch,
  });
  const client = createClient({
    domain: 'stub.myshopify.com',
    origin,
    apiVersion: '2026-10',
    credentials,
    clock,
    fetch,
  });
  await client.run(shopInfo, {}, never());
  expect(tokens).toEqual(['old', 'new']);
});

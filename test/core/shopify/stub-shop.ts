import { z } from 'zod';
import type { Fetch } from '../../../core/shopify/exchange.ts';
import { openShop } from '../../../core/shopify/shop.ts';
import type { ShopSettings } from '../../../core/model/settings.ts';
import type { SecretName, Secrets, Shop } from '../../../core/ports.ts';
import { manualClock, type ManualClock } from './manual-clock.ts';

export const never = (): AbortSignal => new AbortController().signal;

export const adminSettings: ShopSettings = {
  domain: 'stub.myshopify.com',
  endpoint: null,
  credentials: 'admin-token',
  apiVersion: '2026-10',
};

export const secretsOf = (values: Partial<Record<SecretName, string>>): Secrets => ({
  get: async name => values[name],
});

export type Sent = {
  readonly url: string;
  readonly token: string | null;
  readonly query: string;
  readonly variables: unknown;
};
export type Reply = (sent: Sent, index: number) => Response | Promise<Response>;

const document = z.object({ query: z.string(), variables: z.unknown().optional() });

export type StubShop = { readonly shop: Shop; readonly sent: readonly Sent[]; readonly clock: ManualClock };

/** The adapter over answers written by the test: for what no real server can be brought to say. */
export function stubShop(reply: Reply, settings: Partial<ShopSettings> = {}): StubShop {
  const sent: Sent[] = [];
  const clock = manualClock();
  const fetch: Fetch = async (url, init) => {
    const { query, variables } = document.parse(JSON.parse(typeof init.body === 'string' ? init.body : ''));
    const one = { url, token: new Headers(init.headers).get('x-shopify-access-token'), query, variables };
    sent.push(one);
    return reply(one, sent.length - 1);
  };
  const secrets = secretsOf({ 'shop-token': 'shpat_test', 'shop-client-id': 'id', 'shop-client-secret': 'secret' });
  return { shop: openShop({ settings: { ...adminSettings, ...settings }, secrets, clock, fetch }), sent, clock };
}

const headers = { 'Content-Type': 'application/json', 'X-Request-Id': 'req-1', 'X-Shopify-API-Version': '2026-10' };

type Init = { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };

export const json = (body: unknown, init: Init = {}): Response =>
  new Response(JSON.stringify(body), { status: 200, ...init, headers: { ...headers, ...init.headers } });

export const cost = (requested: number, actual: number | null, currentlyAvailable = 2000) => ({
  cost: {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
  },
});

export const failed = (code: string, extensions: object = {}, message = 'as the API says it') =>
  json({ errors: [{ message, path: ['orders'], extensions: { code, ...extensions } }], extensions: cost(100, null) });

export const infoAnswer = (scopes: readonly string[] = ['read_orders'], init: Init = {}): Response =>
  json(
    {
      data: {
        shop: {
          id: 'gid://shopify/Shop/1',
          name: 'Stub',
          myshopifyDomain: 'stub.myshopify.com',
          currencyCode: 'GBP',
          ianaTimezone: 'Europe/London',
          shopAddress: { countryCodeV2: 'GB' },
        },
        currentAppInstallation: { accessScopes: scopes.map(handle => ({ handle })) },
      },
      extensions: cost(4, 4),
    },
    init,
  );

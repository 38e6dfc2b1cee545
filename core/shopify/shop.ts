import { z } from 'zod';
import type { ShopSettings } from '../model/settings.ts';
import type { Clock, Secrets, Shop, ShopInfo } from '../ports.ts';
import { createClient, type Client } from './client.ts';
import { createCredentials } from './credentials.ts';
import { shopDomain, shopOrigin } from './endpoint.ts';
import type { Fetch } from './exchange.ts';
import { shopInfo } from './operations.ts';
import { orderOf, processedIn, updatedSince } from './orders.ts';
import { parsed } from './parse-page.ts';
import { readShared, writeShared, type Owner } from './shared-values.ts';

type Options = {
  readonly settings: ShopSettings;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly fetch?: Fetch;
};

/**
 * The Shopify store as the engine sees it. Nothing is sent until a verb is called.
 * @throws SyncError in words when the address in the settings cannot be used.
 */
export function openShop({ settings, secrets, clock, fetch = globalThis.fetch }: Options): Shop {
  const domain = shopDomain(settings.domain);
  const origin = shopOrigin(settings.domain, settings.endpoint);
  const credentials = createCredentials({ settings, origin, secrets, clock, fetch });
  const client = createClient({ domain, origin, apiVersion: settings.apiVersion, credentials, clock, fetch });
  const owner: Owner = { id: undefined };
  return {
    info: signal => readInfo(client, signal),
    ordersUpdatedSince: (since, signal) => updatedSince(since, client, signal),
    order: (ref, signal) => orderOf(ref, client, signal),
    ordersProcessedIn: (from, to, signal) => processedIn(from, to, client, signal),
    readShared: (name, signal) => readShared(name, client, signal),
    writeShared: (name, value, digest, signal) => writeShared({ name, value, digest }, owner, client, signal),
    get spending() {
      return client.spending;
    },
  };
}

const info = z.object({
  shop: z.object({
    id: z.string(),
    name: z.string(),
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    shopAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
  }),
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

async function readInfo(client: Client, signal: AbortSignal): Promise<ShopInfo> {
  const { data, answeredVersion } = await client.run(shopInfo, {}, signal);
  const { shop, currentAppInstallation } = parsed(info, shopInfo.name, data);
  return {
    id: shop.id,
    name: shop.name,
    domain: shop.myshopifyDomain,
    currency: shop.currencyCode,
    zone: shop.ianaTimezone,
    country: shop.shopAddress?.countryCodeV2 ?? undefined,
    grantedScopes: currentAppInstallation.accessScopes.map(({ handle }) => handle),
    answeredVersion,
  };
}

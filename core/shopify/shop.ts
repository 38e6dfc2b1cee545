import type { ShopProducts, ShopStock } from '../goods-ports.ts';
import type { ShopSettings } from '../model/settings.ts';
import { instantOf } from '../model/time.ts';
import type { Catalogue, Clock, Secrets, Shop } from '../ports.ts';
import { createBulk } from './bulk.ts';
import { createCatalogue } from './catalogue.ts';
import { createClient } from './client.ts';
import { createCredentials } from './credentials.ts';
import { shopDomain, shopOrigin } from './endpoint.ts';
import type { Fetch } from './exchange.ts';
import { infoOf } from './info.ts';
import { shopInfo } from './operations.ts';
import { countUpdatedSince, orderOf, processedIn, updatedSince } from './orders.ts';
import { createProducts } from './products.ts';
import { readShared, writeShared, type Owner } from './shared-values.ts';
import { createStock } from './stock.ts';

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
export function openShop(options: Options): Shop & Catalogue & ShopStock & ShopProducts {
  const { settings, secrets, clock, fetch = globalThis.fetch } = options;
  const domain = shopDomain(settings.domain);
  const origin = shopOrigin(settings.domain, settings.endpoint);
  const credentials = createCredentials({ settings, origin, secrets, clock, fetch });
  const client = createClient({ domain, origin, apiVersion: settings.apiVersion, credentials, clock, fetch });
  const bulk = createBulk({ client, clock, fetch, origin });
  const owner: Owner = { id: undefined };
  return {
    ...createCatalogue(client),
    ...createStock(client, bulk),
    ...createProducts(client, bulk),
    async info(signal) {
      const { data, answeredVersion } = await client.run(shopInfo, {}, signal);
      return infoOf(data, { version: settings.apiVersion, answeredVersion, now: instantOf(clock.now()) });
    },
    ordersUpdatedSince: (since, signal) => updatedSince(since, client, signal),
    countOrdersUpdatedSince: (since, signal) => countUpdatedSince(since, client, signal),
    order: (ref, signal) => orderOf(ref, client, signal),
    ordersProcessedIn: (from, to, signal) => processedIn(from, to, client, signal),
    readShared: (name, signal) => readShared(name, client, signal),
    writeShared: (name, value, digest, signal) => writeShared({ name, value, digest }, owner, client, signal),
    get spending() {
      return client.spending;
    },
  };
}

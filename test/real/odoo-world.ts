import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import type { OrderSettings } from '../../core/model/settings.ts';
import type { Order } from '../../core/model/order.ts';
import { openShop } from '../../core/shopify/shop.ts';
import type { SampleShopOptions } from '../../core/sample/shop/server.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { openWorld, secretsOf as shopSecrets, type TestAgent, type World } from '../world/world.ts';
import { secretsOf } from './odoo-secrets.ts';
import { freshOdoo, odooMappings } from './odoo-server.ts';
import { openProxy, type Proxy } from './proxy.ts';

export type OdooWorld = {
  readonly world: World;
  readonly odoo: OdooServer;
  readonly proxy: Proxy;
  /** With its journal on a real disk. */
  openAgent(orders?: Partial<OrderSettings>): Promise<TestAgent>;
  /** Every order the shop has, read by itself. */
  orders(): Promise<readonly Order[]>;
  close(): Promise<void>;
};

/** The sample shop and a fresh Odoo, with a counter between the agent and Odoo. */
export async function openOdooWorld(shop: SampleShopOptions = {}): Promise<OdooWorld> {
  const { odoo, seeded } = await freshOdoo();
  const proxy = await openProxy(odoo.url);
  const books = openOdooErp({ url: proxy.url, database: odoo.database }, secretsOf(odoo));
  const scopes = ['read_orders', 'read_all_orders', 'read_customers', 'read_locations'];
  const world = await openWorld({ shop: { scopes, ...shop }, books, startMs: Date.now() });
  const folders: string[] = [];
  return {
    world,
    odoo,
    proxy,
    async openAgent(orders = {}) {
      const folder = await mkdtemp(join(tmpdir(), 'counterfoil-real-'));
      folders.push(folder);
      const mappings = odooMappings(seeded, world.shop.locations);
      return world.openAgent({ orders: { from: null, ...orders }, mappings, folder });
    },
    async orders() {
      const { domain, url } = world.shop;
      const settings = { domain, endpoint: url, credentials: 'admin-token', apiVersion: '2026-10' } as const;
      const reader = openShop({ settings, secrets: shopSecrets(world.shop), clock: world.clock });
      const { signal } = new AbortController();
      const all: Order[] = [];
      for await (const page of reader.ordersProcessedIn('2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z', signal))
        all.push(...page.flatMap(one => ('unreadable' in one ? [] : [one])));
      return all;
    },
    async close() {
      await world.close();
      await proxy.close();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

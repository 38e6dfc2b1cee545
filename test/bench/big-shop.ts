import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RequestName, Requests } from '../../core/contract.ts';
import { catalogueOf, type CatalogueItem } from '../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop } from '../../core/sample/shop/server.ts';
import { writeMappings, writeOwnership, writeSettings } from '../../main/config/config.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { askRunning } from '../../main/control.ts';
import type { OdooServer } from '../odoo/seed.ts';
import { bulkProducts } from '../odoo/stock.ts';
import { freshOdoo, odooMappings, stopOdoo } from '../real/odoo-server.ts';
import { openProxy, type Proxy } from '../real/proxy.ts';
import { stockInErp } from '../world/stock.ts';
import { startBuilt } from './built-program.ts';
import { watchMemory, type MemoryWatch } from './watch-memory.ts';

/** A big shop on a Standard plan, a real Odoo with the same items, and the built agent between them, in a process of its own. */
export type BigShop = {
  readonly items: readonly CatalogueItem[];
  readonly shop: SampleShop;
  readonly odoo: OdooServer;
  /** Between the agent and Odoo. */
  readonly proxy: Proxy;
  readonly agent: { readonly pid: number; readonly memory: MemoryWatch };
  ask<N extends RequestName>(name: N, ...args: Parameters<Requests[N]>): Promise<ReturnType<Requests[N]>>;
  close(): Promise<void>;
};

/** Ends in reverse what was begun, also where only a part was. */
function ending(): { readonly add: (end: () => Promise<unknown>) => void; readonly all: () => Promise<void> } {
  const ends: (() => Promise<unknown>)[] = [];
  return {
    add: end => void ends.push(end),
    async all() {
      for (const end of ends.toReversed()) await end();
    },
  };
}

/** Odoo has no stock figure that the shop has. The agent keeps the stock alone, by Odoo's count, and begins at once. */
export async function openBigShop(variants: number): Promise<BigShop> {
  const ends = ending();
  try {
    const items = catalogueOf(variants);
    const folder = await mkdtemp(path.join(tmpdir(), 'stock-bench-'));
    ends.add(() => rm(folder, { recursive: true }));
    const { odoo, seeded } = await freshOdoo();
    ends.add(() => stopOdoo());
    const onHand = ({ stock }: CatalogueItem) => ({ WH: stock['Stock room'] + 3, LEEDS: stock['Leeds Shop'] + 2 });
    await bulkProducts(
      odoo,
      items.map(item => ({ ...item, onHand: onHand(item) })),
    );
    const shop = await startSampleShop({ seed: { variants }, plan: 'standard' });
    ends.add(() => shop.close());
    const proxy = await openProxy(odoo.url);
    ends.add(() => proxy.close());
    await writeSettings(folder, {
      ...sampleSettings(shop, 'Office PC'),
      erp: { kind: 'odoo', url: proxy.url, database: odoo.database },
    });
    await writeMappings(folder, odooMappings(seeded, shop.locations));
    await writeOwnership(folder, stockInErp().current());
    const program = await startBuilt('cli', ['run', '--data', folder, '--port', '0', '--json'], {
      COUNTERFOIL_SHOP_TOKEN: shop.accessToken,
      COUNTERFOIL_ERP_API_KEY: odoo.apiKey,
    });
    ends.add(() => program.end());
    const memory = watchMemory(program.pid);
    ends.add(async () => memory.stop());
    return {
      items,
      shop,
      odoo,
      proxy,
      agent: { pid: program.pid, memory },
      async ask(name, ...args) {
        const reply = await askRunning(folder, name, ...args);
        if (reply?.ok === true) return reply.value;
        throw new Error(reply === undefined ? 'The agent is gone.' : JSON.stringify(reply.failure));
      },
      close: ends.all,
    };
  } catch (error) {
    await ends.all();
    throw error;
  }
}

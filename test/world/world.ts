import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgent, type Agent } from '../../core/agent/agent.ts';
import type { AgentDeps, OwnershipStore } from '../../core/agent/ports.ts';
import { openSampleErp } from '../../core/erp/sample/erp.ts';
import { sampleMappings, seedSampleErp, type SeedOptions } from '../../core/erp/sample/seed.ts';
import { openJournal, openJournalOn, type Journal } from '../../core/journal/journal.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import type {
  AlertSettings,
  OrderSettings,
  ProductSettings,
  Settings,
  StockSettings,
} from '../../core/model/settings.ts';
import { minutes } from '../../core/model/time.ts';
import type { Secrets } from '../../core/ports.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop, type SampleShopOptions } from '../../core/sample/shop/server.ts';
import { openShop } from '../../core/shopify/shop.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { ownerStore } from './ownership.ts';
import { MemoryJournal } from '../fakes/memory-journal.ts';
import { worldClock, type WorldClock } from './clock.ts';
import type { WholeErp, WholeShop } from './wrap.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const quietLog = { info: () => {}, warn: () => {}, error: () => {} };

/** A journal that outlives its agent, as a disk does. */
export type Pc = { readonly store: MemoryJournal; readonly id: string; readonly name: string };
export const newPc = (name = 'Office PC', clock?: Pick<WorldClock, 'now'>): Pc => ({
  store: new MemoryJournal(clock),
  id: randomUUID(),
  name,
});

export type AgentOptions = {
  readonly pc?: Pc;
  readonly mode?: Settings['mode'];
  readonly orders?: Partial<OrderSettings>;
  readonly products?: Partial<ProductSettings>;
  readonly alerts?: Partial<AlertSettings>;
  readonly stock?: Partial<StockSettings>;
  /** Between two runs of the schedule; a minute where nothing is said. */
  readonly everyMs?: number;
  readonly mappings?: Mappings;
  readonly ownership?: OwnershipStore;
  readonly shop?: Partial<Settings['shop']>;
  readonly secrets?: Secrets;
  /** Wraps a port: power cuts, lost replies. */
  readonly wrapShop?: (shop: WholeShop) => WholeShop;
  readonly wrapErp?: (erp: WholeErp) => WholeErp;
  readonly wrapStore?: (store: MemoryJournal) => MemoryJournal;
  /** Keeps the journal in this folder, on a real disk, instead of on the PC. */
  readonly folder?: string;
};

export type TestAgent = Agent & {
  readonly journal: Journal;
  readonly erp: WholeErp;
  readonly mappings: () => Mappings;
};

/** The sample shop over real HTTP, the sample ERP on a real disk, and agents that meet there, on a clock of its own. */
export type World = {
  readonly clock: WorldClock;
  readonly shop: SampleShop;
  readonly erp: WholeErp;
  readonly erpFolder: string;
  readonly mappings: Mappings;
  openAgent(options?: AgentOptions): Promise<TestAgent>;
  /** The clock and the agent's timers, a minute at a time; `look` after each. */
  pass(agent: Pick<Agent, 'tick'>, minutes: number, look?: () => void): Promise<void>;
  close(): Promise<void>;
};

export const secretsOf = (shop: Pick<SampleShop, 'accessToken' | 'clientId' | 'clientSecret'>): Secrets => ({
  get: async name =>
    ({
      'shop-token': shop.accessToken,
      'shop-client-id': shop.clientId,
      'shop-client-secret': shop.clientSecret,
      'erp-api-key': undefined,
    })[name],
});

/** The sample shop as the agents reach it. */
export const shopOf = ({ shop, clock }: Pick<World, 'shop' | 'clock'>): WholeShop =>
  openShop({ settings: sampleSettings(shop, 'Office PC').shop, secrets: secretsOf(shop), clock });

export type WorldOptions = {
  readonly shop?: SampleShopOptions;
  readonly erp?: SeedOptions;
  /** Another ERP in place of the sample ERP; its mappings go to `openAgent`. */
  readonly books?: WholeErp;
  readonly startMs?: number;
};

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const clock = worldClock(options.startMs);
  const shop = await startSampleShop({ seed: 'built-in', now: clock.now, ...options.shop });
  const erpFolder = await mkdtemp(join(tmpdir(), 'counterfoil-erp-'));
  await seedSampleErp(erpFolder, CATALOGUE, options.erp);
  const erp = options.books ?? openSampleErp(erpFolder, undefined, clock.now);
  const mappings = sampleMappings(shop.locations);

  const settings = (agent: AgentOptions): Settings => {
    const sample = sampleSettings(shop, agent.pc?.name ?? 'Office PC');
    return {
      ...sample,
      mode: agent.mode ?? sample.mode,
      shop: { ...sample.shop, ...agent.shop },
      orders: { ...sample.orders, from: '2026-10-01', ...agent.orders },
      products: { ...sample.products, ...agent.products },
      alerts: { ...sample.alerts, ...agent.alerts },
      stock: { ...sample.stock, ...agent.stock },
    };
  };

  async function openAgent(agentOptions: AgentOptions = {}): Promise<TestAgent> {
    const pc = agentOptions.pc ?? newPc('Office PC', clock);
    const wrap = <T>(port: T, wrapper: ((port: T) => T) | undefined): T =>
      wrapper === undefined ? port : wrapper(port);
    const opening = { version: '0.0.0', device: pc.name };
    const journal =
      agentOptions.folder === undefined
        ? await openJournalOn(wrap(pc.store, agentOptions.wrapStore), opening)
        : await openJournal({ ...opening, folder: agentOptions.folder, clock });
    const own = settings(agentOptions);
    let current = agentOptions.mappings ?? mappings;
    const deps: AgentDeps = {
      version: '0.0.0',
      device: { id: pc.id, name: pc.name, instance: randomUUID() },
      settings: own,
      zone: 'Europe/London',
      ownership: agentOptions.ownership ?? ownerStore(),
      mappings: {
        current: () => current,
        // A moment later, as in a file.
        save: async next => {
          await Promise.resolve();
          current = next;
        },
      },
      shop: wrap(
        openShop({ settings: own.shop, secrets: agentOptions.secrets ?? secretsOf(shop), clock }),
        agentOptions.wrapShop,
      ),
      erp: wrap(erp, agentOptions.wrapErp),
      journal,
      clock,
      log: quietLog,
      digest: sha256,
      nextRunAfter: ms => ms + (agentOptions.everyMs ?? 60_000),
    };
    return { ...createAgent(deps), journal, erp: deps.erp, mappings: () => current };
  }

  return {
    clock,
    shop,
    erp,
    erpFolder,
    mappings,
    openAgent,
    async pass(agent, count, look = () => {}) {
      for (let minute = 0; minute < count; minute += 1) {
        clock.advance(minutes(1));
        await agent.tick();
        look();
      }
    },
    async close() {
      await shop.close();
      await rm(erpFolder, { recursive: true, force: true });
    },
  };
}

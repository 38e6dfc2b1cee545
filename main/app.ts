import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createAgent, type Agent } from '../core/agent/agent.ts';
import type { AgentDeps } from '../core/agent/ports.ts';
import { openErp } from '../core/erp/registry.ts';
import { SyncError } from '../core/errors.ts';
import { openJournal } from '../core/journal/journal.ts';
import type { Settings } from '../core/model/settings.ts';
import type { ErpGoods } from '../core/goods-ports.ts';
import type { Catalogue, Erp, Log, SecretName, Secrets, Shop } from '../core/ports.ts';
import { openShop } from '../core/shopify/shop.ts';
import { ownZone, systemClock } from './clock.ts';
import { readSettings, writeEditorSchemas } from './config/config.ts';
import { inDataFolder } from './data-folder.ts';
import { deviceId } from './device.ts';
import { digest } from './digest.ts';
import type { Environment } from './environment.ts';
import { exists } from './exists.ts';
import { followingFiles } from './following-files.ts';
import { lockDataFolder } from './lock.ts';
import { openLog } from './log.ts';
import { openMappings, type MappingsFile } from './mappings-store.ts';
import { openOwnership, type OwnershipFile } from './ownership-store.ts';
import { openSecrets } from './secrets.ts';
import { openTimetable, type Timetable } from './timetable.ts';
import { version } from './version.ts';

export type App = {
  readonly agent: Agent;
  readonly settings: Settings;
  readonly shop: Shop;
  readonly erp: Erp & ErpGoods;
  readonly timetable: Timetable;
  readonly log: Log;
  /** Ends the run under way, gives the lease and the lock back. */
  close(): Promise<void>;
};

/** The sample ERP's books are files that `npm start` makes: without them every run would wait for a repair. */
async function checkSampleBooks({ erp }: Settings): Promise<void> {
  if (erp.kind !== 'sample' || (await exists(join(erp.folder, 'company.json')))) return;
  throw new SyncError('rejected', 'settings-invalid', `There are no books of the sample ERP in ${erp.folder}.`, {
    system: 'agent',
    nextStep:
      'npm start makes some, in sample/erp inside its data folder. Name that folder as erp.folder in settings.json, or copy it here.',
  });
}

const secretsFor = ({ shop, erp }: Settings): readonly SecretName[] => [
  ...(shop.credentials === 'admin-token'
    ? (['shop-token'] as const)
    : (['shop-client-id', 'shop-client-secret'] as const)),
  ...(erp.kind === 'sample' ? [] : (['erp-api-key'] as const)),
];

/** The made-up shop and its key live in `npm start` alone. */
const ofMadeUpShop = ({ category, code }: SyncError): SyncError =>
  new SyncError(category, code, 'This folder is of the made-up shop, which is open while npm start runs.', {
    system: 'shop',
    nextStep:
      'Run npm start. While it runs, the commands that write are handed to it; status, trace and verify work at any time.',
  });

/** Only a new start can bring one that is missing, so it is no outage to wait for and leaves nothing in the journal. */
async function checkSecrets(folder: string, settings: Settings, secrets: Secrets): Promise<void> {
  try {
    for (const name of secretsFor(settings)) await secrets.get(name);
  } catch (error) {
    const isMadeUp = error instanceof SyncError && (await exists(join(folder, 'shop.json')));
    throw isMadeUp ? ofMadeUpShop(error) : error;
  }
}

export type AppOptions = {
  /** Left out: the process's own. */
  readonly env?: Environment;
  /** Kept on this PC; the environment wins over them. */
  readonly keptSecrets?: Secrets;
};

/** Everything that reads settings and speaks to the two systems, without a journal of its own: for looking only. */
export async function openSides(
  folder: string,
  { keptSecrets, env = process.env }: AppOptions = {},
): Promise<
  Pick<AgentDeps, 'settings' | 'erp' | 'clock' | 'digest'> & {
    readonly shop: AgentDeps['shop'] & Catalogue;
    readonly mappings: MappingsFile;
    readonly ownership: OwnershipFile;
    readonly log: ReturnType<typeof openLog>;
  }
> {
  const settings = await readSettings(folder, env);
  const mappings = await openMappings(folder);
  const ownership = await openOwnership(folder);
  await checkSampleBooks(settings);
  const log = openLog(folder);
  const secrets = openSecrets(env, log.redactor, keptSecrets);
  await checkSecrets(folder, settings, secrets);
  const shop = openShop({ settings: settings.shop, secrets, clock: systemClock });
  const erp = await openErp(settings.erp, secrets);
  return { settings, mappings, ownership, shop, erp, clock: systemClock, digest, log };
}

/** Builds the agent on a data folder, as its only writer. @throws SyncError in words for everything a person can mend. */
export async function openApp(folder: string, options: AppOptions = {}): Promise<App> {
  const sides = await openSides(folder, options);
  const { settings, log } = sides;
  const unlock = await inDataFolder(folder, () => lockDataFolder(folder, { deviceName: settings.deviceName }));
  try {
    await inDataFolder(folder, () => writeEditorSchemas(folder));
    const device = {
      id: await inDataFolder(folder, () => deviceId(folder)),
      name: settings.deviceName,
      instance: randomUUID(),
    };
    const journal = await openJournal({ folder, clock: systemClock, version, device: settings.deviceName });
    const timetable: Timetable = openTimetable(settings.schedule, () => made.snapshot().shop?.zone);
    const made: Agent = createAgent({
      ...sides,
      version,
      device,
      zone: ownZone(),
      journal,
      nextRunAfter: ms => timetable.nextRunAfter(ms),
    });
    const agent = followingFiles(made, sides, log);
    return {
      agent,
      settings,
      shop: sides.shop,
      erp: sides.erp,
      timetable,
      log,
      async close() {
        try {
          await agent.stop();
          await journal.close();
          await log.close();
        } finally {
          await unlock();
        }
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

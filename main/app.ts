import { createHash, randomUUID } from 'node:crypto';
import { createAgent, type Agent } from '../core/agent/agent.ts';
import type { AgentDeps, MappingsStore } from '../core/agent/ports.ts';
import { openErp } from '../core/erp/registry.ts';
import { openJournal } from '../core/journal/journal.ts';
import type { Mappings } from '../core/model/mappings.ts';
import type { Settings } from '../core/model/settings.ts';
import type { Log } from '../core/ports.ts';
import { openShop } from '../core/shopify/shop.ts';
import { systemClock } from './clock.ts';
import { readMappings, readSettings, writeEditorSchemas, writeMappings } from './config/config.ts';
import { deviceId } from './device.ts';
import { lockDataFolder } from './lock.ts';
import { openLog } from './log.ts';
import { openSecrets } from './secrets.ts';
import { openTimetable, type Timetable } from './timetable.ts';
import { version } from './version.ts';

export type App = {
  readonly agent: Agent;
  readonly settings: Settings;
  readonly timetable: Timetable;
  readonly log: Log;
  /** Ends the run under way, gives the lease and the lock back. */
  close(): Promise<void>;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function openMappings(folder: string): Promise<MappingsStore> {
  let current: Mappings = await readMappings(folder);
  return {
    current: () => current,
    async save(mappings) {
      await writeMappings(folder, mappings);
      current = mappings;
    },
  };
}

/** Everything that reads settings and speaks to the two systems, without a journal of its own: for looking only. */
export async function openSides(folder: string): Promise<
  Pick<AgentDeps, 'settings' | 'mappings' | 'shop' | 'erp' | 'clock' | 'digest'> & {
    readonly log: ReturnType<typeof openLog>;
  }
> {
  const settings = await readSettings(folder);
  const log = openLog(folder);
  const secrets = openSecrets(process.env, log.redactor);
  const shop = openShop({ settings: settings.shop, secrets, clock: systemClock });
  const erp = await openErp(settings.erp, secrets);
  return { settings, mappings: await openMappings(folder), shop, erp, clock: systemClock, digest: sha256, log };
}

/** Builds the agent on a data folder, as its only writer. @throws SyncError in words for everything a person can mend. */
export async function openApp(folder: string): Promise<App> {
  const sides = await openSides(folder);
  const { settings, log } = sides;
  const unlock = await lockDataFolder(folder, { deviceName: settings.deviceName });
  try {
    await writeEditorSchemas(folder);
    const journal = await openJournal({ folder, clock: systemClock, version, device: settings.deviceName });
    const device = { id: await deviceId(folder), name: settings.deviceName, instance: randomUUID() };
    const timetable: Timetable = openTimetable(settings.schedule, () => agent.snapshot().shop?.zone);
    const agent: Agent = createAgent({
      ...sides,
      version,
      device,
      journal,
      nextRunAfter: ms => timetable.nextRunAfter(ms),
    });
    return {
      agent,
      settings,
      timetable,
      log,
      async close() {
        await agent.stop();
        await journal.close();
        await log.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

import { standardOwner } from '../world/ownership.ts';
import { hash } from 'node:crypto';
import { createAgent, type Agent } from '../../core/agent/agent.ts';
import { openDiskFile, type OpenFile } from '../../core/journal/disk-file.ts';
import { openJournal, type Journal } from '../../core/journal/journal.ts';
import type { Mappings } from '../../core/model/mappings.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { Clock } from '../../core/ports.ts';
import type { WholeErp, WholeShop } from '../world/wrap.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';

export const settingsFor = (shop: { readonly url: string; readonly domain: string }, erpFolder: string): Settings => ({
  ...sampleSettings(shop, 'Office PC'),
  erp: { kind: 'sample', folder: erpFolder },
});

export const sha256 = (text: string): string => hash('sha256', text, 'hex');
const quietLog = { info: () => {}, warn: () => {}, error: () => {} };

type Parts = {
  readonly folder: string;
  readonly settings: Settings;
  readonly mappings: Mappings;
  readonly shop: WholeShop;
  readonly erp: WholeErp;
  readonly clock: Clock;
  readonly openFile?: OpenFile | undefined;
};

/** The agent as main builds it, its journal on disk with every sync, around any two sides. */
export async function openFileAgent({ folder, mappings, clock, openFile = openDiskFile, ...parts }: Parts): Promise<{
  readonly agent: Agent;
  readonly journal: Journal;
  close(): Promise<void>;
}> {
  const journal = await openJournal({ folder, clock, openFile, version: '0.0.0', device: 'Office PC' });
  const agent = createAgent({
    ...parts,
    version: '0.0.0',
    zone: 'Europe/London',
    device: { id: 'office', name: 'Office PC', instance: 'bench' },
    mappings: { current: () => mappings, save: () => Promise.resolve() },
    ownership: standardOwner,
    journal,
    clock,
    log: quietLog,
    digest: sha256,
    nextRunAfter: ms => ms + 60_000,
  });
  return {
    agent,
    journal,
    async close() {
      await agent.stop();
      await journal.close();
    },
  };
}

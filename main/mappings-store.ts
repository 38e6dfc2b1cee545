import { join } from 'node:path';
import type { MappingsStore } from '../core/agent/ports.ts';
import type { Mappings } from '../core/model/mappings.ts';
import { readMappings, writeMappings } from './config/config.ts';
import { openKept, type KeptFile } from './kept-file.ts';

export type MappingsFile = MappingsStore & Pick<KeptFile<Mappings>, 'refresh'>;

/** mappings.json as the agent uses it: with new content the next run looks again at what waits. */
export async function openMappings(folder: string): Promise<MappingsFile> {
  const { current, slip, refresh, wrote } = await openKept(join(folder, 'mappings.json'), () => readMappings(folder));
  return {
    current,
    slip,
    refresh,
    async save(mappings) {
      await writeMappings(folder, mappings);
      await wrote(mappings);
    },
  };
}

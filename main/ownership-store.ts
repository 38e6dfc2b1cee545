import { join } from 'node:path';
import type { OwnershipStore } from '../core/agent/ports.ts';
import type { Ownership, OwnershipChange } from '../core/model/owned-field.ts';
import { standardOwnership } from '../core/ownership/presets.ts';
import { readOwnership, readPreviousOwnership, writeOwnership } from './config/config.ts';
import { openKept, type KeptFile } from './kept-file.ts';

export type OwnershipFile = OwnershipStore & Pick<KeptFile<Ownership>, 'refresh'>;

/**
 * ownership.json as the agent uses it. One that cannot be used leaves the last good version in force, from the disk at a
 * start; the agent then writes nothing until it is mended, and changes nothing in it.
 */
export async function openOwnership(folder: string): Promise<OwnershipFile> {
  const { current, slip, refresh, wrote } = await openKept(
    join(folder, 'ownership.json'),
    () => readOwnership(folder),
    async () => (await readPreviousOwnership(folder)) ?? standardOwnership,
  );
  return {
    current,
    slip,
    refresh,
    async save(changes) {
      await refresh();
      const next = withChanges(current(), changes);
      await writeOwnership(folder, next);
      await wrote(next);
    },
  };
}

const withChanges = (ownership: Ownership, changes: readonly OwnershipChange[]): Ownership =>
  changes.reduce((before, { field, rule }): Ownership => ({ ...before, [field]: rule }), ownership);

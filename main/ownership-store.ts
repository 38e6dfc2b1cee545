import { join } from 'node:path';
import { standardOwnership, type Ownership } from '../core/ownership.ts';
import { readOwnership, readPreviousOwnership } from './config/config.ts';
import { openKept, type KeptFile } from './kept-file.ts';

/**
 * ownership.json as the agent uses it. One that cannot be used leaves the last good version in force, from the disk at a
 * start; the agent then writes nothing until it is mended.
 */
export const openOwnership = (folder: string): Promise<KeptFile<Ownership>> =>
  openKept(
    join(folder, 'ownership.json'),
    () => readOwnership(folder),
    async () => (await readPreviousOwnership(folder)) ?? standardOwnership,
  );

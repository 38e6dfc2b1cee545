import { join } from 'node:path';
import { SyncError } from '../core/errors.ts';
import { exists } from './exists.ts';

/** The made-up shop takes no real one's place. */
export const ownIsSynced = (): SyncError =>
  new SyncError(
    'rejected',
    'own-is-synced',
    'Your own store is connected, and the made-up shop would stop its syncing.',
    {
      system: 'agent',
      nextStep: 'To look at the made-up shop all the same, start it with npm start -- --sample.',
    },
  );

/** Only what the made-up shop has left is thrown away. */
export async function checkIsSample(folder: string): Promise<void> {
  if (!(await exists(folder)) || (await exists(join(folder, 'shop.json')))) return;
  throw new SyncError('rejected', 'not-a-sample', `${folder} is not the made-up shop's, so it is left alone.`, {
    system: 'agent',
    nextStep: 'Move it elsewhere, or start Counterfoil on another data folder.',
  });
}

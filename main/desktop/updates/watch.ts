import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { UpdateSettings } from '../../../core/model/settings.ts';
import { readSettings } from '../../config/config.ts';
import { isMetered, type Ask } from './metered.ts';
import { openUpdater, type Updater, type UpdateSource, type UpdaterOptions } from './updater.ts';

const run = promisify(execFile);
const askSystem: Ask = async (program, args) => {
  const { stdout } = await run(program, [...args], { windowsHide: true, timeout: 15_000 });
  return stdout;
};

export type Watched = Pick<UpdaterOptions, 'tried' | 'isIdle' | 'isWatched' | 'end' | 'changed' | 'log'> & {
  /** Of the shop that is synced now. */
  readonly folder: () => string;
};

/** Looks after new versions until it is stopped. */
export function watchUpdates(
  source: UpdateSource,
  { folder, ...watched }: Watched,
): { readonly updater: Updater; stop(): void } {
  // As settings say that say nothing of it.
  let known: UpdateSettings = { automatic: true, metered: 'detect' };
  const updater = openUpdater({
    ...watched,
    source,
    // Before set-up there are none, and a slip in the file is told of elsewhere: what held before holds on.
    settings: () =>
      readSettings(folder()).then(
        ({ updates }) => (known = updates),
        () => known,
      ),
    isMetered: () => isMetered(process.platform, askSystem),
    now: Date.now,
  });
  const timer = setInterval(() => void updater.tick(), 60_000);
  return { updater, stop: () => clearInterval(timer) };
}

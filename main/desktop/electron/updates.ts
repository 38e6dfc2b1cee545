import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { Log } from '../../../core/ports.ts';
import type { UpdateSource } from '../updates/updater.ts';

/** Written by electron-builder where its configuration says to where versions are published. */
const publishedAt = (): string => join(process.resourcesPath, 'app-update.yml');

/** electron-updater, loaded only where it has something to do. Undefined: this is no installation, or one without a place for new versions. */
export async function electronSource(log: Log): Promise<UpdateSource | undefined> {
  if (!app.isPackaged || !existsSync(publishedAt())) return undefined;
  const { autoUpdater } = (await import('electron-updater')).default;
  const quiet = (): void => {};
  autoUpdater.logger = {
    info: quiet,
    warn: message => log.warn('updater', { message: String(message) }),
    error: quiet,
  };
  autoUpdater.autoDownload = false;
  // Its own would also run at a shutdown of the system, which ends the installer half-way.
  autoUpdater.autoInstallOnAppQuit = false;
  // Every failure rejects as well; without a listener it would be thrown a second time.
  autoUpdater.on('error', quiet);
  return {
    async newer() {
      const found = await autoUpdater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : undefined;
    },
    async fetch() {
      await autoUpdater.downloadUpdate();
    },
    install(then) {
      // Closing to the tray keeps the program; here it is to go.
      app.removeAllListeners('before-quit');
      autoUpdater.once('error', error => {
        process.stderr.write(`The new version was not put in place: ${error.message}\n`);
        app.exit(0);
      });
      autoUpdater.quitAndInstall(true, then === 'restart');
    },
  };
}

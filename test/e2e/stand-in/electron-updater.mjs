// Stands for electron-updater where STAND_IN_UPDATE names a version that is there.
import { EventEmitter } from 'node:events';
import { app, tell } from './electron.mjs';

export const autoUpdater = Object.assign(new EventEmitter(), {
  checkForUpdates: async () => ({ isUpdateAvailable: true, updateInfo: { version: process.env.STAND_IN_UPDATE } }),
  downloadUpdate: async () => [],
  quitAndInstall: (silent, restart) => {
    tell({ kind: 'installed', silent, restart });
    app.quit();
  },
});
export default { autoUpdater };

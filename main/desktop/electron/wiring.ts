import { app, ipcMain, powerMonitor, type IpcMainInvokeEvent } from 'electron';
import type { Life } from '../../host.ts';
import { channels } from '../channels.ts';
import type { Sender } from '../ipc.ts';
import type { Shell } from '../shell.ts';

/** What Electron and the system tell, to where it is heard. */
export function wire(shell: Shell, life: Life): void {
  ipcMain.handle(channels.request, (event, name: unknown, given: unknown) =>
    shell.ipc.request(senderOf(event), name, given),
  );
  ipcMain.handle(channels.listen, event => shell.ipc.listen(senderOf(event)));
  app.on('second-instance', shell.show);
  app.on('activate', shell.show);
  // Whoever wants an end, be it the menu, an update or the system: the agent comes to its own end first, then the process.
  const quit = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    shell.quit();
  };
  app.on('before-quit', quit);
  powerMonitor.on('shutdown', shell.quit);
  process.on('SIGINT', shell.quit);
  process.on('SIGTERM', shell.quit);
  // Timers have slept too: what is due is told by the wall clock.
  powerMonitor.on('resume', life.tick);
}

const senderOf = ({ sender, senderFrame }: IpcMainInvokeEvent): Sender => ({
  id: sender.id,
  isMainFrame: senderFrame !== null && senderFrame.parent === null,
  url: senderFrame?.url ?? '',
});

import { Notification } from 'electron';
import type { Log } from '../../../core/ports.ts';
import type { Native } from '../native.ts';
import { showNotification } from './notification.ts';
import { openTray, type ElectronTray } from './tray.ts';
import { openWindow, type WindowFiles } from './window.ts';

/** The real one. `files.icons`: the folder of the tray's drawings. */
export function electronNative(files: WindowFiles & { readonly icons: string }, log: Log): Native {
  let tray: ElectronTray | undefined;
  return {
    openWindow: (address, events) => openWindow(address, events, files, log),
    openTray: events => (tray = openTray(events, files.icons)),
    say(words) {
      if (process.platform === 'win32') tray?.balloon(words);
      else if (Notification.isSupported()) new Notification({ title: 'Counterfoil', body: words }).show();
    },
    notify: (notification, choose) => showNotification(notification, choose, words => tray?.balloon(words)),
  };
}

import { BrowserWindow, nativeTheme } from 'electron';
import type { Log } from '../../../core/ports.ts';
import { channels } from '../channels.ts';
import type { AppWindow, WindowEvents } from '../native.ts';
import { pageOrigin } from '../page.ts';

export type WindowFiles = { readonly preload: string; readonly icon: string };

export function openWindow(address: string, events: WindowEvents, files: WindowFiles, log: Log): AppWindow {
  const window = new BrowserWindow({
    title: 'Counterfoil',
    icon: files.icon,
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    // The page's own ground, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#11181A' : '#EEF2EC',
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const contents = window.webContents;
  const open = (at: string): void =>
    void window
      .loadURL(pageOrigin + at)
      .catch((error: unknown) => log.error('the window did not open its page', { why: String(error) }));
  const show = (): void => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  window.once('ready-to-show', show);
  window.on('close', event => {
    if (!events.closing()) event.preventDefault();
  });
  window.on('closed', events.gone);
  contents.on('render-process-gone', (_event, { reason }) => {
    log.error('the window has crashed; the agent goes on', { reason });
    window.destroy();
  });
  open(address);
  return {
    id: contents.id,
    isVisible: () => window.isVisible() && !window.isMinimized(),
    show,
    hide: () => window.hide(),
    // Only what follows the # changes, so the page is not loaded again.
    go: open,
    tell: snapshot => contents.send(channels.snapshot, snapshot),
    destroy: () => window.destroy(),
  };
}

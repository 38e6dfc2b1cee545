import { join } from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray, type MenuItemConstructorOptions } from 'electron';
import type { TrayEvents, TrayIcon } from '../native.ts';
import { trayIcon } from '../tray-icon.ts';
import type { MenuEntry, TrayState, TrayView } from '../tray-view.ts';

const { platform } = process;

/** `balloon` for Windows: it points at the icon, and needs no entry in the Start menu. */
export type ElectronTray = TrayIcon & { balloon(words: string): void };

export function openTray({ click, choose }: TrayEvents, icons: string): ElectronTray {
  const imageOf = (state: TrayState, frame: 0 | 1 = 0) => {
    // Electron tells the bars' own look on Windows and macOS only.
    const dark =
      platform === 'linux' ? nativeTheme.shouldUseDarkColors : nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? '';
    return nativeImage.createFromPath(join(icons, trayIcon(state, { platform, dark, desktop }, frame)));
  };
  const built = (entry: MenuEntry): MenuItemConstructorOptions =>
    entry.kind === 'line'
      ? { type: 'separator' }
      : { label: literally(entry.label), enabled: entry.enabled, click: () => choose(entry.act) };

  let shown: TrayView = { state: 'stopped', tooltip: 'Counterfoil', menu: [] };
  let menu = Menu.buildFromTemplate([]);
  const tray = new Tray(imageOf(shown.state));
  tray.on('click', click);
  // On macOS a menu that is set opens at the left click too, which is the window's.
  if (platform === 'darwin') tray.on('right-click', () => tray.popUpContextMenu(menu));
  const recolour = (): void => tray.setImage(imageOf(shown.state));
  nativeTheme.on('updated', recolour);

  return {
    show(view) {
      const before = shown;
      shown = view;
      if (view.state !== before.state) recolour();
      if (view.tooltip !== before.tooltip) tray.setToolTip(view.tooltip);
      if (JSON.stringify(view.menu) === JSON.stringify(before.menu)) return;
      menu = Menu.buildFromTemplate(view.menu.map(built));
      if (platform !== 'darwin') tray.setContextMenu(menu);
    },
    turn: frame => tray.setImage(imageOf(shown.state, frame)),
    balloon: words => tray.displayBalloon({ title: 'Counterfoil', content: words, iconType: 'none' }),
    remove() {
      nativeTheme.off('updated', recolour);
      tray.destroy();
    },
  };
}

/** Menus take "&" for the mark of a shortcut key. */
const literally = (label: string): string => label.replaceAll('&', '&&');

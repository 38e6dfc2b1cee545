import type { TrayState } from './tray-view.ts';

export type Panel = {
  readonly platform: NodeJS.Platform;
  /** What the system says of its bars. */
  readonly dark: boolean;
  /** XDG_CURRENT_DESKTOP. */
  readonly desktop: string;
};

/** GNOME's top bar is black in both looks. */
const isAlwaysDark = /gnome|unity/i;

/**
 * The drawing's file in out/assets/tray. Electron finds the ones for larger scales beside it by their names; macOS colours
 * a template by itself. Only what syncs has a second drawing.
 */
export function trayIcon(state: TrayState, { platform, dark, desktop }: Panel, frame: 0 | 1 = 0): string {
  const drawing = state === 'syncing' && frame === 1 ? 'syncing2' : state;
  if (platform === 'darwin') return `${drawing}Template.png`;
  const ground = dark || (platform === 'linux' && isAlwaysDark.test(desktop)) ? 'dark' : 'light';
  return `${drawing}-on-${ground}-${platform === 'win32' ? 16 : 24}.png`;
}

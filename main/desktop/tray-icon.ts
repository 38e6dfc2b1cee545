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
 * a template by itself.
 */
export function trayIcon(state: TrayState, { platform, dark, desktop }: Panel): string {
  if (platform === 'darwin') return `${state}Template.png`;
  const ground = dark || (platform === 'linux' && isAlwaysDark.test(desktop)) ? 'dark' : 'light';
  return `${state}-on-${ground}-${platform === 'win32' ? 16 : 24}.png`;
}

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from 'electron';
import { TextFile } from 'lowdb/node';
import type { LoginItem } from '../host.ts';

export type LoginItemOptions = {
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  /** What starts this very app: its program, and what a program that is not packaged needs besides. */
  readonly command: readonly [program: string, ...args: readonly string[]];
  /** Of this user, where Linux keeps settings: XDG_CONFIG_HOME, or ~/.config. */
  readonly configFolder: string;
};

const hiddenArgument = '--hidden';

/** As the system has it now: a person may have changed it there. It opens in the tray only. */
export function loginItem({ app, platform, command, configFolder }: LoginItemOptions): LoginItem {
  if (platform === 'linux') return autostart(configFolder, command);
  const [path, ...args] = command;
  // Windows finds its entry by both; macOS takes neither, and tells a start at login by itself.
  const which = { path, args: [...args, hiddenArgument] };
  return {
    isOn: async () => app.getLoginItemSettings(which).openAtLogin,
    set: async on => app.setLoginItemSettings({ ...which, openAtLogin: on }),
  };
}

/** macOS hands no arguments to what it opens at login. */
export const wasOpenedAtLogin = ({ app, platform }: Pick<LoginItemOptions, 'app' | 'platform'>): boolean =>
  platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;

/** A desktop entry, as freedesktop.org's autostart specification has it. */
function autostart(configFolder: string, command: readonly string[]): LoginItem {
  const folder = join(configFolder, 'autostart');
  const path = join(folder, 'counterfoil.desktop');
  const file = new TextFile(path);
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Counterfoil',
    'Comment=Keeps the shop and its books in agreement',
    `Exec=${[...command.map(quoted), hiddenArgument].join(' ')}`,
    'Terminal=false',
  ];
  return {
    isOn: async () => {
      const text = await file.read();
      return text !== null && !isSwitchedOff.test(text);
    },
    async set(on) {
      if (!on) return rm(path, { force: true });
      await mkdir(folder, { recursive: true });
      await file.write(`${lines.join('\n')}\n`);
    },
  };
}

/** How desktops switch an entry off without removing it. */
const isSwitchedOff = /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m;

/** As an argument of Exec: quoted, where "%" stands for a field, and every backslash is read twice. */
const quoted = (argument: string): string =>
  `"${argument
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;

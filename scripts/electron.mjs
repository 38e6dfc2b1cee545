// Whether the desktop window can be opened here, and with which binary. Node's built-ins alone.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.mjs';

const names = { win32: 'electron.exe', darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron') };

/** Electron's binary, or why it is not to be started, as a sentence. `dist` is the folder that set-up fetches it into. */
export function findElectron(
  env = process.env,
  { platform = process.platform, uid = process.getuid?.(), dist = join(root, 'node_modules', 'electron', 'dist') } = {},
) {
  const binary = join(env.ELECTRON_OVERRIDE_DIST_PATH || dist, names[platform] ?? 'electron');
  if (!existsSync(binary)) return { why: 'Electron is not there, so Counterfoil comes as a page in the browser.' };
  if (platform !== 'linux') return { binary };
  if (uid === 0)
    return { why: 'Electron’s sandbox does not work for root, so Counterfoil comes as a page in the browser.' };
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return { why: 'There is no screen here, so Counterfoil runs without one.' };
  return { binary };
}

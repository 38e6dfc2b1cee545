import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loginItem, wasOpenedAtLogin, type LoginItemOptions } from '../../../main/desktop/login-item.ts';

/** What Windows and macOS keep, found again by program and arguments. */
function systemDouble(openedAtLogin = false) {
  const entries = new Set<string>();
  const keyOf = ({ path = '', args = [] }: { path?: string; args?: string[] } = {}) => JSON.stringify([path, ...args]);
  const app: LoginItemOptions['app'] = {
    getLoginItemSettings: given => ({
      openAtLogin: entries.has(keyOf(given)),
      wasOpenedAtLogin: openedAtLogin,
      status: 'enabled',
      executableWillLaunchAtLogin: entries.size > 0,
      launchItems: [],
    }),
    setLoginItemSettings: given =>
      void (given.openAtLogin === true ? entries.add(keyOf(given)) : entries.delete(keyOf(given))),
  };
  return { app, entries };
}

let configFolder: string;
beforeEach(async () => {
  configFolder = await mkdtemp(join(tmpdir(), 'counterfoil-login-'));
});
afterEach(() => rm(configFolder, { recursive: true }));

test.each(['win32', 'darwin'] as const)('on %s the system keeps it, for a start in the tray', async platform => {
  const { app, entries } = systemDouble();
  const item = loginItem({ app, platform, command: ['C:\\Counterfoil\\Counterfoil.exe'], configFolder });
  expect(await item.isOn()).toBe(false);
  await item.set(true);
  await item.set(true);
  expect(await item.isOn()).toBe(true);
  expect([...entries]).toEqual([JSON.stringify(['C:\\Counterfoil\\Counterfoil.exe', '--hidden'])]);
  await item.set(false);
  expect(await item.isOn()).toBe(false);
  expect(await readdir(configFolder)).toEqual([]);
});

describe('on Linux a desktop entry starts it', () => {
  const entry = () => readFile(join(configFolder, 'autostart/counterfoil.desktop'), 'utf8');
  const linux = (...command: readonly [string, ...string[]]) =>
    loginItem({ app: systemDouble().app, platform: 'linux', command, configFolder });

  test('it is made, found and removed, and removing it twice is fine', async () => {
    const item = linux('/opt/Counterfoil/counterfoil');
    expect(await item.isOn()).toBe(false);
    await item.set(true);
    expect(await item.isOn()).toBe(true);
    expect(await entry()).toContain('\nExec="/opt/Counterfoil/counterfoil" --hidden\n');
    await item.set(false);
    await item.set(false);
    expect(await item.isOn()).toBe(false);
  });

  test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'one that a person switched off by %s is off',
    async line => {
      const item = linux('/opt/counterfoil');
      await item.set(true);
      await writeFile(join(configFolder, 'autostart/counterfoil.desktop'), `${await entry()}${line}\n`);
      expect(await item.isOn()).toBe(false);
      await item.set(true);
      expect(await item.isOn()).toBe(true);
    },
  );

  test('a program with any name is quoted, its field codes too', async () => {
    await linux('/home/a b/100%/$x`y"z\\w', '/app path').set(true);
    expect(await entry()).toContain('Exec="/home/a b/100%%/\\\\$x\\\\`y\\\\"z\\\\\\\\w" "/app path" --hidden\n');
  });
});

test('DESK-06 what macOS opens at login counts as started hidden', () => {
  expect(wasOpenedAtLogin({ app: systemDouble(true).app, platform: 'darwin' })).toBe(true);
  expect(wasOpenedAtLogin({ app: systemDouble().app, platform: 'darwin' })).toBe(false);
  expect(wasOpenedAtLogin({ app: systemDouble(true).app, platform: 'win32' })).toBe(false);
});

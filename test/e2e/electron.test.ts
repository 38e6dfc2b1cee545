import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { findElectron } from '../../scripts/electron.mjs';

const root = join(import.meta.dirname, '../..');
const isGiven = process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined;

/** The one suite on Electron itself: everywhere else a stand-in or a plain fake takes its place. */
describe.skipIf(!isGiven)('on real Electron (runs where ELECTRON_OVERRIDE_DIST_PATH names its folder)', () => {
  test('it opens, keeps the page in its sandbox, stays in the tray, lets a second launch go, and quits', async () => {
    // The tests of a container run as root, for whom Electron's sandbox does not work.
    const { binary, why } = findElectron(process.env, { uid: 1000 });
    if (binary === undefined) throw new Error(why);
    const folder = await mkdtemp(join(tmpdir(), 'counterfoil-electron-'));
    const unboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [...unboxed, root, '--data', folder, '--traffic', '3600'];
    const app = await _electron.launch({ executablePath: binary, args });
    const complaints: string[] = [];
    try {
      const page = await app.firstWindow();
      page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 30_000 });
      expect(page.url()).toContain('counterfoil://page/');
      const seen = await page.evaluate(() => [
        Object.keys(Reflect.get(globalThis, 'counterfoil')).toSorted(),
        ['require', 'process', 'module'].filter(name => name in globalThis),
      ]);
      expect(seen).toEqual([['on', 'request'], []]);

      const isVisible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
      await vi.waitFor(async () => expect(await isVisible()).toBe(true), { timeout: 10_000 });
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      await vi.waitFor(async () => expect(await isVisible()).toBe(false), { timeout: 10_000 });
      const second = spawn(binary, args, { stdio: 'ignore' });
      expect(await once(second, 'exit')).toEqual([0, null]);
      await vi.waitFor(async () => expect(await isVisible()).toBe(true), { timeout: 10_000 });
      expect(complaints).toEqual([]);

      const ended = once(app.process(), 'exit');
      await app.evaluate(electron => electron.app.quit());
      expect(await ended).toEqual([0, null]);
    } finally {
      app.process().kill('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

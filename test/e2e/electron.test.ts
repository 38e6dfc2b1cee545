import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findElectron } from '../../scripts/electron.mjs';

const root = join(import.meta.dirname, '../..');
// Few machines that run tests have both Electron's binary and a screen.
const isGiven = process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined;

/** The one suite on Electron itself: everywhere else a stand-in or a plain fake takes its place. Its tests follow one another. */
describe.skipIf(!isGiven)('on real Electron (runs where ELECTRON_OVERRIDE_DIST_PATH names its folder)', () => {
  let folder: string;
  let binary: string;
  let args: readonly string[];
  let app: ElectronApplication;
  let page: Page;
  const complaints: string[] = [];
  const soon = <T>(check: () => T) => vi.waitFor(check, { timeout: 15_000 });
  const isVisible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

  beforeAll(async () => {
    // The tests of a container run as root, for whom Electron's sandbox does not work.
    const found = findElectron(process.env, { uid: 1000 });
    if (found.binary === undefined) throw new Error(found.why);
    ({ binary } = found);
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-electron-'));
    const unboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    args = [...unboxed, root, '--sample', '--data', folder, '--traffic', '3600'];
    app = await _electron.launch({ executablePath: binary, args: [...args] });
    page = await app.firstWindow();
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 60_000 });
  });
  afterAll(async () => {
    app?.process().kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('it opens its page in a sandbox that shows the contract alone', async () => {
    expect(page.url()).toContain('counterfoil://page/');
    const seen = await page.evaluate(() => [
      Object.keys(Reflect.get(globalThis, 'counterfoil')).toSorted(),
      ['require', 'process', 'module'].filter(name => name in globalThis),
    ]);
    expect(seen).toEqual([['on', 'request'], []]);
  });

  test('the page goes nowhere else, opens nothing and gets no right of the system', async () => {
    await page.evaluate(() => {
      Reflect.get(globalThis, 'open')('https://evil.example/');
      Reflect.set(Reflect.get(globalThis, 'location'), 'href', 'https://evil.example/');
    });
    expect(await page.evaluate(() => Reflect.get(globalThis, 'Notification').requestPermission())).toBe('denied');
    expect(page.url()).toContain('counterfoil://page/');
    expect(app.windows()).toHaveLength(1);
  });

  test('the sample shop runs beside it in a process of its own', async () => {
    await page
      .getByText(/All well: 3\d\d orders|(?:order|problem)s? needs? you/)
      .first()
      .waitFor({ timeout: 60_000 });
    const names = await app.evaluate(electron => electron.app.getAppMetrics().map(({ name }) => name));
    expect(names).toContain('Counterfoil sample shop');
  });

  test('DESK-05 X hides the window, and the app stays', async () => {
    await soon(async () => expect(await isVisible()).toBe(true));
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await soon(async () => expect(await isVisible()).toBe(false));
    expect(app.process().exitCode).toBeNull();
  });

  test('DESK-07 a second launch shows the first and ends', async () => {
    const second = spawn(binary, args, { stdio: 'ignore' });
    expect(await once(second, 'exit')).toEqual([0, null]);
    await soon(async () => expect(await isVisible()).toBe(true));
  });

  // Playwright clicks on no tray, so that a click opens the window is seen with a fake alone (test/main/desktop/shell.test.ts).
  test('every drawing of the tray is an icon that the system can show', async () => {
    const sizes = await app.evaluate(
      ({ nativeImage, Tray, app: electron }, states) =>
        states.map(state => {
          const path = `${electron.getAppPath()}/out/assets/tray/${state}-on-light-16.png`;
          const tray = new Tray(nativeImage.createFromPath(path));
          tray.setToolTip(`Counterfoil: ${state}`);
          tray.destroy();
          return nativeImage.createFromPath(path).getSize();
        }),
      ['ok', 'syncing', 'attention', 'error', 'paused', 'stopped'],
    );
    expect(sizes).toEqual(sizes.map(() => ({ width: 16, height: 16 })));
  });

  test('the system takes notifications, or says that it has none', async () => {
    const shown = await app.evaluate(
      ({ Notification }) =>
        new Promise<string>(done => {
          if (!Notification.isSupported()) return done('none');
          const one = new Notification({ title: 'Counterfoil', body: 'A test of Counterfoil.', silent: true });
          one.once('show', () => done('shown'));
          one.once('failed', (_event, why) => done(why));
          setTimeout(() => done('no answer'), 5_000);
          one.show();
        }),
    );
    // A test machine may have no service for them; that is said rather than thrown.
    expect(['shown', 'none', 'no answer']).toContain(shown);
  });

  test('what the key store seals it opens again, and it is not in clear', async ({ skip }) => {
    const { available, clear, opened, sealed } = await app.evaluate(async ({ safeStorage }) => {
      if (!(await safeStorage.isAsyncEncryptionAvailable()))
        return { available: false, clear: '', opened: '', sealed: '' };
      const bytes = await safeStorage.encryptStringAsync('shpat_smoke');
      const { result } = await safeStorage.decryptStringAsync(bytes);
      return { available: true, clear: 'shpat_smoke', opened: result, sealed: bytes.toString('latin1') };
    });
    // A test machine may have none: then nothing is proven, and the report says so.
    skip(!available, 'This machine has no key store.');
    expect(opened).toBe(clear);
    expect(sealed).not.toContain(clear);
  });

  test('it quits with all that it has started, and without a complaint of the page', async () => {
    const ended = once(app.process(), 'exit');
    await app.evaluate(electron => electron.app.quit());
    expect(await ended).toEqual([0, null]);
    expect(complaints.filter(words => !words.includes('evil.example'))).toEqual([]);
  });
});

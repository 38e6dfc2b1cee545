import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { openChromium } from './chromium.ts';
import { openDesktopApp, type DesktopApp, type DesktopWindow } from './stand-in/desktop-app.ts';

export type DesktopFixture = {
  /** The data folder, one for all tests of the file. */
  readonly folder: string;
  open(args?: readonly string[], env?: Readonly<Record<string, string>>): DesktopApp;
};

/** A browser and a data folder for the file that calls this; each app that is opened ends with them. */
export function desktopFixture(): DesktopFixture {
  let browser: Browser;
  let folder: string;
  const opened: DesktopApp[] = [];

  beforeAll(async () => {
    browser = await openChromium();
    folder = await mkdtemp(join(tmpdir(), 'counterfoil-desktop-'));
  });
  afterAll(async () => {
    for (const app of opened) app.kill();
    await Promise.all(opened.map(app => app.ended));
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    get folder() {
      return folder;
    },
    open(args = [], env = {}) {
      const app = openDesktopApp({ browser, args: ['--data', folder, '--traffic', '3600', ...args], env });
      opened.push(app);
      return app;
    },
  };
}

/** A start posts 300 orders, on a machine that may be busy. */
export const soon = <T>(check: () => T) => vi.waitFor(check, { timeout: 90_000, interval: 50 });

/** The newest window that a person sees, whatever it shows. */
export const shownWindow = (app: DesktopApp): Promise<DesktopWindow> =>
  soon(() => {
    const window = [...app.windows.values()].findLast(({ visible }) => visible);
    if (window === undefined) throw new Error(`No window. ${app.stderr()} ${app.errorBoxes.join()}`);
    return window;
  });

export async function windowOf(app: DesktopApp): Promise<DesktopWindow> {
  const window = await shownWindow(app);
  await window.tab.getByRole('navigation', { name: 'Screens' }).waitFor();
  return window;
}

/** Once the made-up shop's orders are in the books. */
export const synced = (app: DesktopApp) => soon(() => expect(app.tray()?.labels[0]).toMatch(/All well|need/));

/** @returns its exit code, or that it goes on although it was to end */
export const exitOf = (app: DesktopApp): Promise<number | null | 'still running'> =>
  Promise.race([app.ended, delay(30_000, 'still running' as const, { ref: false })]);

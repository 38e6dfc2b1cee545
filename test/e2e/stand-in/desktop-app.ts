import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { z } from 'zod';

const checkout = join(import.meta.dirname, '../../..');
const register = pathToFileURL(join(import.meta.dirname, 'register.mjs')).href;

/** Chromium knows no schemes of ours: this origin stands for it, in both directions. */
const ours = 'counterfoil://page/';
const shown = 'https://page.counterfoil.test/';

const trayState = z.object({ image: z.string(), tooltip: z.string(), labels: z.array(z.string()) });
const notification = z.object({ title: z.string(), body: z.string(), buttons: z.array(z.string()) });
const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), name: z.string(), path: z.string() }),
  z.object({ kind: z.literal('window'), id: z.number(), options: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('load'), id: z.number(), url: z.string() }),
  z.object({ kind: z.literal('visible'), id: z.number(), visible: z.boolean() }),
  z.object({ kind: z.literal('destroyed'), id: z.number() }),
  z.object({ kind: z.literal('send'), id: z.number(), channel: z.string(), args: z.array(z.unknown()) }),
  z.object({ kind: z.literal('tray'), tray: trayState.optional() }),
  z.object({ kind: z.literal('said'), words: z.string() }),
  z.object({ kind: z.literal('notifications'), shown: z.array(notification) }),
  z.object({ kind: z.literal('installed'), silent: z.boolean(), restart: z.boolean() }),
  z.object({ kind: z.literal('error-box'), title: z.string(), words: z.string() }),
  z.object({ kind: z.literal('done'), call: z.number(), value: z.unknown(), error: z.string().optional() }),
]);
const served = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Uint8Array),
});

export type DesktopWindow = {
  readonly tab: Tab;
  visible: boolean;
  readonly options: Readonly<Record<string, unknown>>;
};
export type DesktopApp = {
  readonly windows: ReadonlyMap<number, DesktopWindow>;
  readonly tray: () => z.output<typeof trayState> | undefined;
  readonly said: readonly string[];
  /** Those on screen. */
  readonly notifications: () => readonly z.output<typeof notification>[];
  readonly errorBoxes: readonly string[];
  /** How an installer was started, and whether the tray was still there. */
  readonly installed: readonly {
    readonly silent: boolean;
    readonly restart: boolean;
    readonly hasTray: boolean;
  }[];
  readonly paths: ReadonlyMap<string, string>;
  /** What consoles and content policies complained of, and addresses that a page tried to reach elsewhere. */
  readonly complaints: readonly string[];
  readonly stderr: () => string;
  /** Exit code. */
  readonly ended: Promise<number | null>;
  act(doing: string, given?: Readonly<Record<string, unknown>>): Promise<unknown>;
  kill(): void;
};

export type DesktopOptions = {
  readonly browser: Browser;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where its `out` lies; the checkout where left out. */
  readonly root?: string;
};

/** Starts the built main program on the stand-in, and gives each of its windows a tab of the browser with the built preload. */
export function openDesktopApp({ browser, args, env = {}, root = checkout }: DesktopOptions): DesktopApp {
  const main = join(root, 'out/main/desktop/main.js');
  const preload = join(root, 'out/preload/preload.cjs');
  if (!existsSync(preload)) throw new Error('The desktop app is not built: node scripts/build.mjs');
  const child = fork(main, [...args], {
    execArgv: ['--import', register],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, STAND_IN_APP_PATH: main, ...env },
  });
  const windows = new Map<number, DesktopWindow>();
  const said: string[] = [];
  let notifications: readonly z.output<typeof notification>[] = [];
  const errorBoxes: string[] = [];
  const installed: DesktopApp['installed'][number][] = [];
  const complaints: string[] = [];
  const paths = new Map<string, string>();
  const calls = new Map<number, { done(value: unknown): void; failed(error: Error): void }>();
  let tray: z.output<typeof trayState> | undefined;
  let stderr = '';
  let context: BrowserContext | undefined;
  child.stderr?.on('data', chunk => (stderr += String(chunk)));
  const ended = once(child, 'exit').then(async ([code]: unknown[]) => {
    await context?.close();
    return typeof code === 'number' ? code : null;
  });

  const act: DesktopApp['act'] = (doing, given = {}) =>
    new Promise((done, failed) => {
      const call = calls.size + 1;
      calls.set(call, { done, failed });
      // An app that has just ended hears nothing more.
      child.send({ call, doing, given }, error => error !== null && failed(error));
    });

  async function openTab(id: number, options: Readonly<Record<string, unknown>>): Promise<void> {
    context ??= await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const tab = await context.newPage();
    tab.setDefaultTimeout(20_000);
    tab.on('console', said_ => {
      if (said_.type() === 'error' || said_.type() === 'warning') complaints.push(said_.text());
    });
    tab.on('pageerror', error => complaints.push(error.message));
    await tab.route('**/*', async route => {
      const url = route.request().url();
      if (!url.startsWith(shown)) {
        complaints.push(`left for ${url}`);
        return route.abort();
      }
      const { body, ...answer } = served.parse(await act('fetch', { url: ours + url.slice(shown.length) }));
      return route.fulfill({ ...answer, body: Buffer.from(body) });
    });
    await tab.exposeBinding('standInInvoke', async ({ frame }, channel: string, given: unknown[]) => {
      const url = frame.url().replace(shown, ours);
      return act('invoke', { id, url, isMainFrame: frame === tab.mainFrame(), channel, args: given });
    });
    await tab.addInitScript(preloadWorld(readFileSync(preload, 'utf8')));
    windows.set(id, { tab, visible: false, options });
  }

  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => unknown): void => {
    turn = turn.then(work).catch((error: unknown) => complaints.push(String(error)));
  };
  child.on('message', raw => {
    const told = message.parse(raw);
    switch (told.kind) {
      case 'path':
        return paths.set(told.name, told.path);
      case 'window':
        return inTurn(() => openTab(told.id, told.options));
      case 'load':
        return inTurn(async () => {
          await windows.get(told.id)?.tab.goto(told.url.replace(ours, shown));
          await act('drawn', { id: told.id });
        });
      case 'visible':
        return inTurn(() => {
          const window = windows.get(told.id);
          if (window !== undefined) window.visible = told.visible;
        });
      case 'destroyed':
        return inTurn(async () => {
          await windows.get(told.id)?.tab.close();
          windows.delete(told.id);
        });
      case 'send':
        return inTurn(() =>
          windows.get(told.id)?.tab.evaluate(given => Reflect.get(globalThis, Symbol.for('tell'))(given), told),
        );
      case 'tray':
        return (tray = told.tray);
      case 'said':
        return said.push(told.words);
      case 'notifications':
        return (notifications = told.shown);
      case 'installed':
        return installed.push({ silent: told.silent, restart: told.restart, hasTray: tray !== undefined });
      case 'error-box':
        return errorBoxes.push(`${told.title}: ${told.words}`);
      case 'done':
        return told.error === undefined
          ? calls.get(told.call)?.done(told.value)
          : calls.get(told.call)?.failed(new Error(told.error));
    }
  });
  return {
    windows,
    tray: () => tray,
    said,
    notifications: () => notifications,
    errorBoxes,
    installed,
    paths,
    complaints,
    stderr: () => stderr,
    ended,
    act,
    kill: () => void child.kill('SIGKILL'),
  };
}

/** The renderer's half of the module: what a sandboxed preload may require, and nothing of Node. */
const preloadWorld = (code: string): string => `(() => {
  const invoke = window.standInInvoke;
  delete window.standInInvoke;
  if (window !== window.top) return;
  const heard = new Map();
  const across = value => typeof value === 'function'
    ? (...args) => across(value(...args.map(across)))
    : value instanceof Promise ? value.then(across) : structuredClone(value);
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) => Object.defineProperty(window, name, {
        value: Object.freeze(Object.fromEntries(Object.entries(api).map(([key, value]) => [key, across(value)]))),
        enumerable: true,
      }),
    },
    ipcRenderer: {
      invoke: (channel, ...args) => invoke(channel, structuredClone(args)),
      on: (channel, hear) => void heard.set(channel, [...(heard.get(channel) ?? []), hear]),
      off: (channel, hear) => void heard.set(channel, (heard.get(channel) ?? []).filter(one => one !== hear)),
    },
  };
  Object.defineProperty(window, Symbol.for('tell'), {
    value: ({ channel, args }) => (heard.get(channel) ?? []).forEach(hear => hear({ sender: electron }, ...args)),
  });
  ((require, module, exports) => {
${code}
  })(name => {
    if (name !== 'electron') throw new Error('A sandboxed preload has no ' + name);
    return electron;
  }, { exports: {} }, {});
})();`;

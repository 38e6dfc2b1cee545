import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startPage, type Page, type PageOptions } from '../../main/headless/server.ts';
import { agentDouble, type AgentDouble } from '../fakes/agent-double.ts';
import { openChromium } from './chromium.ts';

const rendererFolder = join(import.meta.dirname, '../../out/renderer');
export const token = 'a-token-for-the-tests-that-is-long-enough';

export type PageFixture = {
  readonly double: AgentDouble;
  /** What the console and the content policy complained of. */
  readonly complaints: readonly string[];
  readonly browser: Browser;
  readonly served: Page;
  /** The page anew, as another start of the agent. */
  serve(more?: Partial<PageOptions>): Promise<void>;
  /** `hash`: which screen. */
  open(options?: Parameters<Browser['newContext']>[0], hash?: string): Promise<Tab>;
};

/** The built page in a real Chromium, before an agent in memory: anew for each test of the file that calls this. */
export function pageFixture(): PageFixture {
  let browser: Browser;
  let context: BrowserContext | undefined;
  let double: AgentDouble;
  let served: Page;
  let complaints: string[] = [];

  beforeAll(async () => {
    if (!existsSync(rendererFolder)) throw new Error('The window is not built: node scripts/build.mjs');
    browser = await openChromium();
  });
  afterAll(() => browser?.close());
  async function serve(more: Partial<PageOptions> = {}): Promise<void> {
    const { handlers, subscribe } = double;
    served = await startPage({ handlers, subscribe, port: 0, rendererFolder, token, ...more });
  }
  beforeEach(async () => {
    complaints = [];
    double = agentDouble();
    await serve();
  });
  afterEach(async () => {
    await context?.close();
    await served.close();
  });

  return {
    get double() {
      return double;
    },
    get complaints() {
      return complaints;
    },
    get browser() {
      return browser;
    },
    get served() {
      return served;
    },
    serve,
    async open(options = {}, hash = '') {
      context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const tab = await context.newPage();
      tab.setDefaultTimeout(8000);
      tab.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      tab.on('pageerror', error => complaints.push(error.message));
      await tab.goto(served.url);
      await tab.locator('h1:not(.unseen)').waitFor();
      if (hash !== '') await tab.evaluate(to => Reflect.set(globalThis, 'location', to), hash);
      return tab;
    },
  };
}

/** What the focus is on, by its words. */
export const focused = (tab: Tab): Promise<unknown> =>
  tab.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText');

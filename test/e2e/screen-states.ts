import type { Page as Tab } from 'playwright-core';
import { SyncError } from '../../core/errors.ts';
import type { AgentDouble } from '../fakes/agent-double.ts';
import type { PageFixture } from './page-fixture.ts';

/** A screen in a state that the agent double can bring about: for the accessibility gate and the pictures. */
export type ScreenState = {
  /** Also the picture's file name. */
  readonly name: string;
  /** "#/problems"; Today where it is left out. */
  readonly hash?: string;
  /** Before the page is opened. */
  readonly given?: (double: AgentDouble) => void;
  /** Until the state is on the screen. */
  readonly reach: (tab: Tab, page: PageFixture) => Promise<unknown>;
};

export const heading = (tab: Tab, name: string) => tab.getByRole('heading', { name }).first().waitFor();
export const text = (tab: Tab, words: string | RegExp) => tab.getByText(words).first().waitFor();
export const press = (tab: Tab, name: string | RegExp) => tab.getByRole('button', { name }).first().click();
export const dialog = (tab: Tab) => tab.getByRole('dialog').waitFor();

export const banner = (code: string, severity: 'note' | 'attention' | 'failed', title: string, explanation: string) =>
  ({ code, severity, title, explanation, button: undefined }) as const;
export const unread = new SyncError('transient', 'disk-slow', 'The list could not be read.', {
  nextStep: 'Try it once more.',
});
/** Answers never come, as on a very busy machine. */
export const stall = (tab: Tab, name: string) => tab.route(`**/api/${name}`, () => {});
/** As where nothing was written yet. */
export const answerNone = (tab: Tab) =>
  tab.route('**/api/orders.list', route => route.fulfill({ json: { ok: true, value: { total: 0, rows: [] } } }));
export const reopen = async (tab: Tab, hash: string) => {
  await tab.goto(tab.url().split('#')[0] + hash);
  await tab.reload();
};

export type Look = { readonly colorScheme: 'light' | 'dark'; readonly width: number; readonly height: number };
const looks: readonly Look[] = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 960, height: 640 },
  { colorScheme: 'light', width: 960, height: 640 },
];

/** Opens the page in that state, then shows it in each look in turn. */
export async function inEachLook(
  page: PageFixture,
  { hash = '#/today', given, reach }: ScreenState,
  show: (tab: Tab, look: Look) => Promise<void>,
  wanted: readonly Look[] = looks,
): Promise<void> {
  given?.(page.double);
  const tab = await page.open({ reducedMotion: 'reduce' }, hash);
  await reach(tab, page);
  for (const look of wanted) {
    await tab.emulateMedia({ colorScheme: look.colorScheme });
    await tab.setViewportSize({ width: look.width, height: look.height });
    await show(tab, look);
  }
}

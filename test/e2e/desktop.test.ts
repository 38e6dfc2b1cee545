import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page as Tab } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askRunning } from '../../main/control.ts';
import { channels } from '../../main/desktop/channels.ts';
import { desktopFixture, exitOf, soon, synced, windowOf } from './desktop-fixture.ts';
import type { DesktopApp, DesktopWindow } from './stand-in/desktop-app.ts';

/**
 * The desktop app as built, main, preload and page, in Node and a real Chromium, with a stand-in for the module "electron":
 * its wiring, what crosses between its processes, and its content policy. What the system does with it is tried nowhere here.
 */

const desktop = desktopFixture();
const { open } = desktop;
const ask = (tab: Tab, name: string, ...args: readonly unknown[]): Promise<unknown> =>
  tab.evaluate(([request, given]) => Reflect.get(globalThis, 'counterfoil').request(request, ...given), [
    name,
    args,
  ] as const);

describe('on the sample shop', { timeout: 60_000 }, () => {
  let app: DesktopApp;
  let window: DesktopWindow;
  let tab: Tab;

  beforeAll(async () => {
    app = open();
    window = await windowOf(app);
    ({ tab } = window);
    await synced(app);
  });
  afterEach(() => expect(app.complaints).toEqual([]));

  test('the page gets the snapshot and each change over IPC alone, under a policy that nothing breaks', async () => {
    await tab
      .getByText(/All well: 3\d\d orders|(?:order|problem)s? needs? you/)
      .first()
      .waitFor();
    await tab.getByRole('region', { name: 'Sync' }).getByText('Last sync').waitFor();
    const page = await app.act('fetch', { url: 'counterfoil://page/' });
    expect(page).toMatchObject({
      status: 200,
      headers: { 'content-security-policy': expect.stringMatching(/default-src 'none'.*connect-src 'none'/) },
    });
  });

  test('the page sees the contract of this PC and nothing else', async () => {
    const seen = await tab.evaluate(() => [
      Object.keys(Reflect.get(globalThis, 'counterfoil')).toSorted(),
      ['require', 'process', 'module', 'electron', 'standInInvoke'].filter(name => name in globalThis),
      Reflect.set(Reflect.get(globalThis, 'counterfoil'), 'request', undefined),
    ]);
    expect(seen).toEqual([['on', 'request'], [], false]);
  });

  test('its window is sandboxed, isolated and small enough for an office screen', () => {
    expect(window.options).toMatchObject({
      show: false,
      minWidth: 960,
      minHeight: 640,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
    });
  });

  test('Sync now, Problems and History work as in the browser', async () => {
    await tab.getByRole('button', { name: 'Sync now' }).click();
    await tab.locator('.runs tbody tr').filter({ hasText: 'You asked' }).first().waitFor();
    await tab.keyboard.press('Alt+3');
    await tab.getByLabel('Search history').fill('1042');
    await tab.getByRole('link', { name: /#1042/ }).click();
    await tab.getByRole('article', { name: '#1042' }).getByRole('listitem').first().waitFor();
  });

  test('an answer for every request that can be made without changing anything', async () => {
    const query = { search: '', state: 'all', offset: 0, limit: 200 };
    expect(await ask(tab, 'snapshot')).toMatchObject({ ok: true, value: { erp: { name: expect.any(String) } } });
    expect(await ask(tab, 'orders.list', query)).toMatchObject({ ok: true, value: { total: expect.any(Number) } });
    expect(await ask(tab, 'order.trace', '#1042')).toMatchObject({ ok: true, value: { row: { name: '#1042' } } });
    expect(await ask(tab, 'order.trace', 'gone')).toEqual({ ok: true, value: undefined });
    const country = { kind: 'country', country: 'GB' };
    expect(await ask(tab, 'mapping.choices', country, '')).toMatchObject({ ok: true });
  });

  test('what a page must not send is refused by name and changes nothing', async () => {
    const tooMany = { search: '', state: 'all', offset: 0, limit: 5000 };
    const refused = (code: string) => ({ ok: false, failure: { code } });
    expect(await ask(tab, 'orders.list', tooMany)).toMatchObject(refused('wrong-arguments'));
    expect(await ask(tab, 'mapping.add', { missing: { kind: 'planet' }, code: 'x' })).toMatchObject(
      refused('wrong-arguments'),
    );
    expect(await ask(tab, '__proto__')).toMatchObject(refused('no-such-request'));
    const uncloneable = tab.evaluate(() =>
      Reflect.get(globalThis, 'counterfoil').request('order.trace', Reflect.get(globalThis, 'document').body),
    );
    await expect(uncloneable).rejects.toThrow('could not be cloned');
  });

  test.each([
    ['another window', { id: 99 }],
    ['a frame within', { isMainFrame: false }],
    ['a page from elsewhere', { url: 'https://evil.example/' }],
    ['a frame that has gone', { url: undefined }],
  ])('%s is refused on both channels', async (_who, part) => {
    const sender = { id: [...app.windows.keys()].at(-1), url: 'counterfoil://page/', isMainFrame: true, ...part };
    const foreign = { ok: false, failure: { code: 'foreign-page' } };
    const request = await app.act('invoke', { ...sender, channel: channels.request, args: ['run.now', []] });
    expect(request).toMatchObject(foreign);
    expect(await app.act('invoke', { ...sender, channel: channels.listen, args: [] })).toMatchObject(foreign);
  });

  test('it stays on its page, opens and fetches nothing, takes no other page in, and gets no right of the system', async () => {
    const id = [...app.windows.keys()].at(-1);
    for (const event of ['will-frame-navigate', 'will-redirect'])
      for (const url of [
        'https://evil.example/',
        'file:///etc/passwd',
        'counterfoil://other/',
        'counterfoil://page.evil.example/',
        'about:blank',
        'javascript:alert(1)',
        'data:text/html,x',
      ])
        expect(await app.act('prevents', { id, event, url }), `${event} ${url}`).toBe(true);
    expect(await app.act('prevents', { id, event: 'will-frame-navigate', url: 'counterfoil://page/#/today' })).toBe(
      false,
    );
    expect(await app.act('prevents', { id, event: 'will-attach-webview' })).toBe(true);
    expect(await app.act('opens', { id, url: 'https://evil.example/' })).toEqual({ action: 'deny' });
    for (const url of ['https://evil.example/x.exe', 'blob:counterfoil://page.evil.example/1', 'file:///etc/passwd'])
      expect(await app.act('downloads', { url }), url).toBe(true);
    expect(await app.act('downloads', { url: 'blob:counterfoil://page/5f1e' })).toBe(false);
    expect(await app.act('rights')).toEqual([false, false, false]);
  });

  test('no file outside the page has an address', async () => {
    for (const path of ['../main/desktop/main.js', '..%2fpackage.json', 'preload.cjs', '/etc/passwd'])
      expect(await app.act('fetch', { url: `counterfoil://page/${path}` })).toMatchObject({ status: 404 });
  });

  test('Chromium’s own files lie apart from ours', () =>
    expect(app.paths.get('userData')).toBe(join(desktop.folder, 'window')));

  test('the command line speaks to it', async () => {
    expect(await askRunning(join(desktop.folder, 'sample'), 'snapshot')).toMatchObject({ ok: true });
  });

  test('the menu opens a screen without loading the page anew; a click hides and shows the window', async () => {
    await tab.evaluate(() => Reflect.set(globalThis, 'mark', 1));
    await app.act('choose', { label: app.tray()?.labels.find(label => label.startsWith('Problems')) });
    await tab.getByRole('heading', { level: 1, name: 'Problems' }).waitFor();
    await expect.poll(() => tab.evaluate(() => Reflect.get(globalThis, 'mark'))).toBe(1);
    await app.act('click');
    await soon(() => expect(window.visible).toBe(false));
    await app.act('secondInstance');
    await soon(() => expect(window.visible).toBe(true));
  });

  test('a pause from the menu shows on the page and in the tray, and the menu ends it', async () => {
    await app.act('choose', { label: 'Pause for 1 hour' });
    await soon(() => expect(app.tray()).toMatchObject({ image: expect.stringContaining('paused-on-') }));
    await tab
      .getByRole('region', { name: 'Sync' })
      .getByText(/^Paused/)
      .first()
      .waitFor();
    await app.act('choose', { label: 'Resume now' });
    await soon(() => expect(app.tray()?.labels).toContain('Pause for 1 hour'));
  });

  test('X hides the window, and a notification says so once', async () => {
    const id = [...app.windows.keys()].at(-1);
    for (let turn = 0; turn < 2; turn += 1) {
      await app.act('close', { id });
      await soon(() => expect(window.visible).toBe(false));
      await app.act('click');
      await soon(() => expect(window.visible).toBe(true));
    }
    expect(app.said).toEqual(['Counterfoil goes on working here, beside the clock.']);
  });

  test('the tray follows the look of the bars, and a wake looks what is due', async () => {
    expect(app.tray()?.image).toContain('-on-light-');
    await app.act('darken');
    await soon(() => expect(app.tray()?.image).toContain('-on-dark-'));
    expect(await app.act('system', { event: 'resume' })).toBe(true);
  });

  test('a crash of the page leaves the agent running; the next click opens it again', async () => {
    const [id] = [...app.windows.keys()].slice(-1);
    await app.act('crash', { id });
    await soon(() => expect(app.windows.size).toBe(0));
    expect(await askRunning(join(desktop.folder, 'sample'), 'snapshot')).toMatchObject({ ok: true });
    await app.act('click');
    ({ tab } = window = await windowOf(app));
    await tab.getByRole('region', { name: 'Sync' }).getByText('Last sync').waitFor();
    await tab.getByRole('button', { name: 'Sync now' }).click();
    await tab.locator('.runs tbody tr').filter({ hasText: 'You asked' }).first().waitFor();
  });

  test('a second launch ends at once and leaves the first alone', async () => {
    const second = open([], { STAND_IN_IS_SECOND: '1' });
    expect(await exitOf(second)).toBe(0);
    expect(second.windows.size).toBe(0);
    expect(await ask(tab, 'snapshot')).toMatchObject({ ok: true });
  });

  test('Quit ends the agent and the sample shop, gives the lock back, and the process with it', async () => {
    const lock = join(desktop.folder, 'sample', 'agent.lock');
    expect(existsSync(lock)).toBe(true);
    await app.act('choose', { label: 'Quit' });
    expect(await exitOf(app)).toBe(0);
    expect(existsSync(lock)).toBe(false);
    expect(await askRunning(join(desktop.folder, 'sample'), 'snapshot')).toBeUndefined();
  });

  test('started at login it is hidden, and Quit of the system is heeded', async () => {
    const later = open(['--hidden']);
    await soon(() => expect(later.tray()?.labels).toContain('Quit'));
    expect(later.windows.size).toBe(0);
    expect(await later.act('quit')).toBe(true);
    expect(await exitOf(later)).toBe(0);
    expect(later.complaints).toEqual([]);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { shellFixture } from './shell-fixture.ts';

const syncNow = { kind: 'ask', request: 'run.now', args: [] } as const;
const stays = 'Counterfoil goes on working here, beside the clock.';

const desk = shellFixture();
const { start, window, noted } = desk;

describe('the window', () => {
  test('opens at a start, and a click on the tray hides and shows it', async () => {
    await start();
    expect(window()?.isVisible()).toBe(true);
    desk.native.click();
    expect(window()?.isVisible()).toBe(false);
    desk.native.click();
    expect(window()?.isVisible()).toBe(true);
    expect(desk.native.windows).toHaveLength(1);
  });

  test('DESK-05 closed with X it stays in the tray, and says so once, for ever', async () => {
    await start();
    window()?.close();
    expect(window()?.isVisible()).toBe(false);
    expect(desk.native.said).toEqual([stays]);
    expect(desk.ends).toBe(0);
    desk.native.click();
    window()?.close();
    expect(desk.native.said).toEqual([stays]);
    await noted('said-it-stays');
    await desk.shell.close();
    await start();
    window()?.close();
    expect(desk.native.said).toEqual([]);
  });

  test('DESK-06 started at login it is hidden, except the first time of all', async () => {
    await start({ hidden: true });
    expect(window()?.isVisible()).toBe(true);
    await noted('shown-window');
    await desk.shell.close();
    await start({ hidden: true });
    expect(desk.native.windows).toEqual([]);
    desk.native.click();
    expect(window()?.isVisible()).toBe(true);
  });

  test('DESK-07 a second launch brings it to the front', async () => {
    await start();
    window()?.close();
    desk.shell.show();
    expect(window()?.isVisible()).toBe(true);
    expect(desk.native.windows).toHaveLength(1);
  });

  test('a crash leaves the agent running, and the next click opens a new one', async () => {
    await start();
    const crashed = window();
    crashed?.crash();
    desk.double.change({ verdict: 'Still here.' });
    expect(desk.ends).toBe(0);
    expect(crashed?.told.map(({ verdict }) => verdict)).not.toContain('Still here.');
    desk.native.click();
    expect(desk.native.windows).toHaveLength(2);
    expect(window()?.isVisible()).toBe(true);
    expect(
      await desk.shell.ipc.request({ id: 1, isMainFrame: true, url: 'counterfoil://page/' }, 'snapshot', []),
    ).toEqual(expect.objectContaining({ ok: false }));
    expect(
      await desk.shell.ipc.request({ id: 2, isMainFrame: true, url: 'counterfoil://page/' }, 'snapshot', []),
    ).toEqual(expect.objectContaining({ ok: true }));
  });

  test('hears the snapshot once it listens, then each change, at most four times a second and the last one always', async () => {
    vi.useFakeTimers();
    await start();
    const opened = window();
    await vi.advanceTimersByTimeAsync(1000);
    const before = opened?.told.length ?? 0;
    desk.shell.ipc.listen({ id: 1, isMainFrame: true, url: 'counterfoil://page/' });
    expect(opened?.told.slice(before)).toEqual([desk.friday]);
    for (let turn = 1; turn <= 100; turn += 1) {
      desk.double.change({ verdict: `turn ${turn}` });
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    const turns = opened?.told.slice(before + 1).map(({ verdict }) => verdict) ?? [];
    expect(turns[0]).toBe('turn 1');
    expect(turns.at(-1)).toBe('turn 100');
    expect(turns.length).toBeGreaterThan(3);
    expect(turns.length).toBeLessThan(7);
  });
});

test('a memory that cannot be read counts as none', async () => {
  for (const text of ['{', '[]', '{"done":7}', '{"done":["shown-window"],"told":[{"cause":1}]}']) {
    await writeFile(join(desk.folder, 'window.json'), text);
    await start({ hidden: true });
    expect(window()?.isVisible(), text).toBe(true);
    await noted('shown-window');
    await desk.shell.close();
  }
});

describe('the tray', () => {
  test('shows how things stand from the start, and each change', async () => {
    await start();
    expect(desk.native.tray()?.state).toBe('attention');
    desk.double.change({ light: 'ok', problems: [] });
    await vi.waitFor(() => expect(desk.native.tray()?.state).toBe('ok'));
  });

  test('its menu opens the page at the screen it names', async () => {
    await start({ hidden: true });
    window()?.crash();
    desk.native.choose({ kind: 'open', address: '#/problems' });
    desk.native.choose({ kind: 'open', address: '#/today' });
    desk.native.choose({ kind: 'open', address: '' });
    expect(desk.native.windows).toHaveLength(2);
    expect(window()?.addresses).toEqual(['#/problems', '#/today']);
  });

  test('Sync now runs once, and a refusal is said', async () => {
    await start();
    desk.native.choose(syncNow);
    await vi.waitFor(() => expect(desk.double.asked.map(([name]) => name)).toContain('run.now'));
    expect(desk.native.said).toEqual([]);
    desk.double.failNext(
      'run.now',
      new SyncError('rejected', 'settings-unreadable', 'mappings.json cannot be read.', {
        nextStep: 'Correct line 3.',
      }),
    );
    desk.native.choose(syncNow);
    await vi.waitFor(() => expect(desk.native.said).toEqual(['mappings.json cannot be read. Correct line 3.']));
  });

  test('DESK-09 Quit ends at the first click: the window goes at once, the agent in its own time, then the tray', async () => {
    vi.useFakeTimers();
    await start();
    const opened = window();
    desk.native.choose({ kind: 'quit' });
    expect(opened?.isVisible()).toBe(false);
    expect(desk.native.tray()).toMatchObject({ state: 'stopped', menu: [] });
    desk.double.change({ light: 'syncing' });
    desk.native.click();
    desk.native.choose({ kind: 'quit' });
    desk.shell.show();
    desk.shell.quit();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.ends).toBe(1);
    expect(opened?.isVisible()).toBe(false);
    expect(desk.native.tray()?.state).toBe('stopped');
    desk.letEnd();
    await vi.waitFor(() => expect(desk.native.tray()).toBeUndefined());
    expect(desk.native.said).toEqual([]);
    expect(desk.left).toBeGreaterThan(0);
  });

  test('DESK-08 an end that the system wants is told from a person who quits', async () => {
    await start();
    desk.shell.quit();
    expect([desk.ends, desk.left]).toEqual([1, 0]);
  });

  test('moves while it syncs, two drawings a second, and rests at the end', async () => {
    vi.useFakeTimers();
    await start();
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.native.frames).toEqual([]);
    desk.double.change({ light: 'syncing' });
    await vi.advanceTimersByTimeAsync(1000);
    desk.double.change({ light: 'syncing', verdict: 'Posting #1042' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.native.frames).toEqual([1, 0, 1, 0]);
    desk.double.change({ light: 'ok' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.native.frames).toHaveLength(4);
  });
});

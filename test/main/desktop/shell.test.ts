import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../../core/contract.ts';
import type { AlertSettings } from '../../../core/model/settings.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { SyncError } from '../../../core/errors.ts';
import { openMemory } from '../../../main/desktop/memory.ts';
import { openShell, type Shell } from '../../../main/desktop/shell.ts';
import { agentDouble, type AgentDouble } from '../../fakes/agent-double.ts';
import { nativeDouble, type NativeDouble } from '../../fakes/native-double.ts';

const syncNow = { kind: 'ask', request: 'run.now', args: [] } as const;
const stays = 'Counterfoil goes on working here, beside the clock.';

let folder: string;
let double: AgentDouble;
let friday: Snapshot;
let native: NativeDouble;
let ends: number;
let left: number;
let letEnd: () => void;
let shell: Shell;
let alerts: AlertSettings;

/** As at each start of the program; what was done once is in the folder. */
async function start({ hidden = false } = {}): Promise<void> {
  native = nativeDouble();
  ends = 0;
  left = 0;
  shell = openShell({
    native,
    agent: { handlers: double.handlers, subscribe: double.subscribe, snapshot: () => friday },
    life: {
      tick: () => {},
      end: () => {
        ends += 1;
        return new Promise<void>(done => {
          letEnd = done;
        }).then(() => shell.close());
      },
    },
    memory: await openMemory(folder),
    alerts: () => alerts,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    hidden,
    leaving: () => void (left += 1),
  });
}
const window = () => native.windows.at(-1);
/** Until what was done once is on the disk. */
const noted = (what: string) =>
  vi.waitFor(async () => expect(await readFile(join(folder, 'window.json'), 'utf8')).toContain(what));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-shell-'));
  double = agentDouble();
  friday = await double.handlers.snapshot();
  ({ alerts } = sampleSettings({ domain: 'larch.myshopify.com', url: 'http://127.0.0.1:1' }, 'Office PC'));
});
afterEach(async () => {
  vi.useRealTimers();
  await shell.close();
  await rm(folder, { recursive: true });
});

describe('the window', () => {
  test('opens at a start, and a click on the tray hides and shows it', async () => {
    await start();
    expect(window()?.isVisible()).toBe(true);
    native.click();
    expect(window()?.isVisible()).toBe(false);
    native.click();
    expect(window()?.isVisible()).toBe(true);
    expect(native.windows).toHaveLength(1);
  });

  test('DESK-05 closed with X it stays in the tray, and says so once, for ever', async () => {
    await start();
    window()?.close();
    expect(window()?.isVisible()).toBe(false);
    expect(native.said).toEqual([stays]);
    expect(ends).toBe(0);
    native.click();
    window()?.close();
    expect(native.said).toEqual([stays]);
    await noted('said-it-stays');
    await shell.close();
    await start();
    window()?.close();
    expect(native.said).toEqual([]);
  });

  test('DESK-06 started at login it is hidden, except the first time of all', async () => {
    await start({ hidden: true });
    expect(window()?.isVisible()).toBe(true);
    await noted('shown-window');
    await shell.close();
    await start({ hidden: true });
    expect(native.windows).toEqual([]);
    native.click();
    expect(window()?.isVisible()).toBe(true);
  });

  test('DESK-07 a second launch brings it to the front', async () => {
    await start();
    window()?.close();
    shell.show();
    expect(window()?.isVisible()).toBe(true);
    expect(native.windows).toHaveLength(1);
  });

  test('a crash leaves the agent running, and the next click opens a new one', async () => {
    await start();
    const crashed = window();
    crashed?.crash();
    double.change({ verdict: 'Still here.' });
    expect(ends).toBe(0);
    expect(crashed?.told.map(({ verdict }) => verdict)).not.toContain('Still here.');
    native.click();
    expect(native.windows).toHaveLength(2);
    expect(window()?.isVisible()).toBe(true);
    expect(await shell.ipc.request({ id: 1, isMainFrame: true, url: 'counterfoil://page/' }, 'snapshot', [])).toEqual(
      expect.objectContaining({ ok: false }),
    );
    expect(await shell.ipc.request({ id: 2, isMainFrame: true, url: 'counterfoil://page/' }, 'snapshot', [])).toEqual(
      expect.objectContaining({ ok: true }),
    );
  });

  test('hears the snapshot once it listens, then each change, at most four times a second and the last one always', async () => {
    vi.useFakeTimers();
    await start();
    const opened = window();
    await vi.advanceTimersByTimeAsync(1000);
    const before = opened?.told.length ?? 0;
    shell.ipc.listen({ id: 1, isMainFrame: true, url: 'counterfoil://page/' });
    expect(opened?.told.slice(before)).toEqual([friday]);
    for (let turn = 1; turn <= 100; turn += 1) {
      double.change({ verdict: `turn ${turn}` });
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
    await writeFile(join(folder, 'window.json'), text);
    await start({ hidden: true });
    expect(window()?.isVisible(), text).toBe(true);
    await noted('shown-window');
    await shell.close();
  }
});

describe('the tray', () => {
  test('shows how things stand from the start, and each change', async () => {
    await start();
    expect(native.tray()?.state).toBe('attention');
    double.change({ light: 'ok', problems: [] });
    await vi.waitFor(() => expect(native.tray()?.state).toBe('ok'));
  });

  test('its menu opens the page at the screen it names', async () => {
    await start({ hidden: true });
    window()?.crash();
    native.choose({ kind: 'open', address: '#/problems' });
    native.choose({ kind: 'open', address: '#/today' });
    native.choose({ kind: 'open', address: '' });
    expect(native.windows).toHaveLength(2);
    expect(window()?.addresses).toEqual(['#/problems', '#/today']);
  });

  test('Sync now runs once, and a refusal is said', async () => {
    await start();
    native.choose(syncNow);
    await vi.waitFor(() => expect(double.asked.map(([name]) => name)).toContain('run.now'));
    expect(native.said).toEqual([]);
    double.failNext(
      'run.now',
      new SyncError('rejected', 'settings-unreadable', 'mappings.json cannot be read.', {
        nextStep: 'Correct line 3.',
      }),
    );
    native.choose(syncNow);
    await vi.waitFor(() => expect(native.said).toEqual(['mappings.json cannot be read. Correct line 3.']));
  });

  test('DESK-09 Quit ends at the first click: the window goes at once, the agent in its own time, then the tray', async () => {
    vi.useFakeTimers();
    await start();
    const opened = window();
    native.choose({ kind: 'quit' });
    expect(opened?.isVisible()).toBe(false);
    expect(native.tray()).toMatchObject({ state: 'stopped', menu: [] });
    double.change({ light: 'syncing' });
    native.click();
    native.choose({ kind: 'quit' });
    shell.show();
    shell.quit();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ends).toBe(1);
    expect(opened?.isVisible()).toBe(false);
    expect(native.tray()?.state).toBe('stopped');
    letEnd();
    await vi.waitFor(() => expect(native.tray()).toBeUndefined());
    expect(native.said).toEqual([]);
    expect(left).toBeGreaterThan(0);
  });

  test('DESK-08 an end that the system wants is told from a person who quits', async () => {
    await start();
    shell.quit();
    expect([ends, left]).toEqual([1, 0]);
  });

  test('moves while it syncs, two drawings a second, and rests at the end', async () => {
    vi.useFakeTimers();
    await start();
    await vi.advanceTimersByTimeAsync(2000);
    expect(native.frames).toEqual([]);
    double.change({ light: 'syncing' });
    await vi.advanceTimersByTimeAsync(1000);
    double.change({ light: 'syncing', verdict: 'Posting #1042' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(native.frames).toEqual([1, 0, 1, 0]);
    double.change({ light: 'ok' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(native.frames).toHaveLength(4);
  });
});

describe('notifications', () => {
  const shown = () => native.notifications.filter(one => one.isShown()).map(({ title }) => title);
  const fig = '2 orders wait for one SKU';
  /** Nothing else is of this one cause. */
  const onlyFig = () => friday.problems.filter(({ problem }) => problem.code === 'unknown-item');

  test('each cause once, in words with what may be done; a click opens the problem', async () => {
    friday = { ...friday, problems: onlyFig() };
    await start({ hidden: true });
    window()?.crash();
    expect(shown()).toEqual([fig]);
    const [notification] = native.notifications;
    expect(notification).toMatchObject({
      text: 'Odoo does not know CDL-FIG-220 (Fig candle, 220 g). Nothing else is affected.',
      buttons: [{ words: 'Open' }, { words: 'Retry' }],
      isUrgent: false,
    });
    notification?.press();
    expect(window()?.addresses).toEqual([`#/problems/${encodeURIComponent(onlyFig()[0]?.recordId ?? '')}`]);
  });

  test('Retry tries all of the cause as one request, and says when it was in vain', async () => {
    friday = { ...friday, problems: onlyFig() };
    await start();
    native.notifications[0]?.press('Retry');
    await vi.waitFor(() => expect(native.said).toEqual(['2 orders still wait: Odoo does not know CDL-FIG-220.']), 9000);
    expect(double.asked.filter(([name]) => name === 'orders.retry')).toEqual([
      ['orders.retry', onlyFig().map(({ recordId }) => recordId)],
    ]);
  });

  test('what is solved is taken back', async () => {
    friday = { ...friday, problems: onlyFig() };
    await start();
    expect(shown()).toEqual([fig]);
    double.change({ problems: [] });
    await vi.waitFor(() => expect(shown()).toEqual([]));
  });

  test('what was told before a restart is not told again', async () => {
    friday = { ...friday, problems: onlyFig() };
    await start();
    await noted('unknown-item');
    await shell.close();
    await start();
    expect(native.notifications).toEqual([]);
  });

  test('DESK-15 quiet hours hold them while the icon shows the state, and their end tells once', async () => {
    vi.useFakeTimers();
    alerts = { ...alerts, quietHours: { from: '10:00', to: '12:00' } };
    await start();
    expect(native.tray()?.state).toBe('attention');
    expect(native.notifications).toEqual([]);
    friday = { ...friday, now: '2026-11-27T12:00:00.000Z' };
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown()).toEqual(['4 things need you']);
    native.notifications[0]?.press();
    expect(window()?.addresses).toContain('#/problems');
  });

  test('DESK-15 what failed breaks through them, urgently', async () => {
    alerts = { ...alerts, quietHours: { from: '10:00', to: '12:00' } };
    const button = { words: 'Try again', request: 'resume' } as const;
    const banner = {
      code: 'auth',
      severity: 'failed',
      title: 'Shopify no longer lets us in',
      explanation: 'x',
    } as const;
    friday = { ...friday, light: 'failed', banners: [{ ...banner, button }] };
    await start();
    expect(shown()).toEqual(['Shopify no longer lets us in']);
    expect(native.notifications[0]?.isUrgent).toBe(true);
    native.notifications[0]?.press('Try again');
    await vi.waitFor(() => expect(double.asked.map(([name]) => name)).toContain('resume'));
  });
});

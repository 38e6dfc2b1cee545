import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UpdateSettings } from '../../core/model/settings.ts';
import { hours, minutes } from '../../core/model/time.ts';
import { triedIn } from '../../main/desktop/updates/tried.ts';
import { openUpdater, type Updater } from '../../main/desktop/updates/updater.ts';
import { updateBanner, updateWords } from '../../main/desktop/updates/words.ts';
import { quietLog } from '../world/world.ts';

let folder: string;
/** The PC, its network and what a person does. */
let pc: {
  newest: string | undefined;
  reachable: boolean;
  metered: boolean;
  settings: UpdateSettings;
  idle: boolean;
  watched: boolean;
  nowMs: number;
  readonly done: string[];
};
let updater: Updater;

/** As at each start of the program, of version 1.1.0. */
function start(): void {
  const settle = async <T>(done: string, value: T): Promise<T> => {
    if (!pc.reachable) throw new Error('ENOTFOUND');
    if (done !== '') pc.done.push(done);
    return value;
  };
  updater = openUpdater({
    source: {
      newer: () => settle('', pc.newest),
      fetch: () => settle('fetched', undefined),
      install: then => void pc.done.push(`installed, then ${then}`),
    },
    tried: triedIn(folder),
    settings: async () => pc.settings,
    isMetered: async () => pc.metered,
    isIdle: () => pc.idle,
    isWatched: () => pc.watched,
    end: () => void pc.done.push('ended'),
    changed: () => {},
    now: () => pc.nowMs,
    log: quietLog,
  });
}
const banner = () => updateBanner(updater.state(), pc.idle);
const later = async (ms = minutes(1)): Promise<void> => {
  pc.nowMs += ms;
  await updater.tick();
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-updates-'));
  pc = {
    newest: '1.2.0',
    reachable: true,
    metered: false,
    settings: { automatic: true, metered: 'detect' },
    idle: true,
    watched: true,
    nowMs: 0,
    done: [],
  };
  start();
});
afterEach(() => rm(folder, { recursive: true }));

test('DESK-08 a new version that is ready while a job is running waits for idle', async () => {
  Object.assign(pc, { idle: false, watched: false });
  await updater.tick();
  expect(pc.done).toEqual(['fetched']);
  expect(updateWords(updater.state())).toBe('Version 1.2.0 is ready.');
  await later(minutes(11));
  expect(pc.done).toEqual(['fetched']);
  pc.idle = true;
  await later();
  expect(pc.done).toEqual(['fetched', 'ended']);
  expect(await updater.finish()).toBe(true);
  expect(pc.done.at(-1)).toBe('installed, then restart');
});

test('DESK-08 a person who asks for it during a job sees it wait, and then go', async () => {
  await updater.tick();
  pc.idle = false;
  expect(banner()?.button?.words).toBe('When idle');
  expect(updater.go()).toBe(true);
  await later();
  expect(pc.done).toEqual(['fetched']);
  expect(banner()).toMatchObject({ explanation: expect.stringContaining('sync under way'), button: undefined });
  pc.idle = true;
  await later();
  expect(pc.done).toEqual(['fetched', 'ended']);
});

test('DESK-08 nobody is interrupted at the window, and who wants no new versions by themselves gets none', async () => {
  await updater.tick();
  await later(minutes(30));
  pc.watched = false;
  await later(minutes(9));
  expect(banner()).toMatchObject({ title: 'Version 1.2.0 is ready', button: { words: 'Restart now' } });
  expect(pc.done).toEqual(['fetched']);
  pc.settings = { automatic: false, metered: 'no' };
  start();
  await updater.tick();
  await later(minutes(30));
  expect(banner()).toMatchObject({ button: { words: 'Fetch it now' } });
  expect(pc.done).toEqual(['fetched']);
});

test('DESK-08 Windows shuts down: no installer is started, and the next day starts as ever', async () => {
  await updater.tick();
  // The system ends the program: nobody has said `leaving`.
  expect(await updater.finish()).toBe(false);
  expect(pc.done).toEqual(['fetched']);
  start();
  expect(await triedIn(folder).arrived('1.1.0')).toBeUndefined();
  await updater.tick();
  expect(updateWords(updater.state())).toBe('Version 1.2.0 is ready.');
});

test('DESK-08 an installer that was cut short is not started again by itself, only by a person', async () => {
  pc.watched = false;
  await updater.tick();
  await later(minutes(11));
  expect(await updater.finish()).toBe(true);
  // The old version starts the next day.
  pc.done.length = 0;
  start();
  await updater.tick();
  await later(minutes(30));
  expect(pc.done).toEqual(['fetched']);
  expect(banner()).toMatchObject({ title: 'Version 1.2.0 could not be put in place', button: { words: 'Try again' } });
  updater.go();
  await expect.poll(() => pc.done).toEqual(['fetched', 'ended']);
});

test('DESK-08 Quit by a person puts in place what is ready, and does not start again', async () => {
  await updater.tick();
  updater.leaving();
  expect(await updater.finish()).toBe(true);
  expect(pc.done).toEqual(['fetched', 'installed, then close']);
});

test('DESK-11 a metered network fetches nothing, and a person may say otherwise for once and for all', async () => {
  pc.metered = true;
  await updater.tick();
  expect(pc.done).toEqual([]);
  expect(banner()).toMatchObject({
    title: 'Version 1.2.0 is there',
    explanation: expect.stringContaining('paid by volume'),
    button: { words: 'Fetch it now' },
  });
  updater.go();
  await expect.poll(() => pc.done).toEqual(['fetched']);

  pc.done.length = 0;
  pc.settings = { automatic: true, metered: 'no' };
  start();
  await updater.tick();
  expect(pc.done).toEqual(['fetched']);
});

test('DESK-11 a network that is metered, although the system does not know, fetches nothing either', async () => {
  pc.settings = { automatic: true, metered: 'yes' };
  await updater.tick();
  expect(pc.done).toEqual([]);
  expect(updateWords(updater.state())).toContain('not fetched');
});

test('without a network this version goes on, and it is looked again six hours later, not each minute', async () => {
  pc.reachable = false;
  await updater.tick();
  pc.reachable = true;
  await later();
  expect(pc.done).toEqual([]);
  await later(hours(6));
  expect(pc.done).toEqual(['fetched']);
});

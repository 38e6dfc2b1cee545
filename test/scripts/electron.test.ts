import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findElectron } from '../../scripts/electron.mjs';

const names = { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' } as const;
const screen = { DISPLAY: ':0' };

let dist: string;
const binaryOf = (platform: keyof typeof names) => join(dist, names[platform]);
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'counterfoil-electron-'));
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    await mkdir(dirname(binaryOf(platform)), { recursive: true });
    await writeFile(binaryOf(platform), '');
  }
});
afterAll(() => rm(dist, { recursive: true }));

describe('npm start', () => {
  test.each(['linux', 'win32', 'darwin'] as const)('opens the desktop app on %s where its binary is', platform => {
    const binary = binaryOf(platform);
    expect(findElectron(screen, { platform, uid: 1000, dist })).toEqual({ binary });
    const elsewhere = { ...screen, ELECTRON_OVERRIDE_DIST_PATH: dist };
    expect(findElectron(elsewhere, { platform, uid: 1000, dist: '/nowhere' })).toEqual({ binary });
  });

  test.each<[words: string, env: NodeJS.ProcessEnv, uid: number, missing: boolean]>([
    ['Electron is not there', screen, 1000, true],
    ['does not work for root', screen, 0, false],
    ['There is no screen', {}, 1000, false],
  ])('%s: the page in the browser instead, and one line why', (words, env, uid, missing) => {
    const { binary, why } = findElectron(env, { platform: 'linux', uid, dist: missing ? '/nowhere' : dist });
    expect(binary).toBeUndefined();
    expect(why).toContain(words);
  });
});

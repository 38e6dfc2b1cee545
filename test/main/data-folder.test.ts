import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolder, ensureDataFolder, sampleFolder } from '../../main/data-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const home = join('/', 'home', 'me');
const at = (platform: NodeJS.Platform, env: Record<string, string> = {}, asked?: string) =>
  dataFolder(asked, { platform, env, home });

test('each platform has its own place', () => {
  expect(at('linux')).toBe(join(home, '.local', 'share', 'counterfoil'));
  expect(at('linux', { XDG_DATA_HOME: join('/', 'xdg') })).toBe(join('/', 'xdg', 'counterfoil'));
  expect(at('darwin')).toBe(join(home, 'Library', 'Application Support', 'Counterfoil'));
  expect(at('win32', { APPDATA: 'roaming' })).toBe(join('roaming', 'Counterfoil'));
  expect(at('win32')).toBe(join(home, 'AppData', 'Roaming', 'Counterfoil'));
});

test('--data wins over COUNTERFOIL_DATA, which wins over the platform', () => {
  expect(at('linux', { COUNTERFOIL_DATA: 'here' })).toBe(resolve('here'));
  expect(at('linux', { COUNTERFOIL_DATA: 'here' }, 'there')).toBe(resolve('there'));
  expect(at('linux', { COUNTERFOIL_DATA: '' })).toBe(join(home, '.local', 'share', 'counterfoil'));
});

// Windows has no such permissions: a user's profile folder is that user's alone there.
test.skipIf(process.platform === 'win32')(
  'a new folder is for its owner alone; an old one stays as it is',
  async () => {
    const made = sampleFolder(join(folder, 'new'));
    await ensureDataFolder(made);
    expect((await stat(made)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(0o700);
    await ensureDataFolder(made);
  },
);

test('a folder that cannot be used is named', async () => {
  const taken = join(folder, 'file');
  await writeFile(taken, '');
  await expect(ensureDataFolder(taken)).rejects.toMatchObject({
    category: 'rejected',
    code: 'data-folder-unusable',
    message: expect.stringContaining(taken),
  });
});

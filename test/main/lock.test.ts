import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lockDataFolder, lockName } from '../../main/lock.ts';
import { freshFolder } from '../world/fresh-folder.ts';

let outDir = '';
let built = '';
const running: ReturnType<typeof spawn>[] = [];

beforeAll(async () => {
  outDir = await mkdtemp(path.join(tmpdir(), 'lock-built-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: path.resolve('main/lock.ts'), outDir, rollupOptions: { output: { entryFileNames: 'lock.mjs' } } },
  });
  built = pathToFileURL(path.join(outDir, 'lock.mjs')).href;
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** Another process that locks and releases when told. */
async function startOther(folder: string) {
  const child = spawn(process.execPath, [path.resolve('test/main/lock-child.mjs'), built, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => (await lines.next()).value ?? 'gone';
  expect(await answer()).toBe('ready');
  const tell = (order: 'lock' | 'release'): Promise<string> => {
    child.stdin.write(`${order}\n`);
    return answer();
  };
  return { child, tell };
}

const leaveLock = (folder: string, holder: object): Promise<void> =>
  writeFile(
    path.join(folder, lockName),
    JSON.stringify({
      token: 'left-behind',
      host: hostname().split('.')[0]?.toLowerCase(),
      deviceName: 'office',
      ...holder,
    }),
  );

test('a second process is refused in words until the first lets go', async () => {
  const folder = await freshFolder();
  const other = await startOther(folder);
  expect(await other.tell('lock')).toBe('held');
  await expect(lockDataFolder(folder, { deviceName: 'office' })).rejects.toMatchObject({
    category: 'safety',
    code: 'data-folder-in-use',
    message: `The data folder is in use by an agent that already runs on this PC (process ${other.child.pid}).`,
  });
  expect(await other.tell('release')).toBe('released');
  await (
    await lockDataFolder(folder, { deviceName: 'office' })
  )();
  expect(await readdir(folder)).toEqual([]);
});

test('a killed process leaves nothing that stops the next one', async () => {
  const folder = await freshFolder();
  const other = await startOther(folder);
  expect(await other.tell('lock')).toBe('held');
  other.child.kill('SIGKILL');
  await once(other.child, 'exit');
  await lockDataFolder(folder, { deviceName: 'office' });
  expect(JSON.parse(await readFile(path.join(folder, lockName), 'utf8'))).toMatchObject({ pid: process.pid });
});

test('a number that now belongs to a process started later holds nothing', async () => {
  const folder = await freshFolder();
  const started = process.platform === 'linux' ? 'boot:an-earlier-boot:42' : 'ms:1000';
  await leaveLock(folder, { pid: process.ppid, started });
  await lockDataFolder(folder, { deviceName: 'office' });
});

test('another PC’s lock stands, and says what to do if that PC is gone', async () => {
  const folder = await freshFolder();
  await leaveLock(folder, { pid: 1, host: 'till', deviceName: 'Till by the door' });
  await expect(lockDataFolder(folder, { deviceName: 'office' })).rejects.toMatchObject({
    message: 'The data folder is in use by the agent on Till by the door.',
    nextStep: expect.stringContaining(lockName),
  });
});

test('a half written lock, and a permit of one who died taking over, are passed', async () => {
  const folder = await freshFolder();
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  await writeFile(path.join(folder, lockName), '{"tok');
  await (
    await lockDataFolder(folder, { deviceName: 'office' })
  )();
  await leaveLock(folder, { pid: gone });
  const permit = {
    token: 'died-half-way',
    pid: gone,
    host: hostname().split('.')[0]?.toLowerCase(),
    deviceName: 'office',
  };
  await writeFile(path.join(folder, `${lockName}.left-beh`), JSON.stringify(permit));
  await lockDataFolder(folder, { deviceName: 'office' });
  expect(await readdir(folder)).toEqual([lockName]);
});

test('of several that find the holder gone at once, exactly one gets the folder', async () => {
  const folder = await freshFolder();
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const others = await Promise.all([1, 2, 3, 4].map(() => startOther(folder)));
  for (let round = 0; round < 25; round += 1) {
    await leaveLock(folder, { pid: gone, token: `round-${String(round).padStart(2, '0')}` });
    const answers = await Promise.all(others.map(({ tell }) => tell('lock')));
    expect(answers.toSorted()).toEqual(['data-folder-in-use', 'data-folder-in-use', 'data-folder-in-use', 'held']);
    await others[answers.indexOf('held')]?.tell('release');
  }
});

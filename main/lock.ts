import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SyncError } from '../core/errors.ts';
import { processStart, startedApart } from './process-start.ts';

export type LockOptions = {
  readonly pid?: number;
  /** As a person knows this PC. */
  readonly deviceName: string;
  /** The network's name for it: process numbers mean nothing on another. */
  readonly host?: string;
};

type Holder = {
  /** Of this very lock: no two are alike. */
  readonly token: string;
  readonly pid: number;
  readonly started: string | undefined;
  readonly host: string;
  readonly deviceName: string;
};

export const lockName = 'agent.lock';

/**
 * Makes this process the data folder's only writer until released. A lock left behind by a process that is gone, killed
 * or cut off by power loss, is taken over at once.
 * @returns how to release it
 * @throws data-folder-in-use, naming who holds it
 */
export async function lockDataFolder(folder: string, options: LockOptions): Promise<() => Promise<void>> {
  const { pid = process.pid, deviceName } = options;
  const host = shortName(options.host ?? hostname());
  const me: Holder = { token: randomUUID(), pid, started: await processStart(pid), host, deviceName };
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, lockName);
  await seize(file, me, folder);
  return () => release(file, me);
}

/** "office.local" and "office.lan" are one PC in two networks. */
const shortName = (host: string): string => host.split('.')[0]?.toLowerCase() ?? '';

/**
 * Creates `file` holding `me`, or takes it over from a process that is gone. To take over, the lock of that very holder
 * (a file named after its token) is seized first, by the same rules: of two who find it gone, one gets to replace it, and
 * a third who looked long ago finds another holder in place. Dying half way leaves nothing that stops the next one.
 */
async function seize(file: string, me: Holder, folder: string): Promise<void> {
  for (;;) {
    if (await createWhole(file, me)) return;
    const holder = await readHolder(file);
    if (holder === undefined) continue;
    if (await isAlive(holder, me)) throw inUse(holder, me, folder);
    const permit = `${file}.${holder.token.slice(0, 8)}`;
    await seize(permit, me, folder);
    try {
      if ((await readHolder(file))?.token !== holder.token) continue;
      await replace(file, me);
      return;
    } finally {
      await release(permit, me);
    }
  }
}

/** False when it is there already. Never visible half written: a whole file is linked to the name. */
async function createWhole(file: string, me: Holder): Promise<boolean> {
  const draft = await writeDraft(file, me);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error;
    return await createWithoutLinks(file, me);
  } finally {
    await rm(draft, { force: true });
  }
}

/** For disks without hard links, such as USB sticks. */
async function createWithoutLinks(file: string, me: Holder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(JSON.stringify(me));
    await handle.close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function replace(file: string, me: Holder): Promise<void> {
  const draft = await writeDraft(file, me);
  for (let left = 20; ; left -= 1) {
    try {
      return await rename(draft, file);
    } catch (error) {
      // Windows refuses while somebody reads the file.
      if (left === 0 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) {
        await rm(draft, { force: true });
        throw error;
      }
      await sleep(50);
    }
  }
}

async function writeDraft(file: string, me: Holder): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(JSON.stringify(me));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

async function release(file: string, me: Holder): Promise<void> {
  if ((await readHolder(file))?.token === me.token) await rm(file, { force: true });
}

/** Undefined when there is no such file. One that stays unreadable was left half written by a process that is gone. */
async function readHolder(file: string): Promise<Holder | undefined> {
  for (let left = 20; ; left -= 1) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    const holder = parseHolder(text);
    if (holder !== undefined) return holder;
    if (left === 0) return { token: 'unreadable', pid: 0, started: undefined, host: '', deviceName: '' };
    await sleep(50);
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' &&
  value !== null &&
  ['token', 'host', 'deviceName'].every(name => typeof Reflect.get(value, name) === 'string') &&
  Number.isInteger(Reflect.get(value, 'pid'));

/** Unsure counts as alive: two writers are worse than a message. */
async function isAlive(holder: Holder, me: Holder): Promise<boolean> {
  if (holder.token === 'unreadable') return false;
  if (holder.host !== me.host) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return !startedApart(holder.started, await processStart(holder.pid));
}

function inUse({ deviceName, host, pid }: Holder, me: Holder, folder: string): SyncError {
  const isHere = host === me.host;
  const who = isHere ? `an agent that already runs on this PC (process ${pid})` : `the agent on ${deviceName}`;
  return new SyncError('safety', 'data-folder-in-use', `The data folder is in use by ${who}.`, {
    system: 'agent',
    nextStep: isHere
      ? 'Use the agent that runs, or stop it first.'
      : `Stop the agent on ${deviceName}. If that PC is gone for good, delete ${lockName} in the data folder.`,
    details: { folder, host, pid: String(pid), device: deviceName },
  });
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

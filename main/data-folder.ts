import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SyncError } from '../core/errors.ts';
import { variableIn, type Environment } from './environment.ts';

export type Surroundings = {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly home: string;
};

const here = (): Surroundings => ({ env: process.env, platform: process.platform, home: homedir() });

/**
 * Where everything of one shop lives: `--data`, else COUNTERFOIL_DATA, else the platform's place for an app's own data.
 * @param asked the value of `--data`.
 */
export function dataFolder(asked: string | undefined, { env, platform, home }: Surroundings = here()): string {
  const chosen = asked ?? variableIn(env, 'COUNTERFOIL_DATA');
  if (chosen !== undefined) return resolve(chosen);
  if (platform === 'win32') return join(variableIn(env, 'APPDATA') ?? join(home, 'AppData', 'Roaming'), 'Counterfoil');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Counterfoil');
  return join(variableIn(env, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'counterfoil');
}

/** The demo's own data, apart from a real shop's. */
export const sampleFolder = (folder: string): string => join(folder, 'sample');

/**
 * Creates the folder for this user alone; one that is there keeps its permissions.
 * @throws SyncError 'rejected' in words.
 */
export async function ensureDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw unusable(folder, cause);
  }
}

/** Opens what lies in the folder. @throws SyncError 'rejected' in words where the disk refuses. */
export async function inDataFolder<T>(folder: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    throw cause instanceof Error && 'syscall' in cause ? unusable(folder, cause) : cause;
  }
}

const fullDisk = new Set(['ENOSPC', 'EDQUOT']);

function unusable(folder: string, cause: unknown): SyncError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return new SyncError('rejected', 'data-folder-unusable', `The data folder ${folder} cannot be used (${code}).`, {
    system: 'agent',
    nextStep: fullDisk.has(code)
      ? 'The disk is full: make room on it, or choose another folder with --data or COUNTERFOIL_DATA.'
      : 'Make it writable for you, or choose another one with --data or COUNTERFOIL_DATA.',
    cause,
  });
}

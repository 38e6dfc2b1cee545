import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { SyncError } from '../../errors.ts';
import { unreadable } from './refuse.ts';

/** The sample ERP's folder, one JSON file a document. Paths are relative to it, with "/". Every write is durable when it resolves. */
export type Store = {
  /** @returns undefined when there is no such file. @throws SyncError busy, naming file and field. */
  read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined>;
  /** The same for what is read often: each call looks, and parses again only when the file has changed. */
  watched<T>(path: string, schema: z.ZodType<T>): () => T | undefined;
  /** When a file or folder last changed, in milliseconds; 0 when there is none. */
  changedMs(path: string): number;
  /** File names without ".json", sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** All of the file or nothing of it. @returns false, with nothing changed, when there is a file already. */
  create(path: string, value: unknown): Promise<boolean>;
  replace(path: string, value: unknown): Promise<void>;
  remove(path: string): Promise<void>;
  /** The next of "SO-0001", "SO-0002", ...; never given twice, gaps are possible. */
  claimNumber(prefix: string): Promise<string>;
};

/** One writer at a time per folder within this process; between processes the file system decides. */
const queues = new Map<string, Promise<unknown>>();

export function inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const key = resolve(folder);
  const turn = (queues.get(key) ?? Promise.resolve()).then(work, work);
  queues.set(key, turn);
  return turn;
}

const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';
const isThere = (error: unknown): boolean => codeOf(error) === 'EEXIST';
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** A full disk or a folder that went away: the same request may work later. */
function diskError(error: unknown): SyncError {
  if (error instanceof SyncError) return error;
  return new SyncError('transient', 'erp-disk', 'The sample ERP could not use its folder.', {
    system: 'erp',
    nextStep: 'See that the folder is there and the disk is not full.',
    details: { error: codeOf(error) ?? 'unknown' },
    cause: error,
  });
}

function parse<T>(path: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, cause instanceof Error ? cause.message : 'no JSON', cause);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unreadable(
    path,
    `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not as expected'}`,
    result.error,
  );
}

export function openStore(folder: string): Store {
  const lastNumber = new Map<string, number>();
  let temps = 0;

  /** The whole text under a name nobody reads, ready to be linked or renamed into place. */
  async function prepare(path: string, value: unknown): Promise<string> {
    temps += 1;
    const temp = join(folder, dirname(path), `.${basename(path)}.${process.pid}-${temps}.tmp`);
    await mkdir(dirname(temp), { recursive: true });
    const file = await open(temp, 'wx');
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
    return temp;
  }

  return {
    read: (path, schema) =>
      guarded(async () => {
        const text = await readFile(join(folder, path), 'utf8').catch((error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        });
        return text === undefined ? undefined : parse(path, text, schema);
      }),

    watched<T>(path: string, schema: z.ZodType<T>) {
      let known: { readonly version: string; readonly value: T } | undefined;
      return () => {
        try {
          const stat = statSync(join(folder, path), { bigint: true, throwIfNoEntry: false });
          if (stat === undefined) return undefined;
          const version = `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
          if (known?.version !== version)
            known = { version, value: parse(path, readFileSync(join(folder, path), 'utf8'), schema) };
          return known.value;
        } catch (error) {
          throw diskError(error);
        }
      };
    },

    changedMs(path) {
      try {
        const stat = statSync(join(folder, path), { throwIfNoEntry: false });
        return stat === undefined ? 0 : Math.max(stat.mtimeMs, stat.ctimeMs);
      } catch (error) {
        throw diskError(error);
      }
    },

    list: path =>
      guarded(async () => {
        const names = await readdir(join(folder, path)).catch((error: unknown) => {
          if (isMissing(error)) return [];
          throw error;
        });
        return names
          .filter(name => name.endsWith('.json') && !name.startsWith('.'))
          .map(name => name.slice(0, -5))
          .toSorted();
      }),

    create: (path, value) =>
      guarded(async () => {
        const temp = await prepare(path, value);
        try {
          await link(temp, join(folder, path));
        } catch (error) {
          if (isThere(error)) return false;
          throw error;
        } finally {
          await rm(temp, { force: true });
        }
        await syncFolder(join(folder, dirname(path)));
        return true;
      }),

    replace: (path, value) =>
      guarded(async () => {
        await rename(await prepare(path, value), join(folder, path));
        await syncFolder(join(folder, dirname(path)));
      }),

    remove: path =>
      guarded(async () => {
        await rm(join(folder, path), { force: true });
        await syncFolder(join(folder, dirname(path)));
      }),

    claimNumber: prefix =>
      guarded(async () => {
        const taken = join(folder, 'numbers');
        await mkdir(taken, { recursive: true });
        for (let next = (lastNumber.get(prefix) ?? 0) + 1; ; next += 1) {
          const number = `${prefix}-${String(next).padStart(4, '0')}`;
          try {
            await (await open(join(taken, number), 'wx')).close();
          } catch (error) {
            if (isThere(error)) continue;
            throw error;
          }
          lastNumber.set(prefix, next);
          return number;
        }
      }),
  };
}

/** A new name in a folder survives a power cut only once the folder itself is on disk. Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (folder === undefined) return;
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskError(error);
  }
}

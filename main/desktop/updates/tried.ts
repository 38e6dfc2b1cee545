import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TextFile } from 'lowdb/node';
import { z } from 'zod';

const attempt = z.object({ version: z.string(), hidden: z.boolean() });
/** `hidden`: the window was not in sight, and is not to be after the restart. */
export type Attempt = z.output<typeof attempt>;

/** The last version that was handed to the installer, in update.json of the data folder. */
export type Tried = {
  last(): Promise<Attempt | undefined>;
  note(given: Attempt): Promise<void>;
  /** @returns what brought us here, where it was the version that runs now; said once */
  arrived(version: string): Promise<Attempt | undefined>;
};

/** A file that cannot be read counts as none: at worst a version is tried once more. */
export function triedIn(folder: string): Tried {
  const path = join(folder, 'update.json');
  const last = async (): Promise<Attempt | undefined> => {
    const text = await new TextFile(path).read().catch(() => null);
    try {
      return attempt.parse(JSON.parse(text ?? ''));
    } catch {
      return undefined;
    }
  };
  return {
    last,
    note: given => new TextFile(path).write(`${JSON.stringify(given)}\n`),
    async arrived(version) {
      const found = await last();
      if (found?.version !== version) return undefined;
      await rm(path, { force: true });
      return found;
    },
  };
}

import { join } from 'node:path';
import { TextFile } from 'lowdb/node';
import { z } from 'zod';

type Once = 'shown-window' | 'said-it-stays';

/** What the shell has done once and for all, in window.json of the data folder. */
export type Memory = {
  has(done: Once): boolean;
  note(done: Once): Promise<void>;
};

const remembered = z.object({ done: z.array(z.string()) });

/** A file that cannot be read counts as none: at worst something is said once more. */
export async function openMemory(folder: string): Promise<Memory> {
  const file = new TextFile(join(folder, 'window.json'));
  const text = await file.read().catch(() => null);
  const done = new Set(parse(text ?? ''));
  return {
    has: one => done.has(one),
    async note(one) {
      if (done.has(one)) return;
      done.add(one);
      await file.write(`${JSON.stringify({ done: [...done] })}\n`);
    },
  };
}

function parse(text: string): readonly string[] {
  try {
    return remembered.parse(JSON.parse(text)).done;
  } catch {
    return [];
  }
}

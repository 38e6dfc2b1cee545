import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { TextFile } from 'lowdb/node';
import { z } from 'zod';
import type { Told } from '../../core/alerts/notices.ts';

type Once = 'shown-window' | 'said-it-stays';

/** What the shell has done once and for all, and what it has told of, in window.json of the data folder. */
export type Memory = {
  has(done: Once): boolean;
  note(done: Once): Promise<void>;
  readonly told: readonly Told[];
  keepTold(told: readonly Told[]): Promise<void>;
};

const told = z.object({ cause: z.string(), at: z.iso.datetime().optional(), isHeld: z.boolean() });
const remembered = z.object({ done: z.array(z.string()), told: z.array(told).default([]) });

/** A file that cannot be read counts as none: at worst something is said once more. */
export async function openMemory(folder: string): Promise<Memory> {
  const file = new TextFile(join(folder, 'window.json'));
  const text = await file.read().catch(() => null);
  const known = parse(text ?? '');
  const done = new Set(known.done);
  let current: readonly Told[] = known.told;
  const write = () => file.write(`${JSON.stringify({ done: [...done], told: current })}\n`);
  return {
    has: one => done.has(one),
    async note(one) {
      if (done.has(one)) return;
      done.add(one);
      await write();
    },
    get told() {
      return current;
    },
    async keepTold(next) {
      if (isDeepStrictEqual(next, current)) return;
      current = next;
      await write();
    },
  };
}

function parse(text: string): z.output<typeof remembered> {
  try {
    return remembered.parse(JSON.parse(text));
  } catch {
    return { done: [], told: [] };
  }
}

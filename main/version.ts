import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** From package.json beside out/ (built) or beside main/ (tests). */
function read(): string {
  for (const up of ['../../package.json', '../package.json']) {
    try {
      return z
        .object({ name: z.literal('counterfoil'), version: z.string() })
        .parse(JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'))).version;
    } catch {
      // not here; look one further down
    }
  }
  return 'unknown';
}

export const version = read();

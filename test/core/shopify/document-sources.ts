import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', '..', 'core', 'shopify');

/** The names of all documents that the adapter's sources hold, wherever they stand. */
export const sourcesOfDocuments = (): readonly string[] =>
  readdirSync(folder).flatMap(file =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/ name: '(\w+)',(?:\n {2}subject: '[^']+',)?\n {2}text: `/g),
    ].map(([, name = '']) => name),
  );

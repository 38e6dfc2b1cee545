import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { SyncError } from '../../core/errors.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export type PageFile = { readonly type: string; readonly body: Uint8Array<ArrayBuffer> };

/**
 * Every file of the built page, by its path in the address. Read once: an address can then only ever name one of these,
 * so no path leads out of the folder.
 */
export async function readPage(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  // By names alone: inside an asar, Electron tells no kinds where it lists folders within folders.
  const paths = await readdir(folder, { recursive: true }).catch(() => []);
  const files = await Promise.all(
    paths.map(async (path): Promise<readonly [string, PageFile] | undefined> => {
      const type = types[extname(path)];
      if (type === undefined) return undefined;
      return [`/${path.split(sep).join('/')}`, { type, body: new Uint8Array(await readFile(join(folder, path))) }];
    }),
  );
  const page = new Map(files.filter(file => file !== undefined));
  if (page.has('/index.html')) return page;
  throw new SyncError('bug', 'page-not-built', 'Counterfoil’s page is missing from this installation.', {
    system: 'agent',
    nextStep: 'Install Counterfoil again, or run "npm run build" in its source folder.',
    details: { folder },
  });
}

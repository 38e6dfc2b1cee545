import { fileURLToPath } from 'node:url';
import { startNodeProgram } from '../child-program.ts';
import { openHost, type Host, type HostOptions } from '../host.ts';
import { tidyHeap } from '../small-heap.ts';
import { pageVault } from './passphrase.ts';
import { startPage, type Page } from './server.ts';

const rendererFolder = fileURLToPath(new URL('../../renderer/', import.meta.url));

/** The agent with its page in the browser, until it is ended. `port` wins over the settings. */
export const runAgent = async (
  where: Pick<HostOptions<Page>, 'own' | 'sample' | 'first' | 'traffic'>,
  port?: number,
): Promise<Host<Page>> =>
  openHost({
    ...where,
    startProgram: startNodeProgram,
    vault: await pageVault(where.own),
    face: 'browser',
    rested: tidyHeap,
    openFace: ({ handlers, subscribe }, log, _life, settings) =>
      startPage({ handlers, subscribe, port: port ?? settings()?.page.port ?? 0, rendererFolder, log }),
  });

import { fileURLToPath } from 'node:url';
import { liveAgent, type LiveAgent } from '../live-agent.ts';
import { tidyHeap } from '../small-heap.ts';
import { userSecrets } from './passphrase.ts';
import { startPage, type Page } from './server.ts';

const rendererFolder = fileURLToPath(new URL('../../renderer/', import.meta.url));

/** The agent with its page in the browser, until it is ended. `port` wins over the settings. */
export const runAgent = (folder: string, port?: number): Promise<LiveAgent<Page>> =>
  liveAgent(folder, {
    keptSecrets: userSecrets(folder),
    rested: tidyHeap,
    openFace: ({ agent, settings, log }) =>
      startPage({
        handlers: agent.handlers,
        subscribe: agent.subscribe,
        port: port ?? settings.page.port,
        rendererFolder,
        log,
      }),
  });

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { SyncError } from '../../core/errors.ts';
import { readPage } from '../page/files.ts';
import type { Answering } from '../requests/answer.ts';
import { pageApp } from './server/app.ts';
import { doorFor } from './server/door.ts';
import type { Subscribe } from './server/event-stream.ts';

export type PageOptions = Answering & {
  readonly subscribe: Subscribe;
  /** 0: any free one. */
  readonly port: number;
  /** Where the built page lies. */
  readonly rendererFolder: string;
  /** At least 32 characters. Left out: new at every start. */
  readonly token?: string;
};
export type Page = {
  /** With the token: whoever has this link may do what the owner may. */
  readonly url: string;
  close(): Promise<void>;
};

/**
 * The agent's page on this PC only.
 * @throws SyncError when the port is taken or the page was not built.
 */
export async function startPage(options: PageOptions): Promise<Page> {
  const token = options.token ?? randomBytes(32).toString('base64url');
  if (token.length < 32) throw new RangeError('The page’s token needs at least 32 characters.');
  const closing = new AbortController();
  let port = options.port;
  const app = pageApp({
    handlers: options.handlers,
    subscribe: options.subscribe,
    door: doorFor(token, () => port),
    files: await readPage(options.rendererFolder),
    closing: closing.signal,
    log: options.log,
  });
  const answer = getRequestListener(app.fetch);
  const server = createServer(timeouts, (incoming, outgoing) => void answer(incoming, outgoing));
  server.maxConnections = 128;
  port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}/?token=${encodeURIComponent(token)}`,
    close: () =>
      new Promise(resolve => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** For a request to arrive; answers may take as long as they like. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', cause => reject(notListening(port, cause)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const notListening = (port: number, cause: Error): SyncError =>
  new SyncError('bug', 'port-taken', `Port ${port} on this PC is in use or not allowed.`, {
    system: 'agent',
    nextStep: 'Close the other program, or start Counterfoil with another port.',
    cause,
  });

import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import { openPageServer, type PageServer } from './page-server.ts';

export type AttackedServer = Omit<PageServer, 'page' | 'folder' | 'close'> & {
  /** What came through to the agent during this test. */
  readonly reached: () => PageServer['double']['asked'];
  /** The owner's pass as a header. */
  readonly owned: () => { readonly cookie: string };
  /** The start of a raw request: its first line, the right host, and the owner's pass. */
  readonly line: (first: string) => string;
  /** Raw headers that our own page's requests have besides. */
  readonly own: () => string;
};

/** One server for the file that calls this, and the promise that nobody fills the terminal from outside. */
export function attackedServer(): AttackedServer {
  let server: PageServer;
  const complaints = vi.spyOn(console, 'error');
  beforeAll(async () => {
    server = await openPageServer();
  });
  afterAll(async () => {
    await server.close();
    expect(complaints).not.toHaveBeenCalled();
  });

  /** So that the rate limit, which has a test of its own, does not answer instead. */
  let turn = 0;
  let before = 0;
  beforeEach(async () => {
    before = server.double.asked.length;
    turn += 1;
    if (turn % 12 === 0) await new Promise(resolve => setTimeout(resolve, 500));
  });

  return {
    get double() {
      return server.double;
    },
    get host() {
      return server.host;
    },
    get port() {
      return server.port;
    },
    get token() {
      return server.token;
    },
    get cookie() {
      return server.cookie;
    },
    ask: asked => server.ask(asked),
    post: (name, body, headers) => server.post(name, body, headers),
    send: bytes => server.send(bytes),
    reached: () => server.double.asked.slice(before),
    owned: () => ({ cookie: server.cookie }),
    line: first => `${first}\r\nHost: ${server.host}\r\nCookie: ${server.cookie}\r\n`,
    own: () => `Origin: http://${server.host}\r\nContent-Type: application/json\r\n`,
  };
}

import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** One request as it went over the wire, with its answer. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly answer: string;
};

export type ProxyOptions = {
  /** The server's answer to the `nth` request is awaited in full and then the connection is cut instead. */
  readonly loses?: (nth: number, path: string) => boolean;
  /** What comes instead of the server's answer to the `nth` request. */
  readonly alters?: (nth: number, said: string) => string;
  /** Called when a whole request has come, before it is passed on. @returns how many milliseconds it stays on the way. */
  readonly arrives?: (path: string) => number;
};

export type Proxy = {
  readonly url: string;
  readonly requests: () => number;
  /** Paths of what is on its way to the server or being worked on there, while whoever asked still waits. */
  readonly underWay: () => readonly string[];
  /** Requests that reached the server when whoever asked was gone. */
  readonly orphans: () => number;
  /** What was said since this was last called. */
  readonly take: () => readonly Call[];
  readonly close: () => Promise<void>;
};

/** Passes every request on. What has come is carried out, even when whoever asked is gone meanwhile. */
export async function openProxy(target: string, { loses, alters, arrives }: ProxyOptions = {}): Promise<Proxy> {
  let calls: Call[] = [];
  let seen = 0;
  let orphans = 0;
  const underWay = new Set<IncomingMessage>();

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', headers, url: path = '/' } = incoming;
    const body = await textOf(incoming);
    const nth = (seen += 1);
    const isLost = loses?.(nth, path) === true;
    const delayMs = arrives?.(path) ?? 0;
    underWay.add(incoming);
    if (delayMs > 0) await pause(delayMs);
    if (incoming.socket.destroyed) orphans += 1;
    const { status, said, type } = await exchange(new URL(path, target), method, headers, body).finally(() =>
      underWay.delete(incoming),
    );
    calls.push({ method, path, headers, body, answer: said });
    if (isLost) incoming.socket.destroy();
    else outgoing.writeHead(status, { 'Content-Type': type }).end(alters?.(nth, said) ?? said);
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => seen,
    underWay: () => [...underWay].flatMap(({ socket, url = '/' }) => (socket.destroyed ? [] : [url])),
    orphans: () => orphans,
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function exchange(url: URL, method: string, headers: IncomingMessage['headers'], body: string) {
  const answer = await new Promise<IncomingMessage>((done, failed) => {
    request(url, { method, headers }, done).on('error', failed).end(body);
  });
  const type = answer.headers['content-type'] ?? 'application/json';
  return { status: answer.statusCode ?? 502, type, said: await textOf(answer) };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

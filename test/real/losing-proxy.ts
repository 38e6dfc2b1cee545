import { createServer, request } from 'node:http';

export type LosingProxy = {
  readonly url: string;
  readonly requests: () => number;
  readonly close: () => Promise<void>;
};

/** Passes requests on; of the `nth` the server's answer is awaited in full and then the connection is cut. */
export async function openLosingProxy(target: string, nth: number): Promise<LosingProxy> {
  let seen = 0;
  const server = createServer((incoming, outgoing) => {
    seen += 1;
    const lose = seen === nth;
    const { method, headers, url } = incoming;
    const onward = request(
      new URL(url ?? '/', target),
      { ...(method === undefined ? {} : { method }), headers },
      answer => {
        if (!lose) {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
          return;
        }
        answer.resume();
        answer.on('end', () => incoming.socket.destroy());
      },
    );
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => seen,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

import { createServer } from 'node:http';

export type Reply = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type OdooDouble = {
  readonly url: string;
  /** "sale.order/read" and so on, in turn, with the bodies. */
  readonly asked: { readonly path: string; readonly body: unknown; readonly authorization: string | undefined }[];
  readonly close: () => Promise<void>;
};

/** Answers as it is told to: for the faults that a real server cannot be made to have. */
export async function openOdooDouble(reply: (path: string, nth: number) => Reply | 'hang'): Promise<OdooDouble> {
  const asked: OdooDouble['asked'] = [];
  const server = createServer((incoming, outgoing) => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
    incoming.on('end', () => {
      const path = (incoming.url ?? '').replace('/json/2/', '');
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      asked.push({ path, body, authorization: incoming.headers.authorization });
      const answer = reply(path, asked.length);
      if (answer === 'hang') return;
      outgoing.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      outgoing.end(answer.body);
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    asked,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const fault = (status: number, name: string, message: string): Reply => ({
  status,
  body: JSON.stringify({ name, message, arguments: [message], context: {}, debug: 'Traceback: Zoë, zoe@example.com' }),
});
export const answer = (body: unknown): Reply => ({ status: 200, body: JSON.stringify(body) });

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPage, type Page } from '../../main/headless/server.ts';
import { agentDouble, type AgentDouble } from '../fakes/agent-double.ts';

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};
type Ask = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
};

/** The page's server around a double of the agent, and an owner's browser that was let in. */
export type PageServer = {
  readonly double: AgentDouble;
  readonly page: Page;
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** As the owner's browser sends it. */
  readonly cookie: string;
  /** Raw, because fetch tidies paths and refuses to forge Host and Origin. */
  ask(asked: Ask): Promise<Answer>;
  /** As the owner's own page does. */
  post(name: string, body: string, headers?: OutgoingHttpHeaders): Promise<Answer>;
  /** Bytes as they are. @returns everything that comes back until the connection ends or rests for a while */
  send(bytes: string): Promise<string>;
  close(): Promise<void>;
};

export async function openPageServer(): Promise<PageServer> {
  const double = agentDouble();
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-page-'));
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<meta nonce="__CSP_NONCE__"><p>the page</p>');
  await writeFile(join(root, 'assets', 'app-1.js'), 'run();');
  await writeFile(join(folder, 'secret.html'), 'not yours');
  const page = await startPage({ ...double, port: 0, rendererFolder: root });
  const url = new URL(page.url);
  const port = Number(url.port);
  const ask: PageServer['ask'] = ({ path, method = 'GET', headers = {}, body = '' }) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, answer => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
        answer.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const link = await ask({ path: url.pathname + url.search });
  const cookie = String(link.headers['set-cookie']).split(';')[0] ?? '';
  return {
    double,
    page,
    folder,
    host: url.host,
    port,
    token: url.searchParams.get('token') ?? '',
    cookie,
    ask,
    post: (name, body, headers = {}) =>
      ask({
        path: `/api/${name}`,
        method: 'POST',
        headers: { cookie, origin: `http://${url.host}`, 'content-type': 'application/json', ...headers },
        body,
      }),
    send: bytes =>
      new Promise((resolve, reject) => {
        let text = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
        socket.setEncoding('latin1').on('data', chunk => (text += String(chunk)));
        socket.setTimeout(1_000, () => socket.destroy());
        socket.on('close', () => resolve(text));
        socket.on('error', error =>
          text === '' && 'code' in error && error.code !== 'ECONNRESET' ? reject(error) : undefined,
        );
      }),
    async close() {
      await page.close();
      await rm(folder, { recursive: true });
    },
  };
}

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { startPage, type Page } from '../../../main/headless/server.ts';
import { agentDouble } from '../../fakes/agent-double.ts';

const double = agentDouble();
let folder: string;
let page: Page;
let host: string;
let port: number;
let cookie: string;

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
type Ask = { path: string; method?: string; headers?: OutgoingHttpHeaders; body?: string };

/** Raw, because fetch tidies paths and refuses to forge Host and Origin. */
const ask = ({ path, method = 'GET', headers = {}, body = '' }: Ask): Promise<Answer> =>
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
const own = () => ({ cookie, origin: `http://${host}`, 'content-type': 'application/json' });
const post = (name: string, body: string, headers: OutgoingHttpHeaders = {}) =>
  ask({ path: `/api/${name}`, method: 'POST', headers: { ...own(), ...headers }, body });
const replyOf = (answer: Answer): unknown => JSON.parse(answer.body);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-page-'));
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<meta nonce="__CSP_NONCE__"><p>the page</p>');
  await writeFile(join(root, 'assets', 'app-1.js'), 'run();');
  await writeFile(join(folder, 'secret.html'), 'not yours');
  page = await startPage({ ...double, port: 0, rendererFolder: root });
  const url = new URL(page.url);
  host = url.host;
  port = Number(url.port);
  const link = await ask({ path: url.pathname + url.search });
  cookie = String(link.headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(async () => {
  await page.close();
  await rm(folder, { recursive: true });
});

describe('the link', () => {
  test('becomes a cookie that no script and no other site can use', async () => {
    const url = new URL(page.url);
    const answer = await ask({ path: url.pathname + url.search });
    expect(String(answer.headers['set-cookie'])).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(String(answer.headers['set-cookie'])).not.toContain(url.searchParams.get('token'));
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  });
  test('stays usable for its owner', async () => {
    const url = new URL(page.url);
    expect((await ask({ path: url.pathname + url.search })).headers['set-cookie']).toBeDefined();
  });
  test.each(['/', '/?token=', '/?token=wrong', '/index.html', '/assets/app-1.js'])(
    '%s without it says what to do',
    async path => {
      const answer = await ask({ path });
      expect(answer.status).toBe(401);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body).toContain('Open Counterfoil by its link');
      expect(answer.body).not.toContain('Larch');
    },
  );
  test('a wrong cookie opens nothing', async () => {
    expect((await post('snapshot', '[]', { cookie: `${cookie}x` })).status).toBe(401);
    expect((await post('snapshot', '[]', { cookie: '' })).status).toBe(401);
    expect((await ask({ path: '/api/events', headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(401);
  });
});

describe('who asks', () => {
  test.each(['evil.example', `evil.example:80`, '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    'Host %j is refused',
    async forged => {
      const answer = await ask({ path: '/', headers: { cookie, host: forged } });
      expect([400, 403]).toContain(answer.status);
      expect(answer.body).not.toContain('the page');
    },
  );
  test('localhost is this PC too', async () => {
    expect((await ask({ path: '/', headers: { cookie, host: `localhost:${port}` } })).status).toBe(200);
  });
  test.each(['http://evil.example', 'http://127.0.0.1:1', 'null', 'https://127.0.0.1'])(
    'Origin %s is refused',
    async origin => {
      expect((await post('run.now', '[]', { origin })).status).toBe(403);
      expect((await ask({ path: '/api/events', headers: { cookie, origin } })).status).toBe(403);
    },
  );
  test('a post without Origin and events from a page on another port are refused', async () => {
    expect((await ask({ path: '/api/run.now', method: 'POST', headers: { cookie }, body: '[]' })).status).toBe(403);
    expect((await ask({ path: '/api/events', headers: { cookie, 'sec-fetch-site': 'same-site' } })).status).toBe(403);
    expect((await ask({ path: '/api/events', headers: { cookie } })).status).toBe(403);
  });
  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'a form post (%s) is refused even from our own origin',
    async type => expect((await post('run.now', '[]', { 'content-type': type })).status).toBe(415),
  );
  test('none of them reached the agent', () => expect(double.asked).toEqual([]));
});

describe('files', () => {
  test.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/assets/../../secret.html',
    '/assets/..%5c..%5csecret.html',
    '//etc/passwd',
    '/%00index.html',
    '/assets/',
    '/constructor',
  ])('%s is not there', async path => {
    const answer = await ask({ path, headers: { cookie } });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(/not yours|root:/);
  });
  test('the page has a fresh nonce each time and a strict policy', async () => {
    const [first, second] = [
      await ask({ path: '/', headers: { cookie } }),
      await ask({ path: '/', headers: { cookie } }),
    ];
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? 'none';
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(first.headers['content-security-policy']).toContain("default-src 'none'");
    expect(first.headers['content-security-policy']).not.toContain('unsafe');
    expect(second.body).not.toContain(nonce);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.headers['x-content-type-options']).toBe('nosniff');
  });
  test('a browser that asks for an icon is not left complaining', async () => {
    expect((await ask({ path: '/favicon.ico' })).status).toBe(204);
  });
  test('scripts come with their type and may be kept', async () => {
    const answer = await ask({ path: '/assets/app-1.js', headers: { cookie } });
    expect(answer.headers['content-type']).toContain('text/javascript');
    expect(answer.headers['cache-control']).toContain('immutable');
  });
});

describe('requests', () => {
  test('are answered with a Reply that nobody keeps', async () => {
    const answer = await post('orders.list', '[{"search":"1042","state":"all","offset":0,"limit":10}]');
    expect(replyOf(answer)).toMatchObject({ ok: true, value: { total: 1, rows: [{ name: '#1042' }] } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });
  test.each([
    ['orders.list', '[{"search":"","state":"all","offset":0,"limit":201}]', 'query.limit'],
    ['orders.list', '[{"search":"","state":"toString","offset":0,"limit":1}]', 'query.state'],
    ['orders.list', '[]', 'arguments'],
    ['order.trace', '[42]', 'ref'],
    ['order.decide', '["#1044","forget it"]', 'decision'],
    ['pause.start', '["forever"]', 'length'],
    ['orders.retry', '[[]]', 'refs'],
    ['orders.retry', '[["#1044",7]]', 'refs.1'],
    ['orders.ignore', '[["#1044"]," "]', 'reason'],
    ['orders.ignore', `[["#1044"],"${'x'.repeat(201)}"]`, 'reason'],
    ['mapping.choices', '[{"kind":"planet"},""]', 'missing'],
    ['mapping.add', '[{"missing":{"kind":"country","country":"GB"},"code":7}]', 'mapping.code'],
    ['snapshot', '["more"]', 'arguments'],
  ])('%s %s names the argument', async (name, body, argument) => {
    const answer = await post(name, body);
    expect(answer.status).toBe(400);
    expect(replyOf(answer)).toMatchObject({
      failure: { code: 'wrong-arguments', message: expect.stringContaining(argument) as unknown },
    });
  });
  test.each(['', '{', '{}', '"x"', 'null', '[', '\u0000'])('%j is no list of arguments', async body => {
    expect((await post('snapshot', body)).status).toBe(400);
  });
  test('a big body is refused, declared or not', async () => {
    const big = JSON.stringify(['x'.repeat(70_000)]);
    expect((await post('order.trace', big)).status).toBe(413);
    expect((await post('order.trace', big, { 'transfer-encoding': 'chunked' })).status).toBe(413);
  });
  test.each(['toString', '__proto__', 'constructor', 'orders', 'snapshot/'])('%s is no request', async name => {
    expect([404, 405]).toContain((await post(name, '[]')).status);
  });
  test('other methods are not allowed', async () => {
    for (const [method, path] of [
      ['PUT', '/api/snapshot'],
      ['DELETE', '/api/snapshot'],
      ['POST', '/'],
      ['GET', '/api/snapshot'],
    ] as const)
      expect((await ask({ path, method, headers: own() })).status).toBe(405);
  });
  test('a known failure crosses in words, an unknown one without its inside', async () => {
    double.failNext(
      'order.retry',
      new SyncError('busy', 'erp-busy', 'Odoo is busy.', { nextStep: 'Close the window.', details: { raw: 'x' } }),
    );
    const known = await post('order.retry', '["#1044"]');
    expect(replyOf(known)).toEqual({
      ok: false,
      failure: { category: 'busy', code: 'erp-busy', message: 'Odoo is busy.', nextStep: 'Close the window.' },
    });
    double.failNext('order.retry', new Error('ENOENT /home/sam/key hunter2'));
    const unknown = await post('order.retry', '["#1044"]');
    expect(replyOf(unknown)).toMatchObject({ failure: { category: 'bug', code: 'unforeseen' } });
    expect(unknown.body).not.toMatch(/ENOENT|hunter2|home/);
  });
});

describe('events', () => {
  test('the snapshot comes first, then each change', async () => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`http://${host}/api/events`, { headers });
    const read = messages(answer);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(await read()).toMatchObject({ light: 'attention', erp: { name: 'Odoo' } });
    double.change({ verdict: 'Changed.' });
    expect(await read()).toMatchObject({ verdict: 'Changed.' });
    await answer.body?.cancel().catch(() => {});
  });
  test('a slow reader gets the newest state', async () => {
    const answer = await fetch(`http://${host}/api/events`, { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    const read = messages(answer);
    await read();
    for (let turn = 1; turn <= 5000; turn += 1) double.change({ verdict: `turn ${turn}` });
    let last = '';
    for (let count = 0; count < 200 && !last.includes('turn 5000'); count += 1) last = JSON.stringify(await read());
    expect(last).toContain('turn 5000');
  });
});

test('a window that went away frees its place', async () => {
  for (let count = 0; count < 40; count += 1) {
    const gone = new AbortController();
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`http://${host}/api/events`, { headers, signal: gone.signal });
    expect(answer.status).toBe(200);
    gone.abort();
    await new Promise(resolve => setTimeout(resolve, 5));
  }
});

test('a flood is slowed down, and a stranger’s flood does not touch the owner', async () => {
  const strangers = await Promise.all(Array.from({ length: 120 }, () => ask({ path: '/' })));
  expect(strangers.map(answer => answer.status)).toContain(429);
  expect((await post('snapshot', '[]')).status).toBe(200);
  const owners = await Promise.all(Array.from({ length: 400 }, () => post('snapshot', '[]')));
  expect(owners.map(answer => answer.status)).toContain(429);
});

test('it listens on this PC only, refuses a taken port and a missing page, and ends open streams when it closes', async () => {
  await expect(startPage({ ...double, port, rendererFolder: join(folder, 'renderer') })).rejects.toMatchObject({
    code: 'port-taken',
  });
  await expect(startPage({ ...double, port: 0, rendererFolder: join(folder, 'none') })).rejects.toMatchObject({
    code: 'page-not-built',
  });
  await expect(startPage({ ...double, port: 0, rendererFolder: folder, token: 'short' })).rejects.toThrow('32');
  expect(new URL(page.url).hostname).toBe('127.0.0.1');
  await page.close();
  await expect(ask({ path: '/' })).rejects.toThrow('ECONNREFUSED');
});

/** Reads one message after the other. */
function messages(answer: Response): () => Promise<unknown> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        if (data !== undefined) return JSON.parse(data) as unknown;
        continue;
      }
      const part = await reader?.read();
      if (part === undefined || part.done) return undefined;
      text += part.value;
    }
  };
}

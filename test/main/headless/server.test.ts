import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SyncError } from '../../../core/errors.ts';
import { startPage } from '../../../main/headless/server.ts';
import { openPageServer, type PageServer } from '../../attacks/page-server.ts';

let server: PageServer;
const replyOf = ({ body }: { readonly body: string }): unknown => JSON.parse(body);

beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());

test('the link stays usable for its owner', async () => {
  const url = new URL(server.page.url);
  for (let turn = 0; turn < 2; turn += 1)
    expect((await server.ask({ path: url.pathname + url.search })).headers['set-cookie']).toBeDefined();
});

test('a browser without it is told what to do', async () => {
  const answer = await server.ask({ path: '/' });
  expect(answer.status).toBe(401);
  expect(answer.body).toContain('Open Counterfoil by its link');
});

describe('files', () => {
  test('the page has a fresh nonce each time and a strict policy', async () => {
    const [first, second] = [
      await server.ask({ path: '/', headers: { cookie: server.cookie } }),
      await server.ask({ path: '/', headers: { cookie: server.cookie } }),
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
    expect((await server.ask({ path: '/favicon.ico' })).status).toBe(204);
  });
  test('scripts come with their type and may be kept', async () => {
    const answer = await server.ask({ path: '/assets/app-1.js', headers: { cookie: server.cookie } });
    expect(answer.headers['content-type']).toContain('text/javascript');
    expect(answer.headers['cache-control']).toContain('immutable');
  });
});

describe('requests', () => {
  test('are answered with a Reply that nobody keeps', async () => {
    const answer = await server.post('orders.list', '[{"search":"1042","state":"all","offset":0,"limit":10}]');
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
    const answer = await server.post(name, body);
    expect(answer.status).toBe(400);
    expect(replyOf(answer)).toMatchObject({
      failure: { code: 'wrong-arguments', message: expect.stringContaining(argument) as unknown },
    });
  });
  test('a known failure crosses in words, an unknown one without its inside', async () => {
    server.double.failNext(
      'order.retry',
      new SyncError('busy', 'erp-busy', 'Odoo is busy.', { nextStep: 'Close the window.', details: { raw: 'x' } }),
    );
    const known = await server.post('order.retry', '["#1044"]');
    expect(replyOf(known)).toEqual({
      ok: false,
      failure: { category: 'busy', code: 'erp-busy', message: 'Odoo is busy.', nextStep: 'Close the window.' },
    });
    server.double.failNext('order.retry', new Error('ENOENT /home/sam/key hunter2'));
    const unknown = await server.post('order.retry', '["#1044"]');
    expect(replyOf(unknown)).toMatchObject({ failure: { category: 'bug', code: 'unforeseen' } });
    expect(unknown.body).not.toMatch(/ENOENT|hunter2|home/);
  });
});

describe('events', () => {
  test('the snapshot comes first, then each change', async () => {
    const headers = { cookie: server.cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`http://${server.host}/api/events`, { headers });
    const read = messages(answer);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(await read()).toMatchObject({ light: 'attention', erp: { name: 'Odoo' } });
    server.double.change({ verdict: 'Changed.' });
    expect(await read()).toMatchObject({ verdict: 'Changed.' });
    await answer.body?.cancel().catch(() => {});
  });
  test('a slow reader gets the newest state', async () => {
    const answer = await fetch(`http://${server.host}/api/events`, {
      headers: { cookie: server.cookie, 'sec-fetch-site': 'same-origin' },
    });
    const read = messages(answer);
    await read();
    for (let turn = 1; turn <= 5000; turn += 1) server.double.change({ verdict: `turn ${turn}` });
    let last = '';
    for (let count = 0; count < 200 && !last.includes('turn 5000'); count += 1) last = JSON.stringify(await read());
    expect(last).toContain('turn 5000');
  });
});

test('a window that went away frees its place', async () => {
  for (let count = 0; count < 40; count += 1) {
    const gone = new AbortController();
    const headers = { cookie: server.cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`http://${server.host}/api/events`, { headers, signal: gone.signal });
    expect(answer.status).toBe(200);
    gone.abort();
    await new Promise(resolve => setTimeout(resolve, 5));
  }
});

test('it listens on this PC only, refuses a taken port and a missing page, and ends open streams when it closes', async () => {
  const { double, folder, port, page } = server;
  await expect(startPage({ ...double, port, rendererFolder: join(folder, 'renderer') })).rejects.toMatchObject({
    code: 'port-taken',
  });
  await expect(startPage({ ...double, port: 0, rendererFolder: join(folder, 'none') })).rejects.toMatchObject({
    code: 'page-not-built',
  });
  await expect(startPage({ ...double, port: 0, rendererFolder: folder, token: 'short' })).rejects.toThrow('32');
  expect(new URL(page.url).hostname).toBe('127.0.0.1');
  await page.close();
  await expect(server.ask({ path: '/' })).rejects.toThrow('ECONNREFUSED');
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

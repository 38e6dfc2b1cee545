import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { attackedServer } from './attacked-server.ts';
import { hostileNames, notAsAgreed } from './hostile.ts';

/** What may be asked of the page in the browser, by whoever has its pass: no file, request or flood that it is not made for. */

const server = attackedServer();
const { reached, owned, line, own } = server;

describe('paths', () => {
  test.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/%252e%252e%252fsecret.html',
    '/..%252fsecret.html',
    '/assets/../../secret.html',
    '/assets/..%5c..%5csecret.html',
    '/..\\secret.html',
    '/....//secret.html',
    '/%c0%ae%c0%ae/secret.html',
    '//etc/passwd',
    '/etc/passwd',
    '/C:/Windows/win.ini',
    '/%00index.html',
    '/index.html%00.js',
    '/assets/',
    '/assets',
    '/.env',
    '/package.json',
    '/constructor',
    '/__proto__',
    '/%',
    `/${'a/'.repeat(30)}`,
  ])('%s is not there', async path => {
    const answer = await server.ask({ path, headers: owned() });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(/not yours|root:|\[fonts\]/);
  });
});

describe('requests', () => {
  test('names that are none are told so', async () => {
    for (const name of hostileNames) {
      const { status } = await server.post(encodeURIComponent(name), '[]');
      expect([404, 405], name.slice(0, 30)).toContain(status);
    }
    expect(reached()).toEqual([]);
  });

  test('for every request of the contract, what is not as agreed is refused by name', async () => {
    for (const [name, given] of notAsAgreed(server.double.handlers)) {
      const { status, body } = await server.post(name, JSON.stringify(given));
      expect([status, JSON.parse(body)], `${name} ${body}`).toEqual([
        400,
        { ok: false, failure: expect.objectContaining({ code: 'wrong-arguments' }) },
      ]);
      // Below what the limit lets through.
      await new Promise(resolve => setTimeout(resolve, 15));
    }
    expect(reached()).toEqual([]);
  }, 60_000);

  test.each([
    ['no JSON', '{'],
    ['no list', '{}'],
    ['nothing', ''],
    ['a list that is cut short', '["#1042"'],
    ['nested without end', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['nested in a name', `[${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}]`],
    ['a number beyond all', '[1e999]'],
    ['a key of the prototype', '[{"__proto__":{"limit":1},"search":"","state":"all","offset":0,"limit":1}]'],
    ['a constructor', '[{"constructor":{"prototype":{"x":1}},"search":"","state":"all","offset":0,"limit":1}]'],
  ])('%s is refused, and nothing is changed by it', async (_what, body) => {
    expect((await server.post('orders.list', body)).status).toBe(400);
    expect(Reflect.get({}, 'limit') ?? Reflect.get({}, 'x')).toBeUndefined();
    expect(reached()).toEqual([]);
  });

  test('a big body is refused, declared or not, true or not', async () => {
    const big = JSON.stringify(['x'.repeat(70_000)]);
    expect((await server.post('order.trace', big)).status).toBe(413);
    expect((await server.post('order.trace', big, { 'transfer-encoding': 'chunked' })).status).toBe(413);
    const lies = `${line('POST /api/order.trace HTTP/1.1')}${own()}Content-Length: 99999999\r\n\r\n["x`;
    expect(await server.send(lies)).toMatch(/^HTTP\/1.1 413/);
    expect((await server.ask({ path: '/', headers: { ...owned(), 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
  });

  test('other methods, and another protocol, are refused', async () => {
    for (const [method, path] of [
      ['PUT', '/api/snapshot'],
      ['DELETE', '/api/snapshot'],
      ['PATCH', '/api/snapshot'],
      ['TRACE', '/'],
      ['POST', '/'],
      ['GET', '/api/snapshot'],
    ] as const) {
      const headers = { ...owned(), origin: `http://${server.host}` };
      const answer = await server.ask({ path, method, headers });
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.body).not.toContain(server.cookie);
    }
    const socket = `${line('GET /api/events HTTP/1.1')}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://evil.example\r\n\r\n`;
    expect(await server.send(socket)).not.toMatch(/^HTTP\/1.1 (101|200)/);
    expect(await server.send(`CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`)).not.toContain(
      ' 200 ',
    );
    expect(await server.send('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).not.toContain(' 200 ');
  });
});

describe('one request inside another', () => {
  const hidden = () =>
    `POST /api/run.now HTTP/1.1\r\nHost: ${server.host}\r\nCookie: ${server.cookie}\r\n${own()}Content-Length: 2\r\n\r\n[]`;

  test.each([
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 6\r\n'],
    ['a length beside chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n'],
    ['chunks under another name', 'Transfer-Encoding: xchunked\r\n'],
    ['a blank before the colon', 'Content-Length : 4\r\n'],
    ['a negative length', 'Content-Length: -1\r\n'],
    ['a folded header', 'X-One: a\r\n b\r\nTransfer-Encoding:\r\n chunked\r\n'],
  ])('%s ends the connection, and what follows is not heard', async (_what, headers) => {
    const answers = await server.send(
      `${line('POST /api/snapshot HTTP/1.1')}${own()}${headers}\r\n0\r\n\r\n${hidden()}`,
    );
    expect(answers).toMatch(/^HTTP\/1.1 400/);
    expect(answers.match(/HTTP\/1.1/g)).toHaveLength(1);
    expect(reached().filter(([name]) => name === 'run.now')).toEqual([]);
  });
});

describe('every answer', () => {
  test('has the strict policy with a nonce of its own, and is neither framed nor kept', async () => {
    const kinds = [
      await server.ask({ path: '/', headers: owned() }),
      await server.ask({ path: '/' }),
      await server.ask({ path: '/', headers: { host: 'evil.example' } }),
      await server.ask({ path: '/nothing', headers: owned() }),
      await server.ask({ path: '/', method: 'PUT', headers: owned() }),
      await server.post('snapshot', '{'),
      await server.post('no-such', '[]'),
      await server.post('snapshot', '[]', { origin: 'http://evil.example' }),
      await server.post('order.trace', JSON.stringify(['x'.repeat(70_000)])),
    ];
    const nonces = kinds.map(({ status, headers }) => {
      const policy = String(headers['content-security-policy']);
      expect(policy, String(status)).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|data:|http:/);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
      });
      return /'nonce-([^']{22,})'/.exec(policy)?.[1];
    });
    expect(new Set(nonces).size).toBe(kinds.length);
    expect(nonces).not.toContain(undefined);
  });
});

describe('floods', () => {
  test('half-sent requests hold nobody up', async () => {
    const sockets = Array.from({ length: 60 }, () => {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(`${line('POST /api/run.now HTTP/1.1')}${own()}Content-Length: 40\r\n\r\n["`);
      return socket;
    });
    await new Promise(resolve => setTimeout(resolve, 1_500));
    expect((await server.post('snapshot', '[]')).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    expect(reached().filter(([name]) => name === 'run.now')).toEqual([]);
  });

  test('a stranger’s flood is slowed down and does not touch the owner, whose own is too', async () => {
    const strangers = await Promise.all(Array.from({ length: 120 }, () => server.ask({ path: '/?token=guess' })));
    expect(strangers.map(answer => answer.status)).toContain(429);
    expect((await server.post('snapshot', '[]')).status).toBe(200);
    const owners = await Promise.all(Array.from({ length: 400 }, () => server.post('snapshot', '[]')));
    expect(owners.map(answer => answer.status)).toContain(429);
  });
});

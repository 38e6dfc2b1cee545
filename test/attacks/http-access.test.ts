import { describe, expect, test } from 'vitest';
import { attackedServer } from './attacked-server.ts';
import { openPageServer } from './page-server.ts';

/** Who is let in to the page in the browser: a page on the web, another program on this PC, or a name pointed at it is not. */

const server = attackedServer();
const { owned } = server;

describe('the host', () => {
  test.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '[::1]',
    '0.0.0.0',
    '127.0.0.1@evil.example',
  ])('a name pointed at this PC (%s) is refused, with its own port too', async forged => {
    for (const host of [forged, `${forged}:${server.port}`].filter(one => one !== server.host)) {
      const answer = await server.ask({ path: '/', headers: { ...owned(), host } });
      expect([400, 403], host).toContain(answer.status);
      expect(answer.body).not.toContain('the page');
    }
  });

  test('none at all, two of them, and one in the address itself open nothing', async () => {
    const cookie = `Cookie: ${server.cookie}\r\n`;
    expect(await server.send(`GET / HTTP/1.1\r\n${cookie}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/);
    expect(await server.send(`GET / HTTP/1.0\r\n${cookie}\r\n`)).toMatch(/^HTTP\/1.1 (400|403)/);
    const two = `GET / HTTP/1.1\r\nHost: evil.example\r\nHost: ${server.host}\r\n${cookie}Connection: close\r\n\r\n`;
    const refused = /^HTTP\/1.1 4\d\d/;
    expect(await server.send(two)).toMatch(refused);
    const absolute = `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n${cookie}Connection: close\r\n\r\n`;
    expect(await server.send(absolute)).toMatch(refused);
  });

  test('localhost is this PC too', async () => {
    const host = `localhost:${server.port}`;
    expect((await server.ask({ path: '/', headers: { ...owned(), host } })).status).toBe(200);
  });
});

describe('the origin', () => {
  test.each(['http://evil.example', 'http://127.0.0.1:1', 'null', 'https://127.0.0.1', 'file://', ''])(
    '%j is refused',
    async origin => {
      expect((await server.post('run.now', '[]', { origin })).status).toBe(403);
      expect((await server.ask({ path: '/api/events', headers: { ...owned(), origin } })).status).toBe(403);
    },
  );

  test('a post without one, and events from a page on another port, are refused', async () => {
    const bare = { path: '/api/run.now', method: 'POST', headers: owned(), body: '[]' };
    expect((await server.ask(bare)).status).toBe(403);
    for (const site of ['same-site', 'cross-site', 'none', ''])
      expect((await server.ask({ path: '/api/events', headers: { ...owned(), 'sec-fetch-site': site } })).status).toBe(
        403,
      );
    expect((await server.ask({ path: '/api/events', headers: owned() })).status).toBe(403);
  });

  test('a browser that asks whether another site may is told of no such right', async () => {
    const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
    for (const path of ['/', '/api/run.now']) {
      const answer = await server.ask({ path, method: 'OPTIONS', headers: { ...owned(), ...headers } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'text/json', ''])(
    'a form’s content type (%s) is refused even from our own',
    async type => expect((await server.post('run.now', '[]', { 'content-type': type })).status).toBe(415),
  );
});

describe('the token', () => {
  test.each(['/', '/?token=', '/?token=wrong', '/index.html', '/assets/app-1.js', '/?Token=x', '/?token=a&token=b'])(
    '%s without it says what to do, and nothing of the shop',
    async path => {
      const answer = await server.ask({ path });
      expect(answer.status).toBe(401);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body).not.toMatch(/Larch|the page/);
    },
  );

  test('token and pass are two things: neither opens in the other’s place', async () => {
    const [name = '', pass = ''] = server.cookie.split('=');
    expect((await server.post('snapshot', '[]', { cookie: `${name}=${server.token}` })).status).toBe(401);
    expect((await server.ask({ path: `/?token=${pass}` })).status).toBe(401);
    for (const cookie of ['', `${server.cookie}x`, `${name}=`, `x${server.cookie}`, `${name}-1=${pass}`])
      expect((await server.post('snapshot', '[]', { cookie })).status, cookie).toBe(401);
  });

  test('the token is exchanged at the link alone, and only by reading it', async () => {
    const query = `?token=${server.token}`;
    for (const [method, path] of [
      ['POST', `/${query}`],
      ['HEAD', `/${query}`],
      ['GET', `/index.html${query}`],
      ['POST', `/api/snapshot${query}`],
    ] as const) {
      const answer = await server.ask({ method, path });
      expect(answer.headers['set-cookie'], `${method} ${path}`).toBeUndefined();
      expect(answer.status).toBe(401);
    }
    expect((await server.ask({ path: '/', headers: { authorization: `Bearer ${server.token}` } })).status).toBe(401);
  });

  test('an earlier start’s opens nothing', async () => {
    const later = await openPageServer();
    try {
      expect((await later.ask({ path: `/?token=${server.token}` })).status).toBe(401);
      const [, pass = ''] = server.cookie.split('=');
      const cookie = `${later.cookie.split('=')[0] ?? ''}=${pass}`;
      expect((await later.post('snapshot', '[]', { cookie })).status).toBe(401);
    } finally {
      await later.close();
    }
  });

  test('it becomes a cookie that no script and no other site can use, and stands in no answer', async () => {
    const link = await server.ask({ path: `/?token=${server.token}` });
    expect(String(link.headers['set-cookie'])).toMatch(/^[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(link.headers['referrer-policy']).toBe('no-referrer');
    const answers = [link, await server.ask({ path: '/', headers: owned() }), await server.post('snapshot', '[]')];
    for (const { headers, body } of answers) {
      expect(JSON.stringify({ ...headers, 'set-cookie': '' }) + body).not.toContain(server.token);
      expect(body).not.toContain(server.cookie.split('=')[1]);
      expect(headers['cache-control']).toBe('no-store');
    }
  });
});

import { describe, expect, test } from 'vitest';
import { isOwnFile, isOwnPage, pageAnswers } from '../../../main/desktop/page.ts';

const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const answers = pageAnswers(
  new Map([
    ['/index.html', { type: 'text/html; charset=utf-8', body: bytes('<meta nonce="__CSP_NONCE__"><p>the page</p>') }],
    ['/assets/app-1.js', { type: 'text/javascript; charset=utf-8', body: bytes('run();') }],
  ]),
);
const ask = (url: string, method = 'GET') => answers({ url, method });

describe('the window’s page', () => {
  test('has a fresh nonce each time and a policy that lets it connect to nothing', async () => {
    const [first, second] = [ask('counterfoil://page/'), ask('counterfoil://page/')];
    const html = await first.text();
    const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? 'none';
    const policy = first.headers.get('content-security-policy');
    expect(policy).toContain(`'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await second.text()).not.toContain(nonce);
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  test('its scripts come with their type', async () => {
    const answer = ask('counterfoil://page/assets/app-1.js');
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(await answer.text()).toBe('run();');
  });

  test.each([
    'counterfoil://page/../secret.html',
    'counterfoil://page/..%2fsecret.html',
    'counterfoil://page/%2e%2e/secret.html',
    'counterfoil://page//etc/passwd',
    'counterfoil://page/%00index.html',
    'counterfoil://page/constructor',
    'counterfoil://page/assets/',
    'counterfoil://elsewhere/',
    'counterfoil://elsewhere/index.html',
    'counterfoil://page.evil.example/',
    'https://evil.example/index.html',
    'file:///index.html',
  ])('%s is not there', async url => {
    const answer = ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('There is nothing at this address.');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('it can only be read', () => expect(ask('counterfoil://page/', 'POST').status).toBe(404));
});

test.each([
  ['counterfoil://page/', true],
  ['counterfoil://page/#/problems', true],
  ['counterfoil://page', false],
  ['counterfoil://page:80/', false],
  ['counterfoil://x@page/', false],
  ['https://page/', false],
  ['javascript:alert(1)//counterfoil://page/', false],
  ['', false],
])('%s is our page: %s', (url, isOwn) => expect(isOwnPage(url)).toBe(isOwn));

test('only a file that the page made itself may be saved', () => {
  expect(isOwnFile('blob:counterfoil://page/5f1e')).toBe(true);
  for (const url of [
    'https://evil.example/x',
    'blob:https://evil.example/5f1e',
    'counterfoil://page/x',
    'data:text/csv,x',
  ])
    expect(isOwnFile(url), url).toBe(false);
});

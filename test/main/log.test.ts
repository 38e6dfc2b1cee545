import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxiosError, AxiosHeaders } from 'axios';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import { openLog } from '../../main/log.ts';
import { createRedactor } from '../../main/redact.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const linesOf = async (name = 'counterfoil.log'): Promise<readonly string[]> =>
  (await readFile(join(folder, 'logs', name), 'utf8')).split('\n').filter(line => line !== '');

describe('what is left of nasty texts', () => {
  test.each([
    ['Customer Jane Smith has no address', ['Jane', 'Smith']],
    ['Posting Zoë van der Berg-O’Neil to the ERP', ['Zoë', 'Berg', 'Neil']],
    ['Ship to SMITH, JANE', ['SMITH', 'JANE']],
    ['Dear Jane, thank you', ['Jane']],
    ['Frau Müller wohnt in der Hauptstraße 12', ['Müller', 'Hauptstra', '12']],
    ['王小明 님 Иван Петров', ['王', '님', 'Иван', 'Петров']],
    ['mail jane.smith+shop@example.co.uk now', ['jane', 'example.co.uk']],
    ['mailto:jane%40example.com', ['jane', 'example.com']],
    ['call +44 7700 900123 or 07700 900123', ['7700', '900123']],
    ['call (0113) 496-0123, 555-123-4567, +1 (555) 123 4567', ['496', '4567', '555']],
    ['phone 447700900123', ['447700900123']],
    ['12 High Street, Leeds LS1 4AB', ['High', 'LS1', '4AB']],
    ['Flat 3, 4b Acacia Avenue; 10 rue de Rivoli; PO Box 77', ['Flat 3', 'Acacia', '77']],
    ['Springfield, IL 62704', ['62704']],
    ['shpat_0123456789abcdef0123456789abcdef', ['0123456789abcdef']],
    ['shpca_abc123 shpss_def456 shppa_0a0a', ['abc123', 'def456', '0a0a']],
    ['Authorization: Bearer abc.def-123', ['abc.def']],
    ['authorization: Basic amFuZTpzZWNyZXQ=', ['amFuZTpz']],
    ['X-Shopify-Access-Token: very-secret-1', ['very-secret']],
    ['{"X-Shopify-Access-Token":"very-secret-1","a":1}', ['very-secret']],
    ['body {\\"firstName\\":\\"jane\\",\\"token\\":\\"very-secret-1\\"}', ['jane', 'very-secret']],
    ["{ api_key: 'very-secret-1', password: 'hunter22' }", ['very-secret', 'hunter22']],
    ['client_id=abc1&client_secret=def2&grant_type=x', ['abc1', 'def2']],
    ['GET https://example.com/admin?access_token=abc1&q=jane failed', ['abc1', 'jane']],
    ['GET /callback?code=abc1&hmac=def2', ['abc1', 'def2']],
    ['https://jane:hunter22@erp.example.com/x', ['jane', 'hunter22']],
    ['key 0123456789abcdef0123456789abcdef01234567', ['0123456789abcdef']],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-def', ['eyJ', 'abc-def']],
    ["ENOENT: open '/home/jane/shop.json' 'C:\\Users\\Jane Smith\\x'", ['jane', 'Jane', 'Smith']],
  ])('%s', (raw, secrets) => {
    const { text } = createRedactor();
    for (const secret of secrets) expect(text(raw)).not.toContain(secret);
    expect(text(text(raw))).toBe(text(raw));
  });

  test.each([
    'Posted #1042 to the sample ERP as S00042 in 37 ms',
    'Run r-17 finished: 300 posted, 2 parked, 1 skipped',
    'Order gid://shopify/Order/6001234567890 is parked: unknown SKU "TEA-100"',
    'Shopify asks for 2000 ms patience (THROTTLED), 2026-11-23T10:00:00.000Z',
    'connect ECONNREFUSED 127.0.0.1:8069',
    'Difference 0.01 GBP of 1234.56 GBP on 2026-11-23 09:30',
    'Run 0b5c2a52-6c1e-4f3b-9c55-0d6e5a2f7a11 started',
    'Reading Shopify orders since 2026-11-01',
  ])('%s stays as it is', raw => {
    expect(createRedactor().text(raw)).toBe(raw);
  });

  test('a registered secret vanishes in every usual form', () => {
    const secret = 'p@ss "word" ü/1';
    const redactor = createRedactor();
    redactor.hide(secret);
    const forms = [secret, JSON.stringify(secret), encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
    for (const form of forms) expect(redactor.text(`<${form}>`)).not.toMatch(/word|p@ss|p%40ss|cEBzcy/);
  });
});

test('errors lose their request, headers, bodies and the names within, down all causes', () => {
  const headers = new AxiosHeaders({
    'X-Shopify-Access-Token': 'very-secret-1',
    Authorization: 'Bearer very-secret-2',
  });
  const config = { url: 'https://example.com/?token=very-secret-3', headers, data: '{"email":"jane@example.com"}' };
  const response = { status: 422, statusText: 'no', data: { name: 'Jane Smith' }, headers: {}, config };
  const axiosError = new AxiosError(
    'Request for Jane Smith failed with very-secret-4',
    'ERR_BAD',
    config,
    {},
    response,
  );
  const error = new SyncError('rejected', 'refused', 'The ERP refused jane@example.com', {
    cause: new AggregateError([axiosError, new Error('+44 7700 900123', { cause: axiosError })]),
    details: { customer: 'Jane Smith', requestId: 'req-1' },
  });
  const redactor = createRedactor();
  redactor.hide('very-secret-4');
  const left = JSON.stringify(redactor.value({ error, axiosError }));
  expect(left).not.toMatch(/very-secret|jane|smith|7700/i);
  expect(left).toContain('"category":"rejected","code":"refused"');
  expect(left).toContain('ERR_BAD');
  expect(left).toContain('req-1');
  expect(left).toContain('log.test.ts');
  expect(left).not.toContain(process.cwd());
});

test('fields are hidden by what they are called', () => {
  const value = createRedactor().value({
    email: 'x',
    customerName: 'jane',
    shipping_address: { line: 'somewhere' },
    'x-shopify-access-token': 'abc',
    apiKey: 'abc',
    phone: 447_700_900_123,
    customerId: 'gid://shopify/Customer/7',
    tokenCount: 3,
    run: 'r-1',
  });
  expect(value).toEqual({
    email: '[personal]',
    customerName: '[personal]',
    shipping_address: '[personal]',
    'x-shopify-access-token': '[secret]',
    apiKey: '[secret]',
    phone: '[personal]',
    customerId: 'gid://shopify/Customer/7',
    tokenCount: 3,
    run: 'r-1',
  });
});

test('nothing makes it throw', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const trap = {
    get danger(): string {
      throw new Error('boo');
    },
  };
  const hostile = new Proxy({}, { ownKeys: () => raise() });
  const { value } = createRedactor();
  const things = [
    cycle,
    trap,
    hostile,
    Symbol('s'),
    1n,
    undefined,
    null,
    () => 1,
    Buffer.from('token'),
    new Map(),
    'x'.repeat(1e6),
  ];
  for (const thing of things) expect(JSON.stringify(value(thing)).length).toBeLessThan(10_000);
});
const raise = (): never => {
  throw new Error('boo');
};

test('long texts are redacted quickly', () => {
  const { text } = createRedactor();
  const since = performance.now();
  for (const piece of ['A', 'a@', 'Ab ', '1 ', '0a', '/:', '"a":"', 'a=', '(', 'flat ', '12 a '])
    text(piece.repeat(8_000));
  expect(performance.now() - since).toBeLessThan(3_000);
});

test('lines are JSON, redacted, of the chosen level, and all there after close', async () => {
  const log = openLog(folder, { level: 'warn' });
  log.info('not this one');
  log.warn('Waiting for jane@example.com', { ms: 20, email: 'jane@example.com' });
  log.failure('Run failed', new Error('shpat_0123456789'));
  await log.close();
  log.error('after the end');
  const lines = (await linesOf()).map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { level: 'warn', message: 'Waiting for [email]', fields: { ms: 20, email: '[personal]' } },
    { level: 'error', message: 'Run failed', fields: { failure: { error: 'Error', message: '[secret]' } } },
  ]);
});

test('it is the Log of the ports', async () => {
  const log = openLog(folder);
  const port: Log = log;
  port.info('hello', { run: 'r-1' });
  await log.close();
  expect(await linesOf()).toHaveLength(1);
});

test('size and number of files are bounded, no line is lost before, and nobody else may read them', async () => {
  const log = openLog(folder, { maxBytes: 2_000, maxFiles: 3 });
  for (let n = 0; n < 200; n += 1) {
    log.info(`line ${n} ${'x'.repeat(100)}`);
    if (n % 10 === 0) await new Promise(resolve => setTimeout(resolve, 5));
  }
  await log.close();
  expect((await readdir(join(folder, 'logs'))).toSorted()).toEqual([
    'counterfoil.1.log',
    'counterfoil.2.log',
    'counterfoil.log',
  ]);
  const names = ['counterfoil.2.log', 'counterfoil.1.log', 'counterfoil.log'];
  const numbers = (await Promise.all(names.map(name => linesOf(name))))
    .flat()
    .map(line => Number(/line (\d+)/.exec(line)?.[1]));
  expect(numbers).toEqual(numbers.map((_, index) => 200 - numbers.length + index));
  const stats = await Promise.all(names.map(name => stat(join(folder, 'logs', name))));
  expect(Math.max(...stats.map(({ size }) => size))).toBeLessThanOrEqual(2_000);
  if (process.platform !== 'win32') expect(stats.map(({ mode }) => mode & 0o077)).toEqual([0, 0, 0]);
});

test('a disk that refuses costs the lines and nothing else', async () => {
  await writeFile(join(folder, 'logs'), 'a file where the folder should be');
  const log = openLog(folder);
  log.info('lost');
  log.error('lost too');
  await log.close();
  expect(await readFile(join(folder, 'logs'), 'utf8')).toBe('a file where the folder should be');
});

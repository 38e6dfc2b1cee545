import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleMappings, seedSampleErp } from '../../../core/erp/sample/seed.ts';
import { CATALOGUE } from '../../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { writeMappings, writeSettings } from '../../../main/config/config.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { ordinary } from '../../world/orders.ts';

/** The real program, as built: `npm test` builds before it tests. */
const cli = fileURLToPath(new URL('../../../out/main/headless/cli.js', import.meta.url));

let shop: SampleShop;
let folder: string;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  shop = await startSampleShop({ seed: 'empty' });
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-cli-'));
  await seedSampleErp(join(folder, 'erp'), CATALOGUE);
  const settings = sampleSettings(shop, 'Test PC');
  await writeSettings(folder, {
    ...settings,
    schedule: '0 4 * * *',
    orders: { ...settings.orders, from: '2020-01-01' },
  });
  await writeMappings(folder, sampleMappings(shop.locations));
  shop.setScopes(['read_orders', 'read_all_orders', 'read_customers', 'read_locations']);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [cli, ...args, '--data', folder], {
    env: { ...process.env, COUNTERFOIL_SHOP_TOKEN: shop.accessToken, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let out = '';
  let problems = '';
  child.stdout.on('data', chunk => (out += String(chunk)));
  child.stderr.on('data', chunk => (problems += String(chunk)));
  return { child, output: () => out, problems: () => problems };
}

async function run(...args: readonly string[]) {
  const { child, output, problems } = start(args);
  const [code] = z
    .tuple([z.number().nullable()])
    .rest(z.unknown())
    .parse(await once(child, 'close'));
  children.delete(child);
  return { code, out: output(), problems: problems() };
}

const json = (text: string): unknown => JSON.parse(text);

describe('the command line', () => {
  test('preview shows the writes and sends nothing; sync makes them; once', async () => {
    shop.placeOrder(ordinary());
    const preview = await run('sync', '--preview', '--json');
    expect(preview.code).toBe(0);
    expect(json(preview.out)).toMatchObject({
      counts: { write: 1 },
      rows: expect.arrayContaining([
        expect.objectContaining({ flow: 'import-orders', record: '#1001', outcome: 'write' }),
      ]),
    });
    expect(shop.requests.filter(one => one.isMutation)).toEqual([]);
    const sync = await run('sync', '--json');
    expect(json(sync.out)).toMatchObject({ end: 'ok', counts: { posted: 1 } });
    expect(sync.code).toBe(0);
    expect(json((await run('sync', '--json')).out)).toMatchObject({ counts: { posted: 0, unchanged: 1 } });
    expect(await readdir(join(folder, 'erp', 'sales-orders'))).toHaveLength(1);
  });

  test('status, trace and verify only look, in words and as JSON', async () => {
    const status = await run('status');
    expect(status).toMatchObject({ code: 0, problems: '' });
    expect(status.out).toContain('1 order in');
    const trace = await run('trace', '1001');
    expect(trace.out).toMatch(/#1001: posted, sales order SO-0001, invoice INV-0001/);
    expect(trace.out).toContain('1 x MUG-SLT-350');
    expect(json((await run('trace', '#1001', '--json')).out)).toMatchObject({ row: { state: 'posted' } });
    const verify = await run('verify', '--json');
    expect(json(verify.out)).toMatchObject({ ok: true });
  });

  test('what waits for a person is exit code 3; retry says what is missing', async () => {
    shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '9.00' }] }));
    const sync = await run('sync');
    expect(sync.code).toBe(3);
    const retry = await run('retry', '1002');
    expect(retry).toMatchObject({ code: 3 });
    expect(retry.out).toContain('GONE-1');
    expect((await run('status')).code).toBe(3);
    const risky = shop.placeOrder(ordinary({ risk: 'high' }));
    await run('sync');
    expect((await run('retry', risky.name, '--accept-risk')).out).toContain('posted');
  });

  test('an unknown order, a wrong command and a wrong flag are said, with exit code 2', async () => {
    const trace = await run('trace', '99999');
    expect(trace).toMatchObject({ code: 2, out: '' });
    expect(trace.problems).toContain('99999');
    expect((await run('sinc')).code).toBe(2);
    const flow = await run('sync', '--flow', 'nonsense');
    expect(flow.code).toBe(2);
    expect(flow.problems).toContain('import-orders');
    expect((await run('--help')).code).toBe(0);
  });

  test('a missing token names its variable; no secret is in any output', async () => {
    const { child, problems, output } = start(['sync'], { COUNTERFOIL_SHOP_TOKEN: '' });
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(`${output()}${problems()}`).toContain('COUNTERFOIL_SHOP_TOKEN');
    expect((await run('sync')).code).toBe(3);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter(file => file.isFile()).map(file => readFile(join(file.parentPath, file.name), 'utf8')),
    );
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter(text => text.includes(shop.accessToken))).toEqual([]);
  });

  test('while the agent runs, commands are handed to it, and a second agent is refused with its name', async () => {
    const agent = start(['run', '--json']);
    await expect.poll(() => agent.output(), { timeout: 20_000 }).toContain('url');
    const second = await run('run');
    expect(second.code).toBe(4);
    expect(second.problems).toContain(`process ${agent.child.pid}`);
    const order = shop.placeOrder(ordinary());
    const sync = await run('sync', '--json');
    expect(json(sync.out)).toMatchObject({ counts: { posted: 1 } });
    expect(json((await run('status', '--json')).out)).toMatchObject({ agentRunning: true });
    expect((await run('retry', order.name)).out).toContain('posted');
    agent.child.kill('SIGTERM');
    const [code] = await once(agent.child, 'close');
    expect(code).toBe(0);
    expect(json((await run('status', '--json')).out)).toMatchObject({ agentRunning: false });
  });

  test('an agent that is told to end ends at once, though a command waits for its run', async () => {
    shop.placeOrder(ordinary());
    const agent = start(['run', '--json']);
    await expect.poll(() => agent.output(), { timeout: 20_000 }).toContain('url');
    await run('sync');
    shop.setFaults([{ kind: 'slow', delayMs: 30_000 }]);
    const waiting = once(start(['sync']).child, 'close');
    const status = async () => json((await run('status', '--json')).out);
    await expect.poll(status, { timeout: 20_000 }).toMatchObject({ light: 'syncing' });
    const askedAt = Date.now();
    agent.child.kill('SIGTERM');
    const [code] = await once(agent.child, 'close');
    expect(code).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(15_000);
    await waiting;
    shop.setFaults([]);
  });

  test('a damaged stub stops everything and is named by file and line', async () => {
    const [segment = ''] = await readdir(join(folder, 'journal'));
    await appendFile(join(folder, 'journal', segment), '{"seq":1,"kind":"cursor"}\n{"seq":2}\n');
    const verify = await run('verify');
    expect(verify.code).toBe(1);
    expect(verify.problems).toContain(segment);
    expect(verify.problems).toMatch(/line \d+/);
    expect((await run('sync')).code).toBe(1);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

/** What somebody meets who connects a shop by files and makes the usual slips. The real program, as built. */
const cli = fileURLToPath(new URL('../../../out/main/headless/cli.js', import.meta.url));

let shop: SampleShop;
let folder: string;
const mappingsFile = (): string => join(folder, 'mappings.json');

beforeAll(async () => {
  shop = await startSampleShop({ seed: 'empty' });
  shop.setScopes(['read_orders', 'read_all_orders', 'read_customers', 'read_locations']);
  folder = join(await mkdtemp(join(tmpdir(), 'counterfoil-first-')), 'Büro PC, Zähler (50%)');
  await mkdir(folder);
  await seedSampleErp(join(folder, 'erp'), CATALOGUE);
  await writeSettings(folder, { ...sampleSettings(shop, 'Test PC'), schedule: '0 4 * * *' });
  await writeMappings(folder, sampleMappings(shop.locations));
});
afterAll(async () => {
  await shop.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, COUNTERFOIL_DATA: folder, COUNTERFOIL_SHOP_TOKEN: shop.accessToken, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += String(chunk)));
  const closed = once(child, 'close').then(
    values => z.tuple([z.number().nullable()]).rest(z.unknown()).parse(values)[0],
  );
  return { child, closed, text: () => text };
}

async function run(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const { closed, text } = start(args, env);
  return { code: await closed, text: text() };
}

describe('first steps', () => {
  test.each(['status', 'verify', 'trace 1'])('%s says that a folder holds nothing', async words => {
    const nowhere = await run(words.split(' '), { COUNTERFOIL_DATA: join(folder, 'nowhere') });
    expect(nowhere).toMatchObject({ code: 2, text: expect.stringContaining(join(folder, 'nowhere')) });
    const above = join(folder, '..', 'above');
    await mkdir(join(above, 'sample'), { recursive: true });
    expect((await run(words.split(' '), { COUNTERFOIL_DATA: above })).text).toContain(join(above, 'sample'));
  });

  test('a port that is none, a missing secret and a secret in the file are exit code 2 and leave no trace', async () => {
    const ports = ['abc', '70000', ''].map(port => run(['run', '--port', port]));
    for (const refused of await Promise.all(ports))
      expect(refused).toMatchObject({ code: 2, text: expect.stringContaining('65535') });
    const commands = [['sync'], ['sync', '--preview'], ['retry', '1001'], ['run']];
    for (const refused of await Promise.all(commands.map(command => run(command, { COUNTERFOIL_SHOP_TOKEN: '' }))))
      expect(refused).toMatchObject({ code: 2, text: expect.stringContaining('COUNTERFOIL_SHOP_TOKEN') });
    const file = join(folder, 'settings.json');
    const settings = await readFile(file, 'utf8');
    await writeFile(file, settings.replace('{', '{ "token": "abc12345",'));
    expect(await run(['sync'])).toMatchObject({ code: 2, text: expect.stringContaining('renew') });
    await writeFile(file, settings.replace('"erp"\n', '"elsewhere"\n'));
    expect(await run(['sync'])).toMatchObject({ code: 2, text: expect.stringContaining('npm start') });
    await writeFile(file, settings);
    expect(await run(['status'])).toMatchObject({ code: 0, text: expect.stringContaining('Nothing has been synced') });
  });

  test('a disk that refuses is said in words', async () => {
    // A folder where the lock must lie stands for every refusal, also where the tests run as root.
    const lock = join(folder, 'agent.lock');
    await mkdir(lock);
    const { code, text } = await run(['sync']);
    await rm(lock, { recursive: true });
    expect(text).not.toContain('foresee');
    expect(text).toContain(folder);
    expect(code).toBe(2);
  });

  test('a single command that is cut short does not promise to try again by itself', async () => {
    shop.setFaults([{ kind: 'http', status: 503, count: 1 }]);
    const cut = await run(['sync', '--preview']);
    expect(cut).toMatchObject({ code: 1, text: expect.stringContaining('leave `counterfoil run` running') });
  });

  test('an order that waits names the place in mappings.json and goes on once it is mapped there by hand', async () => {
    const order = shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-1', title: 'Teapot', unitPrice: '9.00' }] }));
    expect((await run(['sync', '--preview'])).code).toBe(3);
    expect((await run(['sync'])).code).toBe(3);
    const hint = 'mappings.json: items "GONE-1"';
    expect((await run(['status'])).text).toContain(hint);
    expect((await run(['retry', order.name])).text).toContain(hint);
    const text = await readFile(mappingsFile(), 'utf8');
    await writeFile(mappingsFile(), text.replace('"items": {}', '"items": { "GONE-1": "MUG-SLT-350" }'));
    expect((await run(['sync', '--preview'])).text).toContain('1 x MUG-SLT-350');
    expect((await run(['sync'])).text).toContain('1 order posted');
  });

  test('retry --all tries again what waits, and one order or all must be named', async () => {
    expect(await run(['retry'])).toMatchObject({ code: 2, text: expect.stringContaining('--all') });
    expect((await run(['retry', '1001', '--all'])).code).toBe(2);
    expect(await run(['retry', '--all'])).toMatchObject({ code: 0, text: expect.stringContaining('No order waits') });
    const gone = { sku: 'GONE-3', title: 'Jug', unitPrice: '9.00' };
    const orders = [1, 2].map(() => shop.placeOrder(ordinary({ lines: [gone] })));
    shop.placeOrder(ordinary({ risk: 'high' }));
    await run(['sync']);
    expect((await run(['retry', '--all'])).code).toBe(3);
    const itemsFile = join(folder, 'erp', 'items.json');
    const items = await readFile(itemsFile, 'utf8');
    await writeFile(itemsFile, items.replace('"code": "MUG-SLT-350"', '"code": "GONE-3"'));
    const all = await run(['retry', '--all']);
    await writeFile(itemsFile, items);
    for (const { name } of orders) expect(all.text).toContain(`${name}: posted`);
    expect(all).toMatchObject({ code: 0, text: expect.not.stringContaining('fraud') });
  });

  test('an agent that runs takes over what is changed by hand, tells of a slip, and overwrites neither', async () => {
    const agent = start(['run']);
    await expect.poll(agent.text, { timeout: 20_000 }).toContain('Ctrl+C');
    await run(['sync']); // after the run at the start
    shop.placeOrder(ordinary({ lines: [{ sku: 'GONE-2', title: 'Kettle', unitPrice: '9.00' }] }));
    expect((await run(['sync'])).code).toBe(3);
    const text = await readFile(mappingsFile(), 'utf8');
    await writeFile(mappingsFile(), text.replace('"GONE-1":', '"GONE-2": "MUG-SLT-350", "GONE-1"'));
    const slip = await run(['sync']);
    expect(slip).toMatchObject({ code: 2, text: expect.stringMatching(/mappings\.json.*[Ll]ine \d+/) });
    const mended = text.replace('"GONE-1":', '"GONE-2": "MUG-SLT-350", "GONE-1":');
    await writeFile(mappingsFile(), mended);
    expect((await run(['sync'])).text).toContain('1 order posted');
    agent.child.kill('SIGTERM');
    expect(await agent.closed).toBe(0);
    expect(await readFile(mappingsFile(), 'utf8')).toBe(mended);
  });
});

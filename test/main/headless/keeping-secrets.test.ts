import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedSampleErp } from '../../../core/erp/sample/seed.ts';
import { CATALOGUE } from '../../../core/sample/shop/catalogue.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { sampleSettings } from '../../../main/config/sample-settings.ts';
import { writeSettings } from '../../../main/config/config.ts';

/** What `npm start -- --headless` runs, as built, on a shop of one's own. */
const program = fileURLToPath(new URL('../../../out/main/headless/start.js', import.meta.url));
const passphrase = 'correct horse battery';

let shop: SampleShop;
let folder: string;
beforeAll(async () => {
  shop = await startSampleShop({ seed: 'empty' });
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-keeping-'));
  await seedSampleErp(join(folder, 'erp'), CATALOGUE);
  await writeSettings(folder, sampleSettings(shop, 'Test PC'));
});
afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs it until it says that it runs, or gives up. */
async function start(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(process.execPath, [program, '--data', folder, '--no-open', ...args], {
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      text += String(chunk);
      if (text.includes('Ctrl+C')) child.kill('SIGTERM');
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, text };
}

test('headless, secrets are kept encrypted with the user’s passphrase, never in clear', async () => {
  const token = { COUNTERFOIL_SHOP_TOKEN: shop.accessToken };
  const refused = await start(token, '--keep-secrets');
  expect(refused).toMatchObject({ code: 2, text: expect.stringContaining('COUNTERFOIL_PASSPHRASE') });
  expect(await readdir(folder)).not.toContain('secrets.json');

  const keeping = await start({ ...token, COUNTERFOIL_PASSPHRASE: passphrase }, '--keep-secrets');
  expect(keeping).toMatchObject({ code: 0, text: expect.stringContaining('Counterfoil runs.') });
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter(one => one.isFile())) {
    const content = await readFile(join(file.parentPath, file.name), 'latin1');
    expect(content.includes(shop.accessToken) || content.includes(passphrase), file.name).toBe(false);
  }

  expect(await start({ COUNTERFOIL_PASSPHRASE: passphrase })).toMatchObject({ code: 0 });
  const other = await start({ COUNTERFOIL_PASSPHRASE: 'some other words' });
  expect(other).toMatchObject({ code: 2, text: expect.stringContaining('passphrase is another one') });
  const none = await start({});
  expect(none).toMatchObject({ code: 2, text: expect.stringContaining('COUNTERFOIL_PASSPHRASE') });
});

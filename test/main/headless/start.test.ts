import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

/** What `npm start` and `npm run sample-shop` run, as built. */
const program = (name: string) => fileURLToPath(new URL(`../../../out/main/headless/${name}.js`, import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function start(name: string, args: readonly string[]) {
  const child = spawn(process.execPath, [program(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += String(chunk)));
  // Not before both streams have ended: a shop left running would hold them open.
  const closed = once(child, 'close').then(
    values => z.tuple([z.number().nullable()]).rest(z.unknown()).parse(values)[0],
  );
  return { child, closed, text: () => text };
}

describe('npm start', () => {
  test('a slip in the settings of the made-up shop ends it, and the shop with it', { timeout: 30_000 }, async () => {
    await mkdir(join(folder, 'sample'));
    await writeFile(join(folder, 'sample', 'settings.json'), '{');
    const { closed, text } = start('start', ['--data', folder, '--no-open']);
    expect(await closed).toBe(2);
    expect(text()).toContain('settings.json');
  });

  test('says where the own shop is connected, and that no orders come', { timeout: 30_000 }, async () => {
    const { child, closed, text } = start('start', ['--data', folder, '--no-open', '--traffic', '0']);
    await expect.poll(text, { timeout: 20_000 }).toContain('Ctrl+C');
    child.kill('SIGTERM');
    expect(await closed).toBe(0);
    expect(text()).toContain('no new orders');
    expect(text()).toContain(join(folder, 'settings.json'));
  });
});

describe('npm run sample-shop', () => {
  test('a port in use and files that are not there are said in words', { timeout: 30_000 }, async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String(z.object({ port: z.number() }).parse(taken.address()).port);
    const nowhere = join(folder, 'nowhere', 'shop.json');
    const refusals = [
      ['--port', port],
      ['--seed', nowhere],
      ['--keep', nowhere],
    ].map(async args => {
      const { closed, text } = start('sample-shop', args);
      return { code: await closed, text: text() };
    });
    const [inUse, noSeed, noKeep] = await Promise.all(refusals);
    taken.close();
    expect(inUse).toMatchObject({ code: 1, text: expect.stringContaining(`uses port ${port} already`) });
    expect(noSeed).toMatchObject({ code: 1, text: expect.stringContaining(`There is no ${nowhere}`) });
    expect(noKeep).toMatchObject({ code: 1, text: expect.stringContaining(`There is no ${nowhere}`) });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startNodeProgram } from '../../main/child-program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-child-'));
  await writeFile(
    join(folder, 'echo.mjs'),
    `console.log(JSON.stringify([process.argv.slice(2), Object.keys(process.env)]));
     process.stdin.once('end', () => process.exit(0)).resume();`,
  );
  await writeFile(join(folder, 'short.mjs'), 'process.exit(3);');
});
afterAll(() => rm(folder, { recursive: true }));

test('a program beside the agent is told its arguments and none of our secrets, and ends when asked', async () => {
  vi.stubEnv('COUNTERFOIL_ERP_API_KEY', 'key-1');
  const program = startNodeProgram(join(folder, 'echo.mjs'), ['--json']);
  vi.unstubAllEnvs();
  const [args, variables] = JSON.parse(await program.firstLine);
  expect(args).toEqual(['--with-parent', '--json']);
  expect(variables).toContain('PATH');
  expect(variables.filter((name: string) => name.startsWith('COUNTERFOIL_'))).toEqual([]);
  await program.end();
});

test('one that ends before it has said anything is a failure in words', async () => {
  const program = startNodeProgram(join(folder, 'short.mjs'), []);
  await expect(program.firstLine).rejects.toMatchObject({ code: 'program-ended' });
});

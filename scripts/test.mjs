// npm test: everything a change must pass, in the order that fails fastest. Arguments go to vitest.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { fail, root, runTool, say, seconds } from './process.mjs';
import { setUp } from './setup.mjs';

const typechecks = ['tsconfig.json', 'renderer/tsconfig.json'].filter(file => existsSync(join(root, file)));
const env = {};

const steps = [
  { name: 'Set-up', work: async () => void Object.assign(env, browserOf(await setUp({ tests: true }))) },
  { name: 'Build', work: build },
  ...typechecks.map(file => ({
    name: `Types of ${file}`,
    work: () => runTool('typescript', 'tsc', ['--noEmit', '-p', file]),
  })),
  { name: 'Lint', work: () => runTool('oxlint', 'oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'Format', work: () => runTool('prettier', 'prettier', ['--check', '--log-level', 'warn', '.']) },
  { name: 'Tests', work: () => runTool('vitest', 'vitest', ['run', ...process.argv.slice(2)], env) },
];

const browserOf = path => (path === undefined ? {} : { COUNTERFOIL_CHROMIUM: path });

for (const { name, work } of steps) {
  const since = performance.now();
  const code = await work().catch(fail);
  if (code) {
    say(`${name}: FAILED after ${seconds(since)}`);
    process.exit(code);
  }
  say(`${name}: ${seconds(since)}`);
}

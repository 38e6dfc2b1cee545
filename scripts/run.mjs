// node scripts/run.mjs NAME [arguments]: set-up, build, then out/main/headless/NAME.js in this very process, so that
// signals, the terminal and the exit code are the program's own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { Failure, fail, isStarted, root } from './process.mjs';
import { setUp } from './setup.mjs';

export async function runHeadless(name, args) {
  const file = join(root, 'out', 'main', 'headless', `${name}.js`);
  try {
    await setUp();
    await build();
    if (!existsSync(file)) throw new Failure(`There is no program called "${name}" in main/headless.`);
  } catch (error) {
    return fail(error);
  }
  process.argv = [process.argv[0], file, ...args];
  await import(pathToFileURL(file).href);
}

if (isStarted(import.meta)) {
  const [name = '', ...args] = process.argv.slice(2);
  await runHeadless(name, args);
}

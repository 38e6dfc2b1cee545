// node scripts/suite.mjs CONFIG [arguments]: set-up, build, then one of the slow suites. Arguments go to vitest.
import { build } from './build.mjs';
import { fail, runTool } from './process.mjs';
import { setUp } from './setup.mjs';

const [config = '', ...args] = process.argv.slice(2);
await setUp().catch(fail);
await build().catch(fail);
process.exitCode = await runTool('vitest', 'vitest', ['run', '-c', config, ...args]);

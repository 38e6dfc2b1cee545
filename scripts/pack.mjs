// npm run pack: the app as an installation holds it, unpacked, in dist/. npm run dist: the installers for this system.
// Arguments go to electron-builder, which fetches Electron's binary and its own tools.
import { build } from './build.mjs';
import { fail, runTool } from './process.mjs';
import { setUp } from './setup.mjs';

await setUp().catch(fail);
await build().catch(fail);
process.exitCode = await runTool('electron-builder', 'electron-builder', [
  '--publish',
  'never',
  ...process.argv.slice(2),
]);

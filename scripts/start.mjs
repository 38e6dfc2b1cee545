// npm start: set-up, build, then the desktop app, or the agent with its page in the browser where there is no Electron or
// --headless asks for it. On the sample shop until a real one is connected.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { findElectron } from './electron.mjs';
import { fail, root, say } from './process.mjs';
import { runHeadless } from './run.mjs';
import { setUp } from './setup.mjs';

const args = process.argv.slice(2);
const asked = ['--headless', '--help', '-h'].some(one => args.includes(one));

if (asked) await runHeadless('start', args);
else {
  await setUp().catch(fail);
  const { binary, why } = findElectron();
  if (binary === undefined) {
    say(why);
    await runHeadless('start', args);
  } else {
    await build().catch(fail);
    openDesktop(binary);
  }
}

/** Both hear Ctrl+C; the app needs a moment for its own end. */
function openDesktop(binary) {
  const app = spawn(binary, [root, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
  app.on('error', error => fail(error));
  app.on('exit', code => {
    process.exitCode = code ?? 1;
  });
}

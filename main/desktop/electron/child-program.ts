import { utilityProcess } from 'electron';
import { environmentForChild, firstLineOf, type StartProgram } from '../../child-program.ts';

/**
 * On Electron, whose binary is no plain Node: that it could be made one by an environment variable is turned off where it is
 * packed. The program is told with `--with-parent` to end at the first message; Electron ends it with the app.
 */
export const startElectronProgram: StartProgram = (script, args) => {
  const child = utilityProcess.fork(script, ['--with-parent', ...args], {
    env: environmentForChild(),
    stdio: ['ignore', 'pipe', 'inherit'],
    serviceName: 'Counterfoil sample shop',
  });
  const ended = new Promise<void>(done => {
    child.once('exit', () => done());
  });
  if (child.stdout === null) throw new Error('A program was started without its output.');
  return {
    firstLine: firstLineOf(child.stdout, ended),
    end() {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
      child.postMessage('end');
      return ended;
    },
  };
};

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { SyncError } from '../core/errors.ts';

/** A program of ours beside the agent: in a process of its own, which ends with the agent's even after a kill. */
export type ChildProgram = {
  /** The first line of its standard output. Rejects where it ends before. */
  readonly firstLine: Promise<string>;
  /** Asks it to end. Resolves when it has. */
  end(): Promise<void>;
};
/** How one is started depends on what the agent itself runs on. */
export type StartProgram = (script: string, args: readonly string[]) => ChildProgram;

/** Our own variables hold secrets, which are no business of a program beside the agent. */
export const environmentForChild = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('COUNTERFOIL_') ? [] : [[name, value]],
    ),
  );

/** `output`: its standard output. `ended`: when its process has gone. */
export function firstLineOf(output: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> {
  const line = new Promise<string>(done => {
    createInterface({ input: output }).once('line', done);
  });
  const early = ended.then(() => {
    throw new SyncError('bug', 'program-ended', 'A part of Counterfoil did not start; its reason is above.');
  });
  return Promise.race([line, early]);
}

/** On plain Node. The program is told with `--with-parent` to end when its standard input does. */
export const startNodeProgram: StartProgram = (script, args) => {
  const child = spawn(process.execPath, [script, '--with-parent', ...args], {
    env: environmentForChild(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done, failed) => {
    child.once('exit', () => done());
    child.once('error', failed);
  });
  return {
    firstLine: firstLineOf(child.stdout, ended),
    end() {
      child.stdin.end();
      return ended;
    },
  };
};

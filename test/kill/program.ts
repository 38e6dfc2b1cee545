import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const headless = fileURLToPath(new URL('../../out/main/headless/', import.meta.url));

/** Nothing of the test's own environment but what every process has. */
const plainEnv = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
};

export type Program = {
  readonly child: ChildProcess;
  /** All it has said, for when it fails. */
  readonly output: () => string;
  /** Resolves with the exit code, null when it was killed. */
  readonly ended: Promise<number | null>;
};

/** One of the built programs as a process of its own. */
export function start(name: 'cli' | 'sample-shop', args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [`${headless}${name}.js`, ...args], {
    env: { ...plainEnv(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  return { child, output: () => output, ended };
}

/** Runs a program to its end. @throws with what it said when it does not end well. */
export async function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const program = start('cli', args, env);
  const code = await program.ended;
  if (code === 0) return program.output();
  throw new Error(`counterfoil ${args.join(' ')} ended with ${String(code)}:\n${program.output()}`);
}

export async function stop({ child, ended }: Program, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  return ended;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type BuiltProgram = {
  readonly pid: number;
  /** What it said first. */
  readonly said: unknown;
  end(): Promise<void>;
};

/** One of the built programs as a person starts it, once it has said its first piece of JSON. */
export async function startBuilt(
  name: 'cli' | 'sample-shop',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<BuiltProgram> {
  const program = path.resolve(import.meta.dirname, `../../out/main/headless/${name}.js`);
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.trimEnd().endsWith('}')) break;
  }
  child.stdout.resume();
  if (child.pid === undefined || text === '') throw new Error(`${name} did not start. Was it built?`);
  return {
    pid: child.pid,
    said: JSON.parse(text),
    async end() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}

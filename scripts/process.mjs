// Running other programs the same way on Windows, macOS and Linux, and timing them. Node's built-ins alone.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether a module was started by name rather than imported. */
export const isStarted = module =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(module.url));

/** A failure whose message is all a person needs: no stack is shown for it. */
export class Failure extends Error {}

/** Progress goes to stderr, so that a command's own output can be piped. */
export const say = line => process.stderr.write(`${line}\n`);

export const seconds = sinceMs => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Runs a program to its end. With `silent` the output is kept and returned instead of shown.
 * A program that cannot be started or outlives `timeoutMs` ends with code -1 and the reason in `output`.
 */
export function run(command, args, { silent = false, timeoutMs = 0, env = {} } = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: silent ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: command.endsWith('.cmd'),
      windowsHide: true,
    });
    let output = '';
    let late = false;
    const stop = () => {
      late = true;
      child.kill('SIGKILL');
    };
    const timer = timeoutMs > 0 ? setTimeout(stop, timeoutMs) : undefined;
    const end = (code, words) => {
      clearTimeout(timer);
      resolve({ code: late ? -1 : code, output: late ? `no answer within ${timeoutMs / 1000} s` : words });
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk));
    child.on('error', error => end(-1, error.message));
    child.on('close', code => end(code ?? -1, output));
  });
}

/** npm itself: the one that started us if there is one, so that no shell and no quoting is involved. */
export function npm() {
  const started = process.env.npm_execpath;
  if (started !== undefined && basename(started) === 'npm-cli.js') return [process.execPath, started];
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(beside)) return [process.execPath, beside];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** How to start a tool of node_modules: with Node and the file its package names. */
function tool(packageName, name) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [process.execPath, join(folder, typeof bin === 'string' ? bin : bin[name])];
}

/** Runs a tool of node_modules with its output shown. @returns its exit code. */
export async function runTool(packageName, name, args, env = {}) {
  const [command, ...leading] = tool(packageName, name);
  return (await run(command, [...leading, ...args], { env })).code;
}

/** Ends the process with the failure's words, or with the stack of what nobody foresaw. */
export function fail(error) {
  say(error instanceof Failure ? error.message : (error?.stack ?? String(error)));
  process.exit(1);
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** How far two answers about one process may lie apart where the platform only tells wall clock time. */
const toleranceMs = 10_000;

/**
 * When a process started, to tell it from another that was given the same number later. Undefined where it cannot be had.
 * `boot:<boot id>:<ticks>` on Linux, `ms:<epoch>` elsewhere.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await linuxStart(pid);
    if (pid === process.pid) return `ms:${Math.round(performance.timeOrigin)}`;
    const ms = process.platform === 'win32' ? await windowsStart(pid) : await posixStart(pid);
    return Number.isFinite(ms) ? `ms:${ms}` : undefined;
  } catch {
    return undefined;
  }
}

/** Whether both are known and cannot be the same process. */
export function startedApart(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return false;
  const [a, b] = [msOf(one), msOf(other)];
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) > toleranceMs;
}

const msOf = (start: string): number | undefined => (start.startsWith('ms:') ? Number(start.slice(3)) : undefined);

async function linuxStart(pid: number): Promise<string | undefined> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The program's name stands in brackets and may hold anything; then the state, and 19 fields on the start.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only its parent has not looked yet.
  return `boot:${boot.trim()}:${state === 'Z' ? 'ended' : fields[18]}`;
}

async function posixStart(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  return Date.parse(`${stdout.trim()} UTC`);
}

async function windowsStart(pid: number): Promise<number> {
  const script = `[DateTimeOffset]::new((Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`;
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], {
    windowsHide: true,
    timeout: 15_000,
  });
  return stdout.trim() === '' ? Number.NaN : Number(stdout.trim());
}

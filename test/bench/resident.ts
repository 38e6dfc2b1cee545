import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Where a process's resident memory can be asked for. */
export const canMeasure = process.platform === 'linux' || process.platform === 'darwin';

/** Of another process, in megabytes (1,000,000 bytes). */
export function residentMb(pid: number): number {
  const kibibytes =
    process.platform === 'linux'
      ? (/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '')
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const value = Number(kibibytes);
  if (!(value > 0)) throw new Error(`The memory of process ${pid} cannot be read.`);
  return (value * 1024) / 1_000_000;
}

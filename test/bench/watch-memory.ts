import { residentMb } from './resident.ts';

const lookEveryMs = 100;

export type MemoryWatch = {
  /** The most since this was last called, in megabytes. */
  readonly peak: () => number;
  readonly stop: () => void;
};

/** Follows the resident memory of another process. */
export function watchMemory(pid: number): MemoryWatch {
  let most = residentMb(pid);
  const look = (): void => {
    most = Math.max(most, residentMb(pid));
  };
  const timer = setInterval(look, lookEveryMs);
  return {
    peak() {
      look();
      const seen = most;
      most = residentMb(pid);
      return seen;
    },
    stop: () => clearInterval(timer),
  };
}

import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * An agent waits nearly all the time. Left alone, V8 widens the part of the heap for young objects to 32 MB during the
 * start and the first sync and keeps it so. Held at its first size, it makes no sync measurably slower.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  // A comparison of a big shop holds tens of megabytes for a moment: V8 would let as many again lie about before it collects.
  setFlagsFromString('--heap-growing-percent=10');
  // Node reads answers by WebAssembly, which is fast enough as it is compiled at first: to compile it better takes 7 MB that stay.
  setFlagsFromString('--liftoff-only');
}

const worthTidyingBytes = 4_000_000;
/** Moving things together needs room for what is moved: of a big shop's heap, more than it gives back. */
const mostToCompactBytes = 64_000_000;
let tidied = 0;

/** Gives back what a run has left lying, when that is worth the moment it takes: V8 by itself may wait for hours. */
export function tidyHeap(): void {
  if (getHeapStatistics().total_heap_size < tidied + worthTidyingBytes) return;
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') return;
  collect();
  // Without compaction nearly every page keeps something, and none can be given back.
  if (getHeapStatistics().total_heap_size <= mostToCompactBytes) {
    setFlagsFromString('--compact-on-every-full-gc');
    collect();
    setFlagsFromString('--no-compact-on-every-full-gc');
  }
  tidied = getHeapStatistics().total_heap_size;
}

import { useSyncExternalStore } from 'react';
import { useAgent } from './agent.tsx';
import { formats, type Formats } from './format.ts';

const tickMs = 15_000;

let here = Date.now();
let timer: number | undefined;
const listeners = new Set<() => void>();

/** One clock for the whole page: the same age reads the same in a list and beside it. */
function onTick(listen: () => void): () => void {
  // The page may have stood for long before anything listened.
  if (listeners.size === 0) here = Date.now();
  listeners.add(listen);
  timer ??= window.setInterval(() => {
    here = Date.now();
    listeners.forEach(heard => heard());
  }, tickMs);
  return () => void listeners.delete(listen);
}

/** The agent's time now, so that ages move on without a new snapshot. */
const useNow = (): number => useSyncExternalStore(onTick, () => here) + useAgent().clockAheadMs;

/** Dates and figures in the shop's zone. */
export function useFormats(): Formats {
  return formats(useAgent().snapshot?.shop?.zone, useNow());
}

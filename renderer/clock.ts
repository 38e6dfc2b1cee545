import { useEffect, useState } from 'react';
import { useAgent } from './agent.tsx';
import { formats, type Formats } from './format.ts';

const tickMs = 15_000;

/** The agent's time now, so that ages move on without a new snapshot. */
function useNow(): number {
  const { clockAheadMs } = useAgent();
  const [here, setHere] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return here + clockAheadMs;
}

/** Dates and figures in the shop's zone. */
export function useFormats(): Formats {
  return formats(useAgent().snapshot?.shop?.zone, useNow());
}

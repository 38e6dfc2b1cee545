import { useAgent, useSnapshot } from '../agent.tsx';
import { useFormats } from '../clock.ts';

/** When the figures were last known to be true, where that is not now: the agent is away, or the last sync stopped. */
export function useAsOf(): string | undefined {
  const { link } = useAgent();
  const { now, lastRun, runs } = useSnapshot();
  const format = useFormats();
  const through = runs.find(({ end }) => end !== 'stopped' && end !== 'cancelled');
  if (lastRun?.end === 'stopped' && through !== undefined) return `as of ${format.short(through.endedAt)}`;
  return link === 'live' ? undefined : `as of ${format.short(now)}`;
}

import { hoursTooLong, silenceAt, silenceFrom } from '../alerts/silence.ts';
import { epochMs, instantOf, minutes, type Instant } from '../model/time.ts';
import type { RunSummary, RunTrigger } from '../model/write.ts';
import type { AgentDeps } from './ports.ts';
import type { Situation } from './situation.ts';

/** A timer that comes this much later than it should: the PC slept or was off. */
export const lateMs = minutes(1.5);

/** Single orders: that they come through says nothing about the rest. */
const isOfSome = (trigger: RunTrigger): boolean => trigger === 'retry' || trigger === 'mapping';
const hasSynced = ({ end }: RunSummary): boolean => end !== 'stopped' && end !== 'cancelled';

/** Two things that no journal tells: since when this PC is awake, and for how long it has synced nothing although it could. */
export function trackSilence(
  { clock, settings, nextRunAfter }: Pick<AgentDeps, 'clock' | 'settings' | 'nextRunAfter'>,
  runs: readonly RunSummary[],
) {
  const last = runs.find(hasSynced);
  let seenMs = clock.now();
  let awakeMs = seenMs;
  let silence = silenceFrom(last && epochMs(last.endedAt), seenMs, seenMs);

  const isLate = (): boolean => Math.abs(clock.now() - seenMs) > lateMs;
  const synced = (dueMs: number): void => {
    silence = silenceFrom(clock.now(), dueMs, clock.now());
  };
  const tooLong = (): Situation['silent'] => {
    const hours = hoursTooLong(silence, settings.alerts);
    return hours === undefined
      ? undefined
      : { hours, lastAt: silence.lastMs === undefined ? undefined : instantOf(silence.lastMs) };
  };
  return {
    /** Also before a timer has noticed. */
    awakeSince: (): Instant => instantOf(isLate() ? clock.now() : awakeMs),
    tooLong,
    /** A run over everything comes on. */
    progress(trigger: RunTrigger, done: number): void {
      if (done > 0 && !isOfSome(trigger)) synced(clock.now());
    },
    finished(summary: RunSummary): void {
      if (hasSynced(summary) && !isOfSome(summary.trigger)) synced(nextRunAfter(clock.now()));
    },
    /**
     * By each timer.
     * @param mayRun nobody has paused it, and no other PC does the work
     * @returns whether how long it has been silent is another answer than before
     */
    look(mayRun: boolean, zone: string): boolean {
      const nowMs = clock.now();
      const isAwake = !isLate();
      if (!isAwake) awakeMs = nowMs;
      seenMs = nowMs;
      const before = tooLong()?.hours;
      silence = silenceAt(silence, nowMs, isAwake && mayRun, settings.alerts, zone);
      return tooLong()?.hours !== before;
    },
  };
}

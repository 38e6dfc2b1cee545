import { createTask, schedule, type ScheduledTask, type TaskOptions } from 'node-cron';

/** The schedule as the agent asks it, and the clockwork that wakes the agent. */
export type Timetable = {
  /** When the next run is due, epoch milliseconds. */
  nextRunAfter(ms: number): number;
  /** Calls `tick` on time, and again by the wall clock: timers sleep with the PC. @returns how to stop. */
  watch(tick: () => void): () => void;
};

/** How soon after waking a missed run is noticed; the promise is one minute (DESK-01). */
const lookEveryMs = 15_000;

const optionsFor = (zone: string | undefined): TaskOptions => ({
  ...(zone === undefined ? {} : { timezone: zone }),
  suppressMissedWarning: true,
});

/**
 * @param expression cron with five fields
 * @param zoneOf the shop's zone, in which it is read; undefined while the shop has not said: the PC's own
 */
export function openTimetable(expression: string, zoneOf: () => string | undefined): Timetable {
  let clockwork: { readonly zone: string | undefined; readonly task: ScheduledTask } | undefined;
  const taskNow = (): ScheduledTask => {
    const zone = zoneOf();
    if (clockwork === undefined || clockwork.zone !== zone) {
      void clockwork?.task.destroy();
      clockwork = { zone, task: createTask(expression, () => {}, optionsFor(zone)) };
    }
    return clockwork.task;
  };
  return {
    nextRunAfter: ms =>
      taskNow()
        .getNextRuns(2)
        .find(date => date.getTime() > ms)
        ?.getTime() ?? ms + lookEveryMs,
    watch(tick) {
      const onTime = schedule(expression, tick, optionsFor(zoneOf()));
      const byWallClock = setInterval(tick, lookEveryMs);
      return () => {
        clearInterval(byWallClock);
        void onTime.destroy();
        void clockwork?.task.destroy();
      };
    },
  };
}

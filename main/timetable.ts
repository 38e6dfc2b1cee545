import { createTask, schedule, type ScheduledTask } from 'node-cron';

/** The schedule as the agent asks it, and the clockwork that wakes the agent. */
export type Timetable = {
  /** When the next run is due, epoch milliseconds. */
  nextRunAfter(ms: number): number;
  /** Calls `tick` on time, and again by the wall clock: timers sleep with the PC. @returns how to stop. */
  watch(tick: () => void): () => void;
};

/** How soon after waking a missed run is noticed; the promise is one minute (DESK-01). */
const lookEveryMs = 15_000;

/** @param expression cron with five fields, read in `zone` (undefined: the PC's own). */
export function openTimetable(expression: string, zone: string | undefined): Timetable {
  const options = { ...(zone === undefined ? {} : { timezone: zone }), suppressMissedWarning: true };
  const task: ScheduledTask = createTask(expression, () => {}, options);
  return {
    nextRunAfter: ms =>
      task
        .getNextRuns(2)
        .find(date => date.getTime() > ms)
        ?.getTime() ?? ms + 60_000,
    watch(tick) {
      const onTime = schedule(expression, tick, options);
      const byWallClock = setInterval(tick, lookEveryMs);
      return () => {
        clearInterval(byWallClock);
        void onTime.destroy();
        void task.destroy();
      };
    },
  };
}

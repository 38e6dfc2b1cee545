import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTimetable } from '../../main/timetable.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-07-01T10:00:30Z') }));
afterEach(() => vi.useRealTimers());

test('the schedule is read in the shop’s zone, once the shop has said it', () => {
  let zone: string | undefined;
  const timetable = openTimetable('0 9 * * *', () => zone);
  zone = 'America/New_York';
  expect(new Date(timetable.nextRunAfter(Date.now())).toISOString()).toBe('2026-07-01T13:00:00.000Z');
  zone = 'Europe/London';
  expect(new Date(timetable.nextRunAfter(Date.now())).toISOString()).toBe('2026-07-02T08:00:00.000Z');
});

test('DESK-01 a PC that wakes is looked at within a minute by the wall clock', () => {
  const timetable = openTimetable('0 4 * * *', () => 'Europe/London');
  const tick = vi.fn<() => void>();
  const stop = timetable.watch(tick);
  // Eight hours asleep: no timer has fired, and the clock has moved.
  vi.setSystemTime(Date.parse('2026-07-01T18:00:30Z'));
  vi.advanceTimersByTime(60_000);
  expect(tick.mock.calls.length).toBeGreaterThan(0);
  stop();
  const calls = tick.mock.calls.length;
  vi.advanceTimersByTime(300_000);
  expect(tick).toHaveBeenCalledTimes(calls);
});

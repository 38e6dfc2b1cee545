import { expect, test } from 'vitest';
import { hoursTooLong, silenceAt, silenceFrom } from '../../../core/alerts/silence.ts';
import { hours } from '../../../core/model/time.ts';

const businessHours = { from: '08:00', to: '18:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const };
const friday = Date.parse('2026-11-27T17:00:00Z');
const at = (from: ReturnType<typeof silenceFrom>, ms: number, counts = true) =>
  silenceAt(from, ms, counts, { businessHours }, 'Europe/London');
const tooLong = (silence: ReturnType<typeof silenceFrom>, silentAfterHours: number | null = 3) =>
  hoursTooLong(silence, { silentAfterHours });

test('only business hours count, over the weekend too', () => {
  const since = silenceFrom(friday, friday, friday);
  expect(tooLong(at(since, friday + hours(63)))).toBeUndefined();
  expect(tooLong(at(since, Date.parse('2026-11-30T09:59:59Z')))).toBeUndefined();
  expect(tooLong(at(since, Date.parse('2026-11-30T10:00:00Z')))).toBe(3);
  expect(tooLong(at(since, Date.parse('2026-11-30T10:00:00Z')), null)).toBeUndefined();
});

test('nothing counts before a run was due: once a day may be how it is meant', () => {
  const due = Date.parse('2026-11-30T08:00:00Z');
  const since = silenceFrom(friday, due, friday);
  expect(tooLong(at(since, Date.parse('2026-11-30T10:59:59Z')))).toBeUndefined();
  expect(tooLong(at(since, Date.parse('2026-11-30T11:00:00Z')))).toBe(3);
});

test('what was slept through, paused or done elsewhere is not made up for later', () => {
  const monday = Date.parse('2026-11-30T09:00:00Z');
  const slept = at(silenceFrom(monday, monday, monday), monday + hours(4), false);
  expect(tooLong(at(slept, monday + hours(5)))).toBeUndefined();
  expect(tooLong(at(slept, monday + hours(7)))).toBe(3);
});

test('a clock that is put back adds nothing', () => {
  const monday = Date.parse('2026-11-30T09:00:00Z');
  const back = at(silenceFrom(monday, monday, monday), monday - hours(1));
  expect(back.businessMs).toBe(0);
  expect(at(back, monday - hours(0.5)).businessMs).toBe(0);
  expect(at(back, monday + hours(1)).businessMs).toBe(hours(1));
});

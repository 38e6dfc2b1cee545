import { expect, test } from 'vitest';
import { dayBounds, dayOf, hours, epochMs } from '../../../core/model/time.ts';

const length = (day: string): number => {
  const { from, to } = dayBounds(day, 'Europe/London');
  return (epochMs(to) - epochMs(from)) / hours(1);
};

test('a shop day has 23, 24 or 25 hours and its bounds meet the next day’s', () => {
  expect([length('2026-03-29'), length('2026-11-23'), length('2026-10-25')]).toEqual([23, 24, 25]);
  expect(dayBounds('2026-10-25', 'Europe/London').to).toBe(dayBounds('2026-10-26', 'Europe/London').from);
});

test('a moment belongs to the day it has in the shop, not in UTC', () => {
  expect(dayOf('2026-07-01T23:30:00Z', 'Europe/London')).toBe('2026-07-02');
  expect(dayOf('2026-07-02T03:30:00Z', 'America/New_York')).toBe('2026-07-01');
});

import { describe, expect, test } from 'vitest';
import { businessMs, isWithin, windowEndMs } from '../../../core/model/daily-window.ts';
import type { Weekday } from '../../../core/model/settings.ts';
import { hours } from '../../../core/model/time.ts';

const zone = 'Europe/London';
const ms = (text: string): number => Date.parse(text);
const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const shop = { from: '08:00', to: '18:00', days: weekdays };

describe('a daily window', () => {
  test.each([
    ['19:00', '08:00', '2026-11-27T18:59:00Z', false],
    ['19:00', '08:00', '2026-11-27T19:00:00Z', true],
    ['19:00', '08:00', '2026-11-28T07:59:59Z', true],
    ['19:00', '08:00', '2026-11-28T08:00:00Z', false],
    ['08:00', '18:00', '2026-11-27T12:00:00Z', true],
    ['08:00', '18:00', '2026-11-27T18:00:00Z', false],
    // In summer time 18:30 UTC is 19:30 on the wall.
    ['19:00', '08:00', '2026-07-27T18:30:00Z', true],
  ])('from %s to %s, at %s: %s', (from, to, at, is) => {
    expect(isWithin({ from, to }, ms(at), zone)).toBe(is);
  });
});

describe('hours of business', () => {
  test.each([
    ['within a day', '2026-11-27T09:00:00Z', '2026-11-27T11:30:00Z', 2.5],
    ['from Friday evening to Monday morning', '2026-11-27T17:00:00Z', '2026-11-30T09:00:00Z', 2],
    ['a night', '2026-11-26T18:00:00Z', '2026-11-27T08:00:00Z', 0],
    ['nothing of nothing', '2026-11-27T09:00:00Z', '2026-11-27T09:00:00Z', 0],
  ])('%s', (_name, from, to, count) => {
    expect(businessMs(shop, ms(from), ms(to), zone)).toBe(hours(count));
  });

  test('over midnight they belong to the day they begin on', () => {
    const bar = { from: '20:00', to: '02:00', days: ['fri'] as const };
    expect(businessMs(bar, ms('2026-11-27T00:00:00Z'), ms('2026-11-29T00:00:00Z'), zone)).toBe(hours(6));
    expect(businessMs(bar, ms('2026-11-28T01:00:00Z'), ms('2026-11-28T12:00:00Z'), zone)).toBe(hours(1));
    expect(businessMs(bar, ms('2026-11-27T00:00:00Z'), ms('2026-11-27T03:00:00Z'), zone)).toBe(0);
  });

  test('a day on which the clocks change is an hour shorter or longer', () => {
    const always = { from: '00:00', to: '23:00', days: ['sun'] as const };
    const onSunday = (day: string) =>
      businessMs(always, ms(`${day}T00:00:00Z`) - hours(2), ms(`${day}T00:00:00Z`) + hours(26), zone);
    expect(onSunday('2026-03-29')).toBe(hours(22));
    expect(onSunday('2026-10-25')).toBe(hours(24));
    expect(onSunday('2026-11-01')).toBe(hours(23));
  });
});

test.each([
  ['before it', '2026-11-27T08:59:59Z', undefined],
  ['when it begins', '2026-11-27T09:00:00Z', '2026-11-27T21:00:00.000Z'],
  ['when it ends', '2026-11-27T21:00:00Z', undefined],
  ['on another day', '2026-11-28T12:00:00Z', undefined],
])('a window on Fridays, %s', (_when, at, until) => {
  const end = windowEndMs({ from: '09:00', to: '21:00', days: ['fri'] }, Date.parse(at), 'Europe/London');
  expect(end === undefined ? undefined : new Date(end).toISOString()).toBe(until);
});

test('a window over midnight lasts into a day that is not named', () => {
  const friday = { from: '18:00', to: '02:00', days: ['fri'] } as const;
  expect(windowEndMs(friday, Date.parse('2026-11-28T01:30:00Z'), 'UTC')).toBe(Date.parse('2026-11-28T02:00:00Z'));
  expect(windowEndMs(friday, Date.parse('2026-11-27T01:30:00Z'), 'UTC')).toBeUndefined();
});

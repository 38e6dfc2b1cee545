import { expect, test } from 'vitest';
import { pauseEnd, pauseFrom, pauseLeftMs } from '../../../core/model/pause.ts';
import { epochMs, hours, minutes } from '../../../core/model/time.ts';

const london = 'Europe/London';
const lasts = (from: string, zone = london): number =>
  (epochMs(pauseFrom(epochMs(from), 'until-tomorrow', zone).until) - epochMs(from)) / hours(1);

test('until tomorrow is 08:00 by the shop’s clock, however long the night is', () => {
  // 20:00 in London before the clocks go back, before they go forward, and before an ordinary night.
  expect(lasts('2026-10-24T19:00:00.000Z')).toBe(13);
  expect(lasts('2026-03-28T20:00:00.000Z')).toBe(11);
  expect(lasts('2026-11-23T20:00:00.000Z')).toBe(12);
});

test('tomorrow is the shop’s tomorrow, not UTC’s and not the PC’s', () => {
  const lateInNewYork = epochMs('2026-11-24T03:30:00.000Z');
  expect(pauseFrom(lateInNewYork, 'until-tomorrow', 'America/New_York').until).toBe('2026-11-24T13:00:00.000Z');
  expect(pauseFrom(lateInNewYork, 'until-tomorrow', london).until).toBe('2026-11-25T08:00:00.000Z');
});

test('an hour is an hour, also over the change of the clocks', () => {
  const from = epochMs('2026-10-25T00:30:00.000Z');
  const pause = pauseFrom(from, 'hour', london);
  expect(epochMs(pause.until) - from).toBe(hours(1));
  expect(pauseLeftMs(pause, from + minutes(59))).toBe(minutes(1));
  expect(pauseLeftMs(pause, from + minutes(60))).toBe(0);
  expect(pauseLeftMs(undefined, from)).toBe(0);
  // A clock set right by a little is no reason to end it; one put back by a day is.
  expect(pauseLeftMs(pause, from - minutes(1))).toBe(minutes(61));
  expect(pauseLeftMs(pause, from - hours(24))).toBe(0);
});

test('its end is said in the shop’s time, and with the day when that is another', () => {
  const pause = { until: '2026-07-03T07:00:00.000Z', zone: london };
  expect(pauseEnd(pause, '2026-07-02T18:00:00.000Z')).toBe('Friday 08:00');
  expect(pauseEnd(pause, '2026-07-02T23:30:00.000Z')).toBe('08:00');
});

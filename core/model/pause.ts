import { Temporal } from 'temporal-polyfill';
import { epochMs, hours, instantOf, minutes, type Instant } from './time.ts';

/** `zone`: IANA, the one whose clock it was meant by. */
export type Pause = { readonly from: Instant; readonly until: Instant; readonly zone: string };
export type PauseLength = 'hour' | 'until-tomorrow';

const morning = '08:00';

const inZone = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

/** An hour by the clock on the wall, or 08:00 of the next day in `zone`, however long that night is. */
export function pauseFrom(nowMs: number, length: PauseLength, zone: string): Pause {
  const from = instantOf(nowMs);
  if (length === 'hour') return { from, until: instantOf(nowMs + hours(1)), zone };
  const tomorrow = inZone(nowMs, zone).toPlainDate().add({ days: 1 });
  return {
    from,
    until: instantOf(tomorrow.toZonedDateTime({ timeZone: zone, plainTime: morning }).epochMilliseconds),
    zone,
  };
}

/** A clock set right by less than this after a pause began is no reason to end it. */
const skewMs = minutes(5);

/** 0: there is none, or it is over. It is over too when the clock was put back to before it began. */
export function pauseLeftMs(pause: Pause | undefined, nowMs: number): number {
  if (pause === undefined || nowMs < epochMs(pause.from) - skewMs) return 0;
  return Math.max(0, epochMs(pause.until) - nowMs);
}

/** "14:30", of another day "Friday 08:00": stays true when midnight passes. */
export function pauseEnd({ until, zone }: Pick<Pause, 'until' | 'zone'>, now: Instant): string {
  const end = inZone(epochMs(until), zone);
  const today = inZone(epochMs(now), zone).toPlainDate();
  const time = end.toPlainTime().toString({ smallestUnit: 'minute' });
  if (end.toPlainDate().equals(today)) return time;
  return `${end.toLocaleString('en-GB', { weekday: 'long' })} ${time}`;
}

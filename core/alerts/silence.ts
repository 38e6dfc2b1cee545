import type { AlertSettings } from '../model/settings.ts';
import { hours } from '../model/time.ts';
import { businessMs } from '../model/daily-window.ts';

/** How long nothing has synced, counted only where something should have: after a run was due, in hours of business. */
export type Silence = {
  /** When something last synced; undefined: never that is known. */
  readonly lastMs: number | undefined;
  /** A run has been due since then. */
  readonly dueMs: number;
  /** Up to here it is counted. */
  readonly seenMs: number;
  readonly businessMs: number;
};

/** Something has synced, or may be expected to from now on. */
export const silenceFrom = (lastMs: number | undefined, dueMs: number, nowMs: number): Silence => ({
  lastMs,
  dueMs,
  seenMs: nowMs,
  businessMs: 0,
});

/** @param counts false: nothing could sync meanwhile, as the PC slept, a person paused it or another PC does it */
export function silenceAt(
  silence: Silence,
  nowMs: number,
  counts: boolean,
  { businessHours }: Pick<AlertSettings, 'businessHours'>,
  zone: string,
): Silence {
  const fromMs = Math.max(silence.seenMs, silence.dueMs);
  const more = counts && nowMs > fromMs ? businessMs(businessHours, fromMs, nowMs, zone) : 0;
  return { ...silence, seenMs: nowMs, businessMs: silence.businessMs + more };
}

/** In whole hours of business; undefined: not too long yet, or nobody wants to know. */
export function hoursTooLong(
  silence: Silence,
  { silentAfterHours }: Pick<AlertSettings, 'silentAfterHours'>,
): number | undefined {
  if (silentAfterHours === null || silence.businessMs < hours(silentAfterHours)) return undefined;
  return Math.floor(silence.businessMs / hours(1));
}

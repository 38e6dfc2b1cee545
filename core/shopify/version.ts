import { Temporal } from 'temporal-polyfill';
import type { Day } from '../model/time.ts';

/** Shopify releases a version each quarter and answers it for a year; after that it answers with its oldest supported one. */
const SUPPORTED_MONTHS = 12;
const VERSION = /^\d{4}-(01|04|07|10)$/;

/** The first day on which the version is no longer answered; undefined for a version without an end ("unstable"). */
export const supportEnd = (version: string): Day | undefined =>
  VERSION.test(version)
    ? Temporal.PlainDate.from(`${version}-01`).add({ months: SUPPORTED_MONTHS }).toString()
    : undefined;

export type VersionNotice = {
  readonly severity: 'info' | 'warning' | 'critical';
  readonly code: 'api-version-ends' | 'api-version-ended' | 'api-version-differs';
  readonly words: string;
  readonly nextStep: string;
};

const UPDATE = 'Install the current version of Counterfoil.';
const noticeDays = [
  { within: 7, severity: 'critical' },
  { within: 30, severity: 'warning' },
  { within: 90, severity: 'info' },
] as const;

/**
 * What a person should know about the API version in use: nothing, that it ends within 90, 30 or 7 days, that it has ended,
 * or that Shopify already answers with another one (`answeredVersion`, from the response header).
 */
export function versionNotice(
  version: string,
  answeredVersion: string | undefined,
  today: Day,
): VersionNotice | undefined {
  if (answeredVersion !== undefined && answeredVersion !== version) {
    return {
      severity: 'critical',
      code: 'api-version-differs',
      words: `Shopify answers with API version ${answeredVersion} in place of ${version}, which Counterfoil was made for. Orders may read differently.`,
      nextStep: UPDATE,
    };
  }
  const end = supportEnd(version);
  if (end === undefined) return undefined;
  const left = Temporal.PlainDate.from(today).until(end, { largestUnit: 'days' }).days;
  if (left <= 0) {
    const words = `Shopify ended its support for API version ${version} on ${end}.`;
    return { severity: 'critical', code: 'api-version-ended', words, nextStep: UPDATE };
  }
  const due = noticeDays.find(({ within }) => left <= within);
  if (due === undefined) return undefined;
  const words = `Shopify ends its support for API version ${version} on ${end}, in ${left} ${left === 1 ? 'day' : 'days'}.`;
  return { severity: due.severity, code: 'api-version-ends', words, nextStep: UPDATE };
}

import { epochMs, instantOf, type Instant } from '../model/time.ts';

/** Shopify's times end at seconds: down to the second, so that nothing falls between. */
export const second = (instant: Instant): string =>
  instantOf(Math.floor(epochMs(instant) / 1000) * 1000).replace('.000Z', 'Z');
export const nextSecond = (instant: Instant): string => second(instantOf(epochMs(instant) + 999));

/** The search term for what changed at or after `since`. */
export const changedAt = (since: Instant): string => `updated_at:>='${second(since)}'`;

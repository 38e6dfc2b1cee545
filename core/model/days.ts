import type { Money } from './money.ts';
import type { Day } from './time.ts';

/** So many orders, and what they come to: the shop's own currency first and always there, others by code. */
export type Figures = { readonly orders: number; readonly money: readonly Money[] };

/** The orders of the shop's day so far, each by when it was bought. The parts and `unaccounted` make up `cameIn`. */
export type TodayFigures = {
  readonly day: Day;
  /** Those that Counterfoil has seen, with what Shopify charged. */
  readonly cameIn: Figures;
  /** With what the ERP makes of them. */
  readonly written: Figures;
  /** For a person, orders in conflict among them. */
  readonly waiting: Figures;
  /** By themselves. */
  readonly underWay: Figures;
  readonly leftOut: Figures;
  /** May be below zero. */
  readonly unaccounted: Figures;
  /** Orders dealt with today of which nobody can tell the day or the money: in none of the figures. */
  readonly unknown: number;
};

/**
 * What is known of a day's comparison of both sides: they agreed, they differ, the day is not over, or nobody has compared
 * them.
 */
export type DayVerdict = 'agreed' | 'differs' | 'open' | 'unknown';

/** One of the shop's days, its orders by when they were bought. */
export type DayPicture = {
  readonly day: Day;
  /** In the ERP without having waited for a person. */
  readonly written: number;
  /** Waited for a person, and may still. */
  readonly waited: number;
  readonly verdict: DayVerdict;
};

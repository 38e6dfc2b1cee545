import { Big } from 'big.js';
import type { StockQuantity } from '../../model/stock.ts';

/** What decides a level's figure. Decimals are the ERP's. */
export type TargetFacts = {
  readonly onHand: string;
  readonly promised: string;
  /** Of orders on the way to the ERP. */
  readonly open: number;
  readonly fulfilled: number;
  /** Open units of orders that never come to the ERP. */
  readonly leftOut: number;
  /** Kept back from sale. */
  readonly buffer: number;
  /** What Shopify has on hand less what it has available: committed, damaged, reserved and the like. */
  readonly unavailable: number;
};

export type Target =
  /** `exact`: before it was rounded down, and lifted to 0 where it is below. */
  | { readonly kind: 'units'; readonly units: number; readonly exact: string }
  | { readonly kind: 'fraction'; readonly exact: string };

/**
 * What may be sold: the ERP's on hand, less what it has promised, less all that is sold and that it does not know of.
 * The bound that nothing written may exceed, whichever figure is written.
 */
const sellable = ({ onHand, promised, open, fulfilled, leftOut }: TargetFacts): Big =>
  new Big(onHand).minus(promised).minus(open).minus(fulfilled).minus(leftOut);

/**
 * Shopify's figure for a level, pure.
 *
 * `available`: what may be sold, less the buffer.
 *
 * `on_hand`: the ERP's on hand, less what has left the shelf without the ERP knowing (Shopify's on hand is less by it already), less the
 * buffer. What is sold and not yet sent stays in it: Shopify counts that as committed and takes it off by itself. So do damaged,
 * reserved, safety stock and quality control: they are part of Shopify's on hand, and the ERP's on hand has to count them too.
 * It is less where Shopify would then have more available than may be sold: the ERP has promised units of which Shopify's committed
 * knows nothing, to another channel, or to an order that Shopify has sent and the ERP not yet.
 *
 * Below zero counts as 0. Otherwise, available after the write never exceeds what may be sold less the buffer. An order placed after
 * the reading does not change that: it makes the compare-and-set of `available` stale, and with `on_hand` Shopify commits its units.
 */
export function targetOf(quantity: StockQuantity, facts: TargetFacts, fractions: 'refuse' | 'round-down'): Target {
  const mostAvailable = sellable(facts);
  const figure =
    quantity === 'available'
      ? mostAvailable
      : smaller(new Big(facts.onHand).minus(facts.fulfilled), mostAvailable.plus(facts.unavailable));
  const exact = figure.minus(facts.buffer);
  const whole = exact.round(0, Big.roundDown);
  if (!whole.eq(exact) && exact.gt(0) && fractions === 'refuse') return { kind: 'fraction', exact: exact.toFixed() };
  return { kind: 'units', units: Math.max(0, whole.toNumber()), exact: exact.toFixed() };
}

const smaller = (a: Big, b: Big): Big => (a.lt(b) ? a : b);

/** Whether the ERP's promises keep `on_hand` lower than the ERP's own count: then it rests on what Shopify has committed. */
export const isCapped = (facts: TargetFacts): boolean =>
  sellable(facts).plus(facts.unavailable).lt(new Big(facts.onHand).minus(facts.fulfilled));

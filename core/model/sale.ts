import type { Money } from './money.ts';
import type { Day } from './time.ts';

/** What the journal keeps of an order besides its name. Nothing of it tells who bought. */
export type Sale = {
  /** The books' day: when the sale happened, in the shop's zone. */
  readonly day: Day;
  /** What Shopify charged, on the side of its money that is posted. */
  readonly total: Money;
  /** Of the lines that are sold, as typed in Shopify. */
  readonly skus: readonly string[];
  /** Our reference for the customer, `shopify:customer:<id>`; none where nobody is named. */
  readonly customer?: string;
  /** The e-mail address as a fingerprint: whoever knows it finds the order, nobody reads it. */
  readonly email?: string;
};

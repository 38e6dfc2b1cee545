import type { StockQuantity } from '../../model/stock.ts';

/** What both sides held of a level when they last agreed, and the ERP's figures from which that came. */
export type Agreed = {
  readonly quantity: StockQuantity;
  readonly units: number;
  readonly onHand: string;
  readonly promised: string;
  readonly locationId: string;
};

const locationStart = 'gid://shopify/Location/';
const form = /^(available|on_hand) (-?\d+) of (-?[\d.]+) less (-?[\d.]+) at (\d+)$/;

/** "on_hand 12 of 12 less 2 at 101": the journal keeps one for each of 10,000 levels. Joined, it is in one piece in memory too. */
export const packAgreed = ({ quantity, units, onHand, promised, locationId }: Agreed): string =>
  [quantity, units, 'of', onHand, 'less', promised, 'at', locationId.slice(locationStart.length)].join(' ');

/** Undefined: there is none, or it is of another form: then nothing is known to be agreed. */
export function agreedFrom(text: string | undefined): Agreed | undefined {
  const [, quantity, units, onHand, promised, location] = form.exec(text ?? '') ?? [];
  if (onHand === undefined || promised === undefined || location === undefined) return undefined;
  return {
    quantity: quantity === 'available' ? 'available' : 'on_hand',
    units: Number(units),
    onHand,
    promised,
    locationId: `${locationStart}${location}`,
  };
}

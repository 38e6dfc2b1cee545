import fc from 'fast-check';
import { expect, test } from 'vitest';
import { targetOf, type TargetFacts } from '../../../../core/flows/export-stock/target.ts';
import type { StockQuantity } from '../../../../core/model/stock.ts';

const facts = (more: Partial<TargetFacts>): TargetFacts => ({
  onHand: '10',
  promised: '0',
  open: 0,
  fulfilled: 0,
  leftOut: 0,
  buffer: 0,
  unavailable: 0,
  ...more,
});

test.each<[string, StockQuantity, Partial<TargetFacts>, number]>([
  ['nothing sold', 'on_hand', {}, 10],
  ['sold, on the way, not sent: Shopify takes it off itself', 'on_hand', { open: 2, unavailable: 2 }, 10],
  ['sold and sent, the ERP not knowing', 'on_hand', { fulfilled: 2 }, 8],
  ['promised to an order that Shopify has committed', 'on_hand', { promised: '3', unavailable: 3 }, 10],
  ['promised to another channel', 'on_hand', { promised: '3' }, 7],
  ['sent in Shopify, not yet in the ERP that knows the order', 'on_hand', { promised: '2' }, 8],
  ['damaged is part of on hand', 'on_hand', { unavailable: 4 }, 10],
  ['an order that was left out is committed in Shopify', 'on_hand', { leftOut: 2, unavailable: 2 }, 10],
  ['kept back', 'on_hand', { buffer: 3 }, 7],
  ['nothing sold', 'available', {}, 10],
  ['sold, on the way', 'available', { open: 2, fulfilled: 1, unavailable: 2 }, 7],
  ['promised', 'available', { promised: '3', unavailable: 3 }, 7],
  ['left out', 'available', { leftOut: 2, unavailable: 2 }, 8],
  ['kept back', 'available', { buffer: 3 }, 7],
  ['more kept back than there is', 'available', { buffer: 30 }, 0],
  ['below zero', 'available', { onHand: '-2' }, 0],
])('%s (%s)', (_what, quantity, more, units) => {
  expect(targetOf(quantity, facts(more), 'refuse')).toMatchObject({ kind: 'units', units });
});

test('INV-12: half a piece is refused, or rounded down, as the setting says', () => {
  const half = facts({ onHand: '10.5', buffer: 1 });
  expect(targetOf('on_hand', half, 'refuse')).toEqual({ kind: 'fraction', exact: '9.5' });
  expect(targetOf('on_hand', half, 'round-down')).toEqual({ kind: 'units', units: 9, exact: '9.5' });
  expect(targetOf('available', facts({ onHand: '10.5', promised: '0.5' }), 'refuse')).toMatchObject({ units: 10 });
  expect(targetOf('available', facts({ onHand: '-0.5' }), 'refuse')).toMatchObject({ units: 0 });
});

const units = fc.integer({ min: 0, max: 9 });
/** An order by what each side knows of it. A delivery in the ERP takes its units off on hand and promised there. */
const order = fc.record({
  units,
  known: fc.boolean(),
  sent: fc.boolean(),
  delivered: fc.boolean(),
  leftOut: fc.boolean(),
});
const life = fc.record({
  counted: fc.integer({ min: -5, max: 60 }),
  otherChannels: units,
  orders: fc.array(order, { maxLength: 6 }),
  otherStates: units,
  buffer: units,
  later: fc.array(units, { maxLength: 3 }),
  quantity: fc.constantFrom<StockQuantity>('available', 'on_hand'),
});

type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

/** `later`: orders placed after everything was read, of which the compare-and-set lets only those of `on_hand` pass. */
function read({ counted, otherChannels, orders, otherStates, buffer, quantity }: Life) {
  const sum = (of: typeof orders): number => of.reduce((total, one) => total + one.units, 0);
  const inErp = orders.filter(one => one.known);
  const unknown = orders.filter(one => !one.known && !one.leftOut);
  const leftOut = orders.filter(one => !one.known && one.leftOut);
  const promised = sum(inErp.filter(one => !one.delivered)) + otherChannels;
  const onHand = counted - sum(inErp.filter(one => one.delivered));
  const unavailable = sum(orders.filter(one => !one.sent)) + otherStates;
  const known: TargetFacts = {
    onHand: String(onHand),
    promised: String(promised),
    open: sum(unknown.filter(one => !one.sent)),
    fulfilled: sum(unknown.filter(one => one.sent)),
    leftOut: sum(leftOut.filter(one => !one.sent)),
    buffer,
    unavailable,
  };
  const mayBeSold = onHand - promised - sum(unknown) - sum(leftOut.filter(one => !one.sent));
  const target = targetOf(quantity, known, 'refuse');
  const written = target.kind === 'units' ? target.units : Number.NaN;
  return { mayBeSold, available: quantity === 'available' ? written : written - unavailable };
}

test('sold goods never go back on sale, whatever each side knows of which order', () => {
  fc.assert(
    fc.property(life, one => {
      const { mayBeSold, available } = read(one);
      expect(available).toBeLessThanOrEqual(Math.max(0, mayBeSold - one.buffer));
    }),
    { numRuns: 5000 },
  );
});

test('an order placed after the reading takes its units off once more, as Shopify commits them', () => {
  fc.assert(
    fc.property(life, one => {
      fc.pre(one.quantity === 'on_hand');
      const sold = one.later.reduce((total, sale) => total + sale, 0);
      const { mayBeSold, available } = read(one);
      expect(available - sold).toBeLessThanOrEqual(Math.max(0, mayBeSold - one.buffer - sold));
    }),
    { numRuns: 2000 },
  );
});

test('what is in the shop and unsold is offered, where nothing but open orders stands between', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), units, units, (onHand, open, posted) => {
      const known = facts({ onHand: String(onHand), promised: String(posted), open, unavailable: open + posted });
      const offered = (quantity: StockQuantity): number => {
        const target = targetOf(quantity, known, 'refuse');
        return target.kind === 'units' ? target.units - (quantity === 'available' ? 0 : open + posted) : Number.NaN;
      };
      fc.pre(onHand >= open + posted);
      expect(offered('available')).toBe(onHand - open - posted);
      expect(offered('on_hand')).toBe(onHand - open - posted);
    }),
  );
});

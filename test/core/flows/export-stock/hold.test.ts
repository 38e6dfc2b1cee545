import { expect, test } from 'vitest';
import type { Compared, Hold, PlannedGoods } from '../../../../core/engine/comparison.ts';
import { holdsOf } from '../../../../core/flows/export-stock/hold.ts';
import type { LevelPair, LocationPair, StockPair } from '../../../../core/flows/export-stock/pair.ts';
import { planLevel } from '../../../../core/flows/export-stock/plan-level.ts';
import { planLocation } from '../../../../core/flows/export-stock/plan-location.ts';
import type { SetStock } from '../../../../core/flows/export-stock/set-stock.ts';
import type { GoodsState } from '../../../../core/journal/goods.ts';
import { compared, figures, item, level, pair, policy, shopFloor, state, stockRoom } from './stock-parts.ts';

/** A level of SKU-<n> that shows 10 in Shopify, and has this in the ERP; undefined: the ERP left it out. */
const one = (n: number, onHand: number | undefined, locationId = shopFloor): LevelPair => {
  const sku = `SKU-${n}`;
  const id = `gid://shopify/InventoryLevel/${locationId.slice(-3)}?inventory_item_id=${n}`;
  return pair({
    level: level({
      id,
      sku,
      itemId: `gid://shopify/InventoryItem/${n}`,
      locationId,
      figures: figures({ available: 10 }),
    }),
    location: locationId === shopFloor ? 'Shop floor' : 'Stock room',
    items: onHand === undefined ? [] : [item(String(onHand), '0', { code: sku })],
  });
};
const some = (count: number, onHand: number | undefined, from = 0, locationId = shopFloor): readonly LevelPair[] =>
  Array.from({ length: count }, (_, at) => one(from + at, onHand, locationId));

const place = (levels: readonly LevelPair[] | undefined, more: Partial<LocationPair> = {}): LocationPair => ({
  kind: 'location',
  location: { id: shopFloor, name: 'Shop floor', isActive: true },
  warehouse: 'WH',
  isGone: false,
  sharing: [],
  whole: levels === undefined ? undefined : { levels, lacking: [] },
  ...more,
});

const planned = (
  levels: readonly LevelPair[],
  location: GoodsState | undefined = state({ agreed: 'WH' }),
  isWhole = true,
): readonly PlannedGoods<StockPair, SetStock>[] => {
  const record = place(isWhole ? levels : undefined);
  const its: Compared<StockPair> = { ref: record.location, updatedAt: '', record };
  return [
    ...levels.map(made => ({ compared: compared(made), plan: planLevel(compared(made), undefined, policy()) })),
    { compared: its, plan: planLocation(record, location, policy()) },
  ];
};

const holds = (
  plans: readonly PlannedGoods<StockPair, SetStock>[],
  approved: readonly string[] = [],
  countAt = 0,
): readonly Hold[] => holdsOf(plans, new Set(approved), () => countAt, policy());

test('INV-03: too many products that would drop to 0 hold all that would be written there', () => {
  const [held, ...more] = holds(planned([...some(61, 0), ...some(1, 12, 61), ...some(350, 10, 62)]));
  expect(more).toEqual([]);
  expect(held?.key).toBe(`mass-zero ${shopFloor}`);
  expect(held?.ids).toHaveLength(62);
  expect(held?.problem).toMatchObject({
    category: 'safety',
    code: 'mass-zero',
    title: 'Stock update held',
    explanation: '61 of 412 products at Shop floor would drop to 0; your limit is 41. Shopify keeps its stock.',
    details: { count: '61', of: '412', limit: '41' },
  });
});

test('at the limit nothing is held, and what a person let pass does not count', () => {
  expect(holds(planned([...some(41, 0), ...some(371, 10, 41)]))).toEqual([]);
  const plans = planned([...some(61, 0), ...some(351, 10, 61)]);
  const ids = holds(plans)[0]?.ids ?? [];
  expect(holds(plans, ids)).toEqual([]);
});

test('one product alone is no mass', () => {
  expect(holds(planned([...some(1, 0), ...some(3, 10, 1)]))).toEqual([]);
  expect(holds(planned([...some(2, 0), ...some(2, 10, 2)]))).toHaveLength(1);
});

test('a drop by half or more counts, zeros among them', () => {
  const [held] = holds(planned([...some(9, 5), ...some(91, 10, 9)]));
  expect(held).toBeUndefined();
  const [dropped] = holds(planned([...some(5, 0), ...some(26, 5, 5), ...some(69, 10, 31)]));
  expect(dropped?.problem).toMatchObject({ code: 'mass-drop', details: { count: '31', of: '100', limit: '30' } });
  expect(holds(planned([...some(31, 6), ...some(69, 10, 31)]))).toEqual([]);
});

test('a part of the levels counts against all that are known there', () => {
  expect(holds(planned(some(3, 0)), [], 412)).toEqual([]);
  expect(holds(planned(some(3, 0)))).toHaveLength(1);
});

test('an answer that leaves products out looks like half of one', () => {
  const [held] = holds(planned([...some(20, 0), ...some(60, undefined, 20), ...some(20, 10, 80)]));
  expect(held?.problem.explanation).toContain('Tryton left out 60 of its products, so this looks like half an answer');
});

test('each location is held for itself', () => {
  const other = planned(some(5, 0, 0, stockRoom));
  expect(holds([...planned(some(5, 9)), ...other]).map(({ key }) => key)).toEqual([`mass-zero ${stockRoom}`]);
});

test('first connection: a location that differs writes nothing before a person chose what it starts with', () => {
  const levels = [...some(2, 12), ...some(2, 8, 2), ...some(6, 10, 4)];
  const [held] = holds(planned(levels, state()));
  expect(held?.key).toBe(`first-stock ${shopFloor}`);
  expect(held?.ids).toHaveLength(4);
  expect(held?.problem.explanation).toContain('4 of 10 products differ');
  // Some of it agreeing meanwhile settles nothing, nor does a look at a part.
  expect(holds(planned(some(1, 12), state(), false))).toHaveLength(1);
  expect(holds(planned(levels, state({ choice: 'use-erp' })))).toEqual([]);
  expect(holds(planned(levels, state({ agreed: 'WH' })))).toEqual([]);
  expect(holds(planned(levels, state({ agreed: 'OTHER' })))).toHaveLength(1);
});

test('a location where both sides are equal has started', () => {
  expect(planLocation(place(some(3, 10)), undefined, policy())).toEqual({
    kind: 'same',
    agreed: 'WH',
    problem: undefined,
  });
  expect(planLocation(place(some(3, 11)), undefined, policy())).toMatchObject({ kind: 'wait', code: 'first-stock' });
  expect(planLocation(place(undefined), undefined, policy())).toMatchObject({ kind: 'wait', code: 'first-stock' });
});

test('INV-05: a location without a warehouse of its own, or that is not active, is told by name', () => {
  const told = (more: Partial<LocationPair>) => planLocation(place([], more), undefined, policy());
  expect(told({ warehouse: undefined })).toMatchObject({
    kind: 'skip',
    code: 'location-unmapped',
    reason: 'Shop floor is not mapped to a warehouse in Tryton, so no stock is written there.',
  });
  const closed = { id: shopFloor, name: 'Shop floor', isActive: false };
  expect(told({ location: closed })).toMatchObject({ kind: 'skip', code: 'location-inactive' });
  expect(told({ location: closed, isGone: true })).toMatchObject({ kind: 'skip', code: 'location-gone' });
  expect(told({ sharing: ['Stock room'] })).toMatchObject({
    kind: 'park',
    problem: { code: 'warehouse-shared', title: 'Two locations are mapped to WH' },
  });
});

test('INV-18: what Shopify does not stock at a location stays told until all is read again', () => {
  const lacking = [{ sku: 'MUG', onHand: '4' }];
  const found = planLocation(place([], { whole: { levels: [], lacking } }), undefined, policy());
  expect(found).toMatchObject({ kind: 'same', agreed: 'WH', problem: { title: 'MUG is not stocked at Shop floor' } });
  const problem = found.kind === 'same' ? found.problem : undefined;
  const told = state({ agreed: 'WH', state: 'parked', problem });
  expect(planLocation(place(undefined), told, policy())).toMatchObject({ kind: 'same', problem: { code: 'no-level' } });
  expect(planLocation(place([]), told, policy())).toMatchObject({ kind: 'same', problem: undefined });
});

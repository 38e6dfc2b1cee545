import { expect, test } from 'vitest';
import { agreedFrom, packAgreed } from '../../../../core/flows/export-stock/agreed.ts';
import { bufferOf } from '../../../../core/flows/export-stock/buffer.ts';
import { knownFrom } from '../../../../core/flows/export-stock/known.ts';
import { activeLocks, lockedUntil } from '../../../../core/flows/export-stock/peak-lock.ts';
import { takeBack } from '../../../../core/flows/export-stock/take-back.ts';
import type { PeakLock } from '../../../../core/model/settings.ts';
import { compared, level, now, pair, shopFloor, state } from './stock-parts.ts';

test.each([
  ['its SKU', { sku: 'MUG', tags: ['fragile'] }, 2],
  ['a SKU of which nothing is kept back', { sku: 'CUP', tags: ['fragile'] }, 0],
  ['the largest of its tags, in any case', { sku: 'TRAY', tags: ['Fragile', 'gift', 'other'] }, 7],
  ['its location', { sku: 'TRAY', tags: [] }, 4],
  ['all', { sku: 'TRAY', tags: [], locationId: 'elsewhere' }, 1],
])('a buffer: the most special one counts, %s', (_which, more, units) => {
  const buffers = {
    all: 1,
    locations: { [shopFloor]: 4 },
    tags: { fragile: 5, gift: 7 },
    skus: { MUG: 2, CUP: 0 },
  };
  expect(bufferOf(level(more), buffers)).toBe(units);
});

test('what was agreed comes back as it was, and another form tells nothing', () => {
  const agreed = { quantity: 'available', units: -3, onHand: '-1.5', promised: '2', locationId: shopFloor } as const;
  expect(packAgreed(agreed)).toBe('available -3 of -1.5 less 2 at 101');
  expect(agreedFrom(packAgreed(agreed))).toEqual(agreed);
  expect(agreedFrom('12')).toBeUndefined();
  expect(agreedFrom(undefined)).toBeUndefined();
});

test('of several peak locks, the longest that holds a change counts', () => {
  const lock: PeakLock = { from: '09:00', to: '21:00', days: ['fri'], holds: 'increases' };
  const active = activeLocks(
    [lock, { ...lock, to: '13:00', holds: 'everything' }, { ...lock, days: ['sat'] }],
    now,
    'UTC',
  );
  expect(active).toHaveLength(2);
  expect(lockedUntil(active, true)).toBe('2026-11-27T21:00:00.000Z');
  expect(lockedUntil(active, false)).toBe('2026-11-27T13:00:00.000Z');
  expect(lockedUntil([], true)).toBeUndefined();
});

test('the journal tells which items had a SKU, and how many levels of a location were compared', () => {
  const agreed = 'on_hand 12 of 12 less 0 at 101';
  const states = [
    state({ agreed }),
    state({ id: 'gid://shopify/InventoryLevel/1?inventory_item_id=12', name: 'MUG at Pop-up at the harbour', agreed }),
    state({ id: 'gid://shopify/InventoryLevel/1?inventory_item_id=13', agreed, state: 'skipped' }),
    state({ id: shopFloor, name: 'Shop floor', agreed: 'WH' }),
  ];
  const known = knownFrom(new Map(states.map(one => [one.id, one])));
  expect(known.itemsOf('MUG')).toEqual([11, 12, 13].map(id => `gid://shopify/InventoryItem/${id}`));
  expect(known.itemsOf('CUP')).toEqual([]);
  expect(known.countAt(shopFloor)).toBe(2);
});

test('a Write is taken back where Shopify still has what it wrote', () => {
  const its = pair();
  const { ref } = compared(its);
  const back = takeBack(ref, its, 'on_hand', [{ field: 'on hand', before: 14, after: 10 }]);
  expect(back).toMatchObject({
    kind: 'write',
    write: { body: { from: 10, to: 14 }, fields: [{ field: 'on hand', before: 10, after: 14 }] },
  });
  expect(takeBack(ref, its, 'on_hand', [{ field: 'on hand', before: 14, after: 9 }])).toEqual({
    kind: 'refused',
    why: 'MUG at Shop floor is 10 in Shopify by now, not 9.',
  });
  expect(takeBack(ref, its, 'on_hand', [{ field: 'available', before: 14, after: 10 }])).toMatchObject({
    kind: 'refused',
  });
});

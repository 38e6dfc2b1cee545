import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packAgreed } from '../../../../core/flows/export-stock/agreed.ts';
import type { ShopLevel } from '../../../../core/model/stock.ts';
import type { PeakLock, StockSettings } from '../../../../core/model/settings.ts';
import { figures, item, level, now, onTheWay, pair, plan, shopFloor, told, type PolicyChange } from './stock-parts.ts';

const agreedOn = (units: number, onHand = String(units), promised = '0'): { readonly agreed: string } => ({
  agreed: packAgreed({ quantity: 'on_hand', units, onHand, promised, locationId: shopFloor }),
});
const having = (onHand: string, promised = '0') => pair({ items: [item(onHand, promised)] });

test('what differs is written with the figure it must still be, and says how it comes about', () => {
  const made = plan(pair({ items: [item('12', '2')], onTheWay: onTheWay({ fulfilled: 1, open: 3 }) }), {
    settings: { buffers: { all: 1, locations: {}, tags: {}, skus: {} } },
  });
  expect(made).toEqual({
    kind: 'write',
    agreed: 'on_hand 5 of 12 less 2 at 101',
    problem: undefined,
    writes: [
      {
        key: 'shopify:stock:11:101:2026-11-27T10:00:00Z:10>5',
        system: 'shop',
        action: 'set-stock',
        record: { id: level().id, name: 'MUG at Shop floor' },
        rule: 'Tryton owns the units on hand at a location; both sides were never compared before, so its value counts: 12 on hand in Tryton, less 2 promised, less 4 of #1042, not in Tryton yet, less 1 kept back',
        body: { itemId: 'gid://shopify/InventoryItem/11', locationId: shopFloor, from: 10, to: 5 },
        fields: [{ field: 'on hand', before: 10, after: 5 }],
      },
    ],
  });
});

test('INV-15: what an own Write left is the same on both sides', () => {
  expect(told(plan(having('10'), {}, agreedOn(10)))).toBe('same: on_hand 10 of 10 less 0 at 101');
});

const left: readonly (readonly [string, Partial<ShopLevel>, string])[] = [
  ['INV-11: a bundle', { bundle: true }, 'MUG at Shop floor is a bundle, which Shopify counts from its parts.'],
  ['INV-17: not tracked', { tracked: false }, 'Shopify does not track the quantity of MUG at Shop floor.'],
  [
    'INV-05: an inactive level',
    { isActive: false },
    'MUG at Shop floor is not stocked any more: the level is inactive in Shopify.',
  ],
  ['a blank SKU', { sku: undefined }, 'Mug, slate at Shop floor has no SKU. A title is never taken for a match.'],
];
test.each(left)('%s is left out by name', (_what, more, reason) => {
  expect(plan(pair({ level: level(more) }))).toMatchObject({ kind: 'skip', reason });
});

test('what the ERP does not tell is left out by name, and never 0', () => {
  expect(plan(pair({ items: [] }))).toMatchObject({
    kind: 'skip',
    code: 'not-in-erp',
    reason: 'Tryton sent no stock for MUG. Shopify keeps what it has at Shop floor.',
  });
  expect(told(plan(pair({ items: [item('3', '0', { kind: 'kit' })] })))).toBe('skip kit');
  expect(told(plan(pair({ items: [item('3', '0', { kind: 'not-counted' })] })))).toBe('skip not-counted');
  expect(told(plan(pair({ items: [item('3', '0', { levels: [] })] })))).toBe('skip no-warehouse');
  expect(told(plan(pair({ items: [item('3'), item('4')] })))).toBe('park item-ambiguous');
});

test('PRD-02: two variants with one SKU both stop, and are named', () => {
  const made = plan(pair({ sharing: [{ sku: 'MUG', title: 'Mug, oat' }] }));
  expect(made).toMatchObject({ kind: 'park', problem: { code: 'duplicate-sku', title: 'Two products share MUG' } });
  expect(made).toMatchObject({
    problem: { explanation: expect.stringContaining('Mug, slate and Mug, oat have the same SKU') },
  });
  expect(told(plan(pair({ code: 'CUP', sharing: [{ sku: 'CUP', title: 'Cup' }] })))).toBe('park shared-item');
});

test('a field that nobody owns is left as it is', () => {
  const rule = { owner: 'nobody', onConflict: 'owner-wins', responsible: null } as const;
  expect(told(plan(having('3'), { ownership: { 'stock.on-hand': rule } }))).toBe('skip not-synced');
});

test('INV-10: a count below zero is written as 0, and told', () => {
  const made = plan(having('-1'));
  expect(told(made)).toBe('on hand 10 -> 0');
  expect(made).toMatchObject({ problem: { code: 'negative-stock', title: 'Tryton says −1 for MUG' } });
  const shownAsNothing = pair({ level: level({ figures: figures({}) }), items: [item('-1')] });
  expect(plan(shownAsNothing)).toMatchObject({ kind: 'same', problem: { code: 'negative-stock' } });
});

test('INV-12: half a piece is refused by name', () => {
  expect(plan(having('2.5'))).toMatchObject({
    kind: 'skip',
    code: 'fraction',
    reason: 'MUG at Shop floor would be 2.5, and Shopify counts whole units only.',
  });
  expect(told(plan(having('2.5'), { settings: { fractions: 'round-down' } }))).toBe('on hand 10 -> 2');
});

test('small differences wait, unless nothing would be left', () => {
  const settings = { minimumDelta: 4 };
  expect(told(plan(having('7'), { settings }))).toBe('wait small-difference');
  expect(told(plan(having('6'), { settings }))).toBe('on hand 10 -> 6');
  const few = pair({ level: level({ figures: figures({ available: 2 }) }), items: [item('0')] });
  expect(told(plan(few, { settings }))).toBe('on hand 2 -> 0');
});

const friday: PeakLock = { from: '09:00', to: '21:00', days: ['fri'], holds: 'increases' };
test('INV-09: in a peak lock increases wait for its end, and decreases pass', () => {
  const settings = { peakLocks: [friday] };
  expect(plan(having('12'), { settings })).toMatchObject({
    kind: 'wait',
    code: 'peak-lock',
    until: '2026-11-27T21:00:00.000Z',
    reason: 'MUG at Shop floor is raised after the peak lock, at 21:00.',
  });
  expect(told(plan(having('8'), { settings }))).toBe('on hand 10 -> 8');
  const everything = { peakLocks: [friday, { ...friday, to: '18:00', holds: 'everything' as const }] };
  expect(plan(having('8'), { settings: everything })).toMatchObject({ until: '2026-11-27T18:00:00.000Z' });
  expect(plan(having('12'), { settings: everything })).toMatchObject({ until: '2026-11-27T21:00:00.000Z' });
});

test('with the rule to wait, a level with an order on the way is not raised before it is in the ERP', () => {
  const settings: Partial<StockSettings> = { ordersOnTheWay: 'wait' };
  const sold = level({ figures: figures({ available: 9, committed: 1 }) });
  const raised = pair({ level: sold, items: [item('20')], onTheWay: onTheWay({ open: 1, orders: ['#1039'] }) });
  expect(plan(raised, { settings })).toMatchObject({
    kind: 'wait',
    reason: 'Waits for #1039: MUG at Shop floor is not raised before it is in Tryton.',
  });
  expect(told(plan(raised))).toBe('on hand 10 -> 20');
  const lowered = pair({ items: [item('9')], onTheWay: onTheWay({ fulfilled: 1 }) });
  expect(told(plan(lowered, { settings }))).toBe('on hand 10 -> 8');
  const ignored = pair({
    level: sold,
    items: [item('20')],
    onTheWay: { open: 0, fulfilled: 0, leftOut: 1, orders: [] },
  });
  expect(told(plan(ignored, { settings }))).toBe('on hand 10 -> 20');
});

test('a level that has just changed is not raised, as its order may not be found yet', () => {
  const fresh = level({ updatedAt: '2026-11-27T11:58:30Z' });
  const old = level({ updatedAt: '2026-11-27T11:57:59Z' });
  expect(told(plan(pair({ level: fresh, items: [item('12')] }), {}, agreedOn(11)))).toBe('wait just-changed');
  expect(told(plan(pair({ level: old, items: [item('12')] }), {}, agreedOn(11)))).toBe('on hand 10 -> 12');
  expect(told(plan(pair({ level: fresh, items: [item('8')] }), {}, agreedOn(11)))).toBe('on hand 10 -> 8');
  // The change was ours. With promises it may be a sale all the same, as that leaves on hand as it is.
  expect(told(plan(pair({ level: fresh, items: [item('12')] }), {}, agreedOn(10)))).toBe('on hand 10 -> 12');
  expect(told(plan(pair({ level: fresh, items: [item('17', '5')] }), {}, agreedOn(10)))).toBe('wait just-changed');
});

test('INV-04: a change by hand in Shopify is noticed by what Shopify shows, and settled by the rule', () => {
  const asking: PolicyChange = {
    ownership: { 'stock.on-hand': { owner: 'erp', onConflict: 'hold-and-ask', responsible: null } },
  };
  const changed = having('12');
  const back = plan(changed, {}, agreedOn(12));
  expect(told(back)).toBe('on hand 10 -> 12');
  expect(back).toMatchObject({ writes: [{ rule: expect.stringContaining('wins over the change in Shopify') }] });
  const asked = plan(changed, asking, agreedOn(12));
  expect(asked).toMatchObject({ kind: 'conflict', problem: { code: 'changed-in-shopify', category: 'conflict' } });
  expect(asked).toMatchObject({
    problem: { details: { 'in Shopify': '10', 'in Tryton': '12', 'last agreed': '12' } },
  });
  expect(told(plan(changed, asking, { ...agreedOn(12), choice: 'use-erp' }))).toBe('on hand 10 -> 12');
  // A sale and a change by hand at once: the ERP's own count has not moved.
  const soldToo = pair({ items: [item('12')], onTheWay: onTheWay({ fulfilled: 1 }) });
  expect(told(plan(soldToo, asking, agreedOn(12)))).toBe('conflict changed-in-shopify');
  // The ERP has moved: nobody needs to be asked.
  expect(told(plan(having('15'), asking, agreedOn(12)))).toBe('on hand 10 -> 15');
  expect(told(plan(having('15'), asking, agreedOn(10)))).toBe('on hand 10 -> 15');
});

test('what was agreed on another figure tells nothing of this one', () => {
  const asking: PolicyChange = {
    settings: { quantity: 'available' },
    ownership: { 'stock.on-hand': { owner: 'erp', onConflict: 'hold-and-ask', responsible: null } },
  };
  expect(told(plan(having('12'), asking, agreedOn(12)))).toBe('available 10 -> 12');
});

test('an order that Shopify does not tell of yet never puts its goods back on sale', () => {
  const units = fc.integer({ min: 0, max: 9 });
  const facts = fc.record({
    onHand: fc.integer({ min: 0, max: 40 }),
    otherChannels: units,
    shown: fc.integer({ min: 0, max: 40 }),
    hidden: fc.integer({ min: 1, max: 9 }),
    isSent: fc.boolean(),
    quantity: fc.constantFrom<StockSettings['quantity']>('available', 'on_hand'),
  });
  fc.assert(
    fc.property(facts, ({ onHand, otherChannels, shown, hidden, isSent, quantity }) => {
      // Both sides agreed on `shown`; then `hidden` units were sold, a moment ago.
      const after = figures({ available: shown - hidden, committed: isSent ? 0 : hidden });
      const locationId = shopFloor;
      const agreed = packAgreed({ quantity, units: shown, onHand: '0', promised: '0', locationId });
      const changed = level({ figures: after, updatedAt: now });
      const made = plan(
        pair({ level: changed, items: [item(String(onHand), String(otherChannels))] }),
        { settings: { quantity } },
        { agreed },
      );
      if (made.kind !== 'write') return;
      const { from, to } = made.writes[0]?.body ?? { from: 0, to: 0 };
      const available = after.available + to - from;
      const mayBeSold = Math.max(0, onHand - otherChannels - hidden);
      expect(available <= mayBeSold || to < from).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

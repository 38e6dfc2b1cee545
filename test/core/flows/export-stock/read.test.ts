import { expect, test } from 'vitest';
import type { Compared, Scope } from '../../../../core/engine/comparison.ts';
import type { JournaledOrders } from '../../../../core/flows/export-stock/policy.ts';
import type { StockPair } from '../../../../core/flows/export-stock/pair.ts';
import { readStock } from '../../../../core/flows/export-stock/read.ts';
import type { StockSides } from '../../../../core/flows/export-stock/sides.ts';
import type { ErpItemStock, OrderUnits, ShopLevel } from '../../../../core/model/stock.ts';
import { item, level, now, policy, shopFloor, state, stockRoom, type PolicyChange } from './stock-parts.ts';

const { signal } = new AbortController();
const itemId = (n: number): string => `gid://shopify/InventoryItem/${n}`;
const levelId = (n: number, locationId = shopFloor): string =>
  `gid://shopify/InventoryLevel/${locationId.slice(-3)}?inventory_item_id=${n}`;
const stocked = (n: number, more: Partial<ShopLevel> = {}): ShopLevel =>
  level({ id: levelId(n, more.locationId), itemId: itemId(n), sku: `SKU-${n}`, title: `Thing ${n}`, ...more });
const counted = (n: number, onHand = '5', warehouses: readonly string[] = ['WH']): ErpItemStock =>
  item(onHand, '0', {
    code: `SKU-${n}`,
    levels: warehouses.map(warehouse => ({ warehouse, onHand, promised: '0' })),
  });

type Lives = {
  readonly levels: readonly ShopLevel[];
  readonly items: readonly ErpItemStock[];
  readonly changed?: { readonly shop?: readonly number[]; readonly erp?: readonly string[] };
  readonly recent?: readonly string[];
  readonly units?: readonly OrderUnits[];
  readonly hasStock?: boolean;
};

/** Both sides as lists, and what was asked of them in which order. */
function sides(lives: Lives, change: PolicyChange = {}) {
  const calls: string[] = [];
  const { levels, items, changed = {}, recent = [], units = [], hasStock = true } = lives;
  const at = (locationIds: readonly string[]) => levels.filter(one => locationIds.includes(one.locationId));
  const both: StockSides = {
    policy: policy(change),
    shop: {
      async locations() {
        return [
          { id: shopFloor, name: 'Shop floor', isActive: true },
          { id: stockRoom, name: 'Stock room', isActive: true },
        ];
      },
      async levels(ids: readonly string[]) {
        calls.push('levels');
        return at(ids);
      },
      async *levelsChangedSince(_since: string, ids: readonly string[]) {
        calls.push('levels changed');
        yield at(ids).filter(one => changed.shop?.some(n => one.itemId === itemId(n)));
      },
      async levelsOf(itemIds: readonly string[], ids: readonly string[]) {
        calls.push(`levels of ${itemIds.map(id => id.slice(id.lastIndexOf('/') + 1)).join()}`);
        return at(ids).filter(one => itemIds.includes(one.itemId));
      },
      async orderIdsSince(since: string) {
        calls.push(`orders since ${since}`);
        return recent;
      },
      async unitsOf(ids: readonly string[]) {
        calls.push(`units of ${ids.join()}`);
        return units.filter(one => ids.includes(one.orderId));
      },
      async setStock() {
        throw new Error('reading writes nothing');
      },
    },
    erp: {
      async goodsFeatures() {
        return { stock: hasStock, readsFields: [], writesFields: [], createsItems: false, priceLists: [] };
      },
      async stock({ codes }: { readonly codes?: readonly string[] }) {
        calls.push(codes === undefined ? 'stock' : `stock of ${codes.join()}`);
        return items.filter(one => codes?.includes(one.code) ?? true);
      },
      async stockChangedSince() {
        calls.push('stock changed');
        return changed.erp ?? [];
      },
    },
  };
  return { calls, both };
}

const read = (lives: Lives, scope: Scope = { kind: 'all' }, change: PolicyChange = {}) => {
  const { calls, both } = sides(lives, change);
  return { calls, found: readStock(both, scope, signal) };
};
const named = (found: readonly Compared<StockPair>[]): readonly string[] =>
  found.map(({ ref, record }) => `${record.kind} ${ref.name}`);
const changedSince = (also: readonly string[] = []): Scope => ({ kind: 'changed', since: now, also });

test('the ERP is read first, then the levels, then the orders that it may not know', async () => {
  const orders: JournaledOrders = {
    unposted: [{ id: 'o1', name: '#1', leftOut: false }],
    since: '2026-11-27T11:00:00Z',
    isSettled: id => id === 'o2',
  };
  const units = [
    { orderId: 'o1', itemId: itemId(1), locationId: shopFloor, open: 1, fulfilled: 2 },
    { orderId: 'o3', itemId: itemId(1), locationId: shopFloor, open: 4, fulfilled: 0 },
    { orderId: 'o3', itemId: itemId(2), locationId: shopFloor, open: 1, fulfilled: 0 },
  ];
  const lives = { levels: [stocked(1)], items: [counted(1)], recent: ['o2', 'o3'], units };
  const { calls, found } = read(lives, { kind: 'all' }, { orders: () => orders });
  expect(named(await found)).toEqual(['level SKU-1 at Shop floor', 'location Shop floor', 'location Stock room']);
  expect(calls).toEqual(['stock', 'levels', 'orders since 2026-11-27T11:00:00Z', 'units of o1,o3']);
  expect((await found)[0]?.record).toMatchObject({
    onTheWay: { open: 5, fulfilled: 2, leftOut: 0, orders: ['#1', 'a new order'] },
  });
});

test('an order that was posted while the ERP was read still counts as on its way', async () => {
  const answers: JournaledOrders[] = [
    { unposted: [{ id: 'o1', name: '#1', leftOut: false }], since: now, isSettled: () => false },
    { unposted: [], since: now, isSettled: () => true },
  ];
  const units = [{ orderId: 'o1', itemId: itemId(1), locationId: shopFloor, open: 1, fulfilled: 0 }];
  const orders = () => answers.shift() ?? { unposted: [], since: now, isSettled: () => true };
  const { found } = read(
    { levels: [stocked(1)], items: [counted(1)], recent: ['o1'], units },
    { kind: 'all' },
    { orders },
  );
  expect((await found)[0]?.record).toMatchObject({ onTheWay: { open: 1 } });
});

test('of an order that was left out, only what is not sent yet counts', async () => {
  const orders = (): JournaledOrders => ({
    unposted: [{ id: 'o1', name: '#1', leftOut: true }],
    since: now,
    isSettled: () => true,
  });
  const units = [{ orderId: 'o1', itemId: itemId(1), locationId: shopFloor, open: 1, fulfilled: 3 }];
  const { found } = read({ levels: [stocked(1)], items: [counted(1)], units }, { kind: 'all' }, { orders });
  expect((await found)[0]?.record).toMatchObject({ onTheWay: { open: 0, fulfilled: 0, leftOut: 1, orders: [] } });
});

test('INV-02: an answer without any stock writes nothing, and is told', async () => {
  const { found } = read({ levels: [stocked(1)], items: [] });
  await expect(found).rejects.toMatchObject({
    category: 'safety',
    code: 'erp-stock-empty',
    message: 'Tryton sent no stock. The answer was empty, so nothing was written.',
  });
  const untracked = read({ levels: [stocked(1, { tracked: false })], items: [] });
  expect(named(await untracked.found)).toContain('level SKU-1 at Shop floor');
  const known = [state({ id: levelId(1), name: 'SKU-1 at Shop floor', agreed: 'on_hand 5 of 5 less 0 at 101' })];
  const only: Scope = { kind: 'only', ids: [levelId(1)] };
  await expect(read({ levels: [stocked(1)], items: [] }, only, { states: () => known }).found).rejects.toMatchObject({
    code: 'erp-stock-empty',
  });
  expect(named(await read({ levels: [stocked(1)], items: [] }, only).found)).toContain('level SKU-1 at Shop floor');
});

test('an ERP that tells no stock is told', async () => {
  await expect(read({ levels: [], items: [], hasStock: false }).found).rejects.toMatchObject({
    category: 'rejected',
    code: 'erp-without-stock',
  });
});

test('INV-14: one changed item of many is all that is read', async () => {
  const many = Array.from({ length: 50 }, (_, n) => n + 1);
  const states = () => many.map(n => state({ id: levelId(n), name: `SKU-${n} at Shop floor` }));
  const lives = { levels: many.map(n => stocked(n)), items: many.map(n => counted(n)), changed: { erp: ['SKU-7'] } };
  const { calls, found } = read(lives, changedSince(), { states });
  expect(named(await found).filter(name => name.startsWith('level'))).toEqual(['level SKU-7 at Shop floor']);
  expect(calls).toContain('levels of 7');
  // The code is clear from the levels alone, so both are read once more: the ERP's answer is the older one.
  expect(calls.slice(2)).toEqual(['levels of 7', 'stock of SKU-7', 'levels of 7', `orders since ${now}`]);
});

test('where very much has changed on either side, or is asked for, all is read at once', async () => {
  const many = Array.from({ length: 300 }, (_, n) => n + 1);
  const levels = many.map(n => stocked(n));
  const items = many.map(n => counted(n));
  const gone = state({ id: levelId(999), name: 'SKU-999 at Shop floor', agreed: 'on_hand 5 of 5 less 0 at 101' });
  const states = () => [...many.map(n => state({ id: levelId(n), name: `SKU-${n} at Shop floor` })), gone];
  const all = [...levels.map(({ sku }) => `level ${sku} at Shop floor`), 'gone SKU-999 at Shop floor'];
  const rest = ['stock', 'levels', `orders since ${now}`];

  const bought = read({ levels, items, changed: { shop: many.slice(0, 260) } }, changedSince(), { states });
  expect(named(await bought.found)).toEqual([...all, 'location Shop floor', 'location Stock room']);
  expect(bought.calls).toEqual(['stock changed', 'levels changed', ...rest]);

  const erp = items.slice(0, 260).map(({ code }) => code);
  const delivered = read({ levels, items, changed: { erp } }, changedSince(), { states });
  expect(named(await delivered.found)).toHaveLength(all.length + 2);
  expect(delivered.calls).toEqual(['stock changed', ...rest]);

  const asked = read({ levels, items }, { kind: 'only', ids: many.slice(0, 260).map(n => levelId(n)) }, { states });
  expect(named(await asked.found)).toEqual([...all.slice(0, 260), 'location Shop floor', 'location Stock room']);
  expect(asked.calls).toEqual(rest);
});

test('where nothing has changed, nothing is read', async () => {
  const { calls, found } = read({ levels: [stocked(1)], items: [counted(1)] }, changedSince());
  expect(named(await found)).toEqual(['location Shop floor', 'location Stock room']);
  expect(calls).toEqual(['stock changed', 'levels changed']);
});

test('what changed in Shopify, and what still waits, is read as well', async () => {
  const lives = {
    levels: [1, 2, 3].map(n => stocked(n)),
    items: [1, 2, 3].map(n => counted(n)),
    changed: { shop: [2] },
  };
  const { found } = read(lives, changedSince([levelId(3), stockRoom]));
  expect(named(await found).filter(name => name.startsWith('level'))).toEqual(
    ['level SKU-3 at Shop floor', 'level SKU-2 at Shop floor'].toSorted(),
  );
});

test('PRD-02: a changed variant is seen beside the one that has its SKU already, and a mapped one beside its item', async () => {
  const states = () => [1, 2].map(n => state({ id: levelId(n), name: 'CUP at Shop floor' }));
  const cups = [stocked(1, { sku: 'CUP' }), stocked(2, { sku: 'CUP', title: 'Cup, oat' }), stocked(3)];
  const lives = { levels: cups, items: [item('5', '0', { code: 'CUP' })], changed: { shop: [1] } };
  const [first, second] = await read(lives, changedSince(), { states }).found;
  expect(first?.record).toMatchObject({ sharing: [{ sku: 'CUP', title: 'Cup, oat' }] });
  expect(second?.record).toMatchObject({ sharing: [{ sku: 'CUP', title: 'Thing 1' }] });
  const mappings = { items: { 'SKU-3': 'CUP' }, warehouses: { [shopFloor]: 'WH' } };
  const mapped = await read(
    { ...lives, levels: [stocked(2, { sku: 'CUP' }), stocked(3)] },
    { kind: 'all' },
    { mappings },
  ).found;
  expect(mapped[0]?.record).toMatchObject({ code: 'CUP', sharing: [{ sku: 'SKU-3' }] });
});

test('what was asked for comes first, and what is gone is told', async () => {
  const states = () => [state({ id: levelId(9), name: 'SKU-9 at Shop floor', agreed: 'on_hand 5 of 5 less 0 at 101' })];
  const lives = { levels: [stocked(1), stocked(2)], items: [counted(1), counted(2)] };
  const only = await read(lives, { kind: 'only', ids: [levelId(2), levelId(9)] }, { states }).found;
  expect(named(only).slice(0, 2)).toEqual(['level SKU-2 at Shop floor', 'gone SKU-9 at Shop floor']);
  expect(named(await read(lives, { kind: 'all' }, { states }).found)).toContain('gone SKU-9 at Shop floor');
  const toldBefore = () => states().map(one => ({ ...one, state: 'skipped' as const, cause: 'level-gone' }));
  expect(named(await read(lives, { kind: 'all' }, { states: toldBefore }).found)).not.toContain(
    'gone SKU-9 at Shop floor',
  );
});

test('a location by its id is all of its levels; one that shares its warehouse has none', async () => {
  const levels = [stocked(1), stocked(1, { locationId: stockRoom }), stocked(2, { locationId: stockRoom })];
  const items = [counted(1, '5', ['WH', 'BACK']), counted(2, '5', ['WH', 'BACK'])];
  const mappings = { items: {}, warehouses: { [shopFloor]: 'WH', [stockRoom]: 'BACK' } };
  const room = await read({ levels, items }, { kind: 'only', ids: [stockRoom] }, { mappings }).found;
  expect(named(room)).toEqual([
    'level SKU-1 at Stock room',
    'level SKU-2 at Stock room',
    'location Shop floor',
    'location Stock room',
  ]);
  const shared = { items: {}, warehouses: { [shopFloor]: 'WH', [stockRoom]: 'WH' } };
  expect(named(await read({ levels, items }, { kind: 'all' }, { mappings: shared }).found)).toEqual([
    'location Shop floor',
    'location Stock room',
  ]);
});

test('INV-18: an item that the ERP has at a location where Shopify does not stock it is told there', async () => {
  const mappings = { items: {}, warehouses: { [shopFloor]: 'WH', [stockRoom]: 'BACK' } };
  const items = [counted(1, '5', ['WH', 'BACK']), counted(2, '0', ['WH', 'BACK'])];
  const found = await read({ levels: [stocked(1), stocked(2)], items }, { kind: 'all' }, { mappings }).found;
  expect(found.find(({ ref }) => ref.id === stockRoom)?.record).toMatchObject({
    whole: { lacking: [{ sku: 'SKU-1', onHand: '5' }] },
  });
  expect(found.find(({ ref }) => ref.id === shopFloor)?.record).toMatchObject({ whole: { lacking: [] } });
});

import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../core/contract.ts';
import type { OwnershipChange } from '../../core/model/owned-field.ts';
import { PLANS } from '../../core/sample/shop/bucket.ts';
import { onHand } from '../../core/sample/shop/store.ts';
import { WAREHOUSES } from '../real/odoo-server.ts';
import { bulkStock, countStock, onHandInOdoo, setPrice } from '../odoo/stock.ts';
import { openBigShop, type BigShop } from './big-shop.ts';
import { asking, figuresOf, measured, nothingYet, requestedPoints, secondsOf } from './measured.ts';
import { canMeasure } from './resident.ts';
import { figure, overBudget, type BenchResult } from './result.ts';

const VARIANTS = 10_000;
const LEVELS = 2 * VARIANTS;
/** Of a whole comparison of all levels. */
const MOST_POINTS = 1000;
/** Of a Standard plan's allowance, for half of all levels. */
const MOST_SECONDS = 60;
const SETS_STOCK = 'inventorySetQuantities';
const SETS_PRICES = 'productVariantsBulkUpdate';

let big: BigShop;

async function until(isSo: (snapshot: Snapshot) => boolean, mostMs = 300_000): Promise<void> {
  for (const end = Date.now() + mostMs; Date.now() < end; await wait(250)) {
    const snapshot = await big.ask('snapshot');
    if (snapshot.running === undefined && isSo(snapshot)) return;
  }
  throw new Error(`It was not so within ${mostMs / 1000} s: ${JSON.stringify(await big.ask('snapshot'))}`);
}

/** The shop's levels as they are: a changed one is another object. */
const levelsNow = () => new Set(big.shop.store.levels.all());
const changedSince = (before: ReturnType<typeof levelsNow>): number =>
  big.shop.store.levels.all().filter(level => !before.has(level)).length;

function inShop(): ReadonlyMap<string, number> {
  const { levels, variants, locations } = big.shop.store;
  return new Map(
    levels.all().map(level => {
      const warehouse = WAREHOUSES[locations.get(level.locationId)?.name ?? ''];
      return [`${variants.ofItem(level.itemId)?.sku} ${warehouse}`, onHand(level)];
    }),
  );
}
/** Levels that are not what Odoo counts; the first few of them say enough. */
const differing = (wanted: ReadonlyMap<string, number>): readonly string[] =>
  [...inShop()]
    .flatMap(([level, units]) => (wanted.get(level) === units ? [] : [`${level}: ${units}, not ${wanted.get(level)}`]))
    .slice(0, 5);

/** A whole minute and more: the schedule's next run has come and gone. */
const anotherRun = () => wait(65_000).then(() => until(() => true));

const byOdoo = { owner: 'erp', onConflict: 'owner-wins', responsible: null } as const;
/** Stock rests meanwhile, so that products are measured alone. */
const pricesByOdoo: readonly OwnershipChange[] = [
  { field: 'stock.on-hand', rule: { ...byOdoo, owner: 'nobody' } },
  { field: 'variant.price', rule: byOdoo },
  { field: 'variant.cost', rule: byOdoo },
  { field: 'variant.barcode', rule: byOdoo },
];

const priceInShop = (sku: string): number | undefined => big.shop.store.variants.withSku(sku)[0]?.price;

/** A table of figures, all within their budgets. */
function tell(results: readonly BenchResult[]): void {
  console.table(results);
  expect(overBudget(results)).toEqual([]);
}

// It measures memory as well, and Windows tells another process's by no means that Node brings along.
describe.skipIf(!canMeasure)(`${VARIANTS} variants at two locations, and a real Odoo`, () => {
  beforeAll(async () => {
    big = await openBigShop(VARIANTS);
  }, 600_000);
  afterAll(() => big.close());

  test('at the first connection all levels are compared, and set once a person has chosen', async () => {
    const inOdoo = await onHandInOdoo(big.odoo);
    const unequal = [...inShop()].filter(([level, units]) => inOdoo.get(level) !== units).length;
    const first = await measured(
      big,
      async () => {
        await until(({ plans }) => plans.length === 2);
        expect(asking(SETS_STOCK, big.shop.requests)).toEqual([]);
        for (const { id, isFirst } of (await big.ask('stock.view')).locations) {
          expect(isFirst).toBe(true);
          await big.ask('goods.choose', id, 'use-erp');
        }
      },
      nothingYet,
    );
    expect(differing(inOdoo)).toEqual([]);
    tell([
      figure('stock, first load: levels set', unequal, 'levels'),
      ...figuresOf('stock, first load', first, { records: LEVELS }),
    ]);
  });

  test('one counted item is one mutation of one level', async () => {
    const before = levelsNow();
    const { sku = '' } = big.items[VARIANTS / 2] ?? {};
    const one = await measured(big, async () => {
      await countStock(big.odoo, [{ sku, warehouse: 'LEEDS', quantity: 77 }]);
      await until(() => inShop().get(`${sku} LEEDS`) === 77);
      await anotherRun();
    });
    tell([
      figure('stock, one changed: mutations', asking(SETS_STOCK, one.requests).length, 'mutations', 1),
      figure('stock, one changed: levels changed', changedSince(before), 'levels', 1),
      ...figuresOf('stock, one changed, two runs', one, { records: 1 }),
    ]);
  });

  test('a full comparison of equal levels writes nothing', async () => {
    const before = levelsNow();
    const full = await measured(big, () => big.ask('run.now'));
    tell([
      figure('stock, full comparison: mutations', asking(SETS_STOCK, full.requests).length, 'mutations', 0),
      figure('stock, full comparison: levels changed', changedSince(before), 'levels', 0),
      ...figuresOf('stock, full comparison', full, { records: LEVELS, mostPoints: MOST_POINTS }),
    ]);
  });

  test('10,000 changed levels are set within a minute of the plan’s allowance', async () => {
    const before = levelsNow();
    const half = big.items.slice(0, VARIANTS / 2).map(({ sku }) => sku);
    const pushed = await measured(big, async () => {
      const changed = await bulkStock(big.odoo, half, 3);
      expect(changed).toBe(VARIANTS);
      const inOdoo = await onHandInOdoo(big.odoo);
      await until(() => differing(inOdoo).length === 0);
    });
    expect(changedSince(before)).toBe(VARIANTS);
    const sets = asking(SETS_STOCK, pushed.requests);
    tell([
      figure('stock, half of all changed: levels changed', changedSince(before), 'levels'),
      figure('stock, half of all changed: mutations', sets.length, 'mutations'),
      figure('stock, half of all changed: from first to last mutation', secondsOf(sets), 's', MOST_SECONDS),
      figure(
        'stock, half of all changed: allowance of a Standard plan',
        requestedPoints(pushed.requests) / PLANS.standard.perSecond,
        's',
        MOST_SECONDS,
      ),
      ...figuresOf('stock, half of all changed', pushed, { records: VARIANTS }),
    ]);
  });

  test('products: a first load by bulk, then one changed price is one mutation', async () => {
    await big.ask('ownership.save', pricesByOdoo);
    const first = await measured(big, () => big.ask('run.now'));
    expect(asking(SETS_PRICES, first.requests)).toEqual([]);
    const { sku = '' } = big.items[VARIANTS / 2] ?? {};
    const one = await measured(big, async () => {
      await setPrice(big.odoo, sku, '123.45');
      await until(() => priceInShop(sku) === 12_345);
      await anotherRun();
    });
    tell([
      ...figuresOf('products, first load', first, { records: VARIANTS, mostPoints: MOST_POINTS }),
      figure('products, one price: mutations', asking(SETS_PRICES, one.requests).length, 'mutations', 1),
      ...figuresOf('products, one price, two runs', one, { records: 1 }),
    ]);
  });
});

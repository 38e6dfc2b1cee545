import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShopLevel } from '../../../core/model/stock.ts';
import { instantOf } from '../../../core/model/time.ts';
import { startSampleShop, type SampleShop } from '../../../core/sample/shop/server.ts';
import { onHand } from '../../../core/sample/shop/store.ts';
import { gid } from '../../../core/sample/shop/views/view.ts';
import { openShop } from '../../../core/shopify/shop.ts';
import { manualClock } from './manual-clock.ts';
import { never, secretsOf } from './stub-shop.ts';

const time = manualClock();
let sample: SampleShop;
beforeAll(async () => {
  sample = await startSampleShop({ seed: 'empty', now: () => time.now(), plan: 'plus' });
});
afterAll(() => sample.close());

function open(of = sample) {
  const settings = { domain: of.domain, endpoint: of.url, credentials: 'admin-token', apiVersion: '2026-10' } as const;
  return openShop({ settings, secrets: secretsOf({ 'shop-token': of.accessToken }), clock: time });
}

const locations = (): readonly string[] => [...sample.store.locations.keys()].map(id => gid('Location', id));
const [room, leeds] = [() => locations()[0] ?? '', () => locations()[1] ?? ''];
const itemOf = (sku: string): number => sample.store.variants.withSku(sku)[0]?.inventoryItemId ?? 0;
const item = (sku: string): string => gid('InventoryItem', itemOf(sku));
const MUG = 'MUG-SLT-350';
let keys = 0;
const by = (key = `k-${(keys += 1)}`) => ({ key, reference: 'gid://counterfoil/Run/1' });

async function levelOf(sku: string, locationId = room()) {
  const [level] = await open().levelsOf([item(sku)], [locationId], never());
  if (level === undefined) throw new Error(`${sku} has no level there`);
  return level;
}

describe('all levels', () => {
  test('come whole, with what the shop knows of their items', async () => {
    const levels = await open().levels(locations(), never());
    expect(levels).toHaveLength(sample.store.levels.all().length);
    for (const level of sample.store.levels.all()) {
      const found = levels.find(
        one =>
          one.itemId === gid('InventoryItem', level.itemId) && one.locationId === gid('Location', level.locationId),
      );
      expect(found?.figures).toMatchObject({ available: level.quantities.available, onHand: onHand(level) });
    }
    expect(levels.find(({ sku, locationId }) => sku === MUG && locationId === room())).toMatchObject({
      id: expect.stringMatching(/^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=\d+$/),
      variantId: expect.stringMatching(/ProductVariant/),
      title: expect.stringMatching(/^Stoneware mug - /),
      tracked: true,
      bundle: false,
      tags: sample.store.products.get(sample.store.variants.withSku(MUG)[0]?.productId ?? 0)?.tags,
      isActive: true,
    });
  });

  test('are those of the locations asked for', async () => {
    const levels = await open().levels([leeds()], never());
    expect(new Set(levels.map(({ locationId }) => locationId))).toEqual(new Set([leeds()]));
    expect(await open().levels([], never())).toEqual([]);
  });

  test('are the same as asked for one by one, and as they changed', async () => {
    const byPlace = (levels: readonly ShopLevel[]) => levels.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const all = byPlace(await open().levels(locations(), never()));
    const items = [...new Set(all.map(({ itemId }) => itemId))];
    expect(byPlace(await open().levelsOf(items, locations(), never()))).toEqual(all);
    const changed = [];
    for await (const page of open().levelsChangedSince('2020-01-01T00:00:00Z', locations(), never()))
      changed.push(...page);
    expect(byPlace(changed)).toEqual(all);
  });

  test('two lists at once are made one after the other', async () => {
    const shop = open();
    const [one, other] = await Promise.all([shop.levels([room()], never()), shop.levels([leeds()], never())]);
    expect(one.length).toBeGreaterThan(0);
    expect(other.length).toBeGreaterThan(0);
    const names = sample.requests.map(({ operation }) => operation).filter(name => name?.startsWith('Bulk'));
    const last = names.lastIndexOf('BulkRun');
    expect(names[last - 1]).toBe('BulkPoll');
  });

  test('a level that is no longer stocked is told as inactive', async () => {
    const level = sample.store.levels.get(itemOf(MUG), [...sample.store.locations.keys()][1] ?? 0);
    if (level === undefined) throw new Error('no level');
    sample.store.levels.put({ ...level, isActive: false });
    const found = (await open().levels([leeds()], never())).find(({ sku }) => sku === MUG);
    expect(found).toMatchObject({ isActive: false });
    expect(await levelOf(MUG, leeds())).toEqual(found);
    sample.store.levels.put(level);
  });
});

describe('nothing partial is given', () => {
  test.each([
    ['the download breaks off', { kind: 'download-cut' } as const, 'bulk-incomplete'],
    ['Shopify fails', { kind: 'bulk-fails', afterLines: 7 } as const, 'bulk-failed'],
    ['Shopify runs out of time', { kind: 'bulk-fails', errorCode: 'TIMEOUT' } as const, 'bulk-failed'],
    ['Shopify cancels it', { kind: 'bulk-canceled', afterLines: 7 } as const, 'bulk-failed'],
  ])('when %s', async (_what, fault, code) => {
    sample.queueFault(fault);
    await expect(open().levels(locations(), never())).rejects.toMatchObject({ category: 'transient', code });
    expect((await open().levels(locations(), never())).length).toBe(sample.store.levels.all().length);
  });

  test('when the app may not see it', async () => {
    sample.queueFault({ kind: 'bulk-fails', errorCode: 'ACCESS_DENIED' });
    await expect(open().levels(locations(), never())).rejects.toMatchObject({ category: 'auth' });
  });

  test('when five others run, which is waited for', async () => {
    const busy = await startSampleShop({ seed: 'empty', now: () => time.now() });
    try {
      busy.setFaults([{ kind: 'bulk-slow', delayMs: 60_000 }]);
      const ids = [...busy.store.locations.keys()].map(id => gid('Location', id));
      const leaving = new AbortController();
      const five = Array.from({ length: 5 }, () => open(busy).levels(ids, leaving.signal).catch(String));
      await expect.poll(() => busy.requests.filter(({ operation }) => operation === 'BulkRun').length).toBe(5);
      await expect(open(busy).levels(ids, never())).rejects.toMatchObject({ category: 'transient', code: 'bulk-busy' });
      leaving.abort(new Error('stopped'));
      expect(await Promise.all(five)).toEqual(Array.from({ length: 5 }, () => 'Error: stopped'));
    } finally {
      await busy.close();
    }
  });
});

describe('setting stock', () => {
  test('lands once, whole, with the number compared', async () => {
    const before = await levelOf(MUG);
    const change = {
      itemId: before.itemId,
      locationId: room(),
      from: before.figures.onHand,
      to: before.figures.onHand - 10,
    };
    const one = by();
    const answer = await open().setStock('on_hand', [change], one, never());
    expect(answer).toEqual({ landed: true, id: expect.stringMatching(/InventoryAdjustmentGroup/) });
    expect(await open().setStock('on_hand', [change], one, never())).toEqual(answer);
    expect((await levelOf(MUG)).figures).toMatchObject({
      onHand: before.figures.onHand - 10,
      available: before.figures.available - 10,
    });
    await expect(open().setStock('on_hand', [{ ...change, to: 1 }], one, never())).rejects.toMatchObject({
      category: 'bug',
      code: 'stock-key-mismatch',
    });
  });

  test('a stale number stops the whole batch and is named by its place', async () => {
    const [mug, other] = [await levelOf(MUG), await levelOf(someOtherSku())];
    const changes = [
      { itemId: mug.itemId, locationId: room(), from: mug.figures.available, to: 1 },
      { itemId: other.itemId, locationId: room(), from: other.figures.available + 1, to: 1 },
    ];
    expect(await open().setStock('available', changes, by(), never())).toEqual({
      landed: false,
      refused: [
        { at: 1, stale: true, code: 'CHANGE_FROM_QUANTITY_STALE', message: 'Shopify has another number by now.' },
      ],
    });
    expect((await levelOf(MUG)).figures).toEqual(mug.figures);
  });

  test('an item that is gone is named, and is not stale', async () => {
    const change = { itemId: gid('InventoryItem', 1), locationId: room(), from: 0, to: 1 };
    expect(await open().setStock('available', [change], by(), never())).toMatchObject({
      landed: false,
      refused: [{ at: 0, stale: false, code: 'INVALID_INVENTORY_ITEM' }],
    });
  });

  test('a lost reply: the same key gives the answer', async () => {
    const { itemId, figures } = await levelOf(MUG);
    const change = { itemId, locationId: room(), from: figures.available, to: figures.available + 5 };
    const one = by();
    sample.queueFault({ kind: 'lost-reply', mutationsOnly: true });
    await expect(open().setStock('available', [change], one, never())).rejects.toMatchObject({ category: 'transient' });
    expect(await open().setStock('available', [change], one, never())).toMatchObject({ landed: true });
    expect((await levelOf(MUG)).figures.available).toBe(figures.available + 5);
  });

  test('what changed is found by the time it changed', async () => {
    time.pass(60_000);
    const since = instantOf(time.now());
    const { itemId, figures } = await levelOf(MUG);
    const change = { itemId, locationId: room(), from: figures.available, to: figures.available + 1 };
    await open().setStock('available', [change], by(), never());
    const changed = [];
    for await (const page of open().levelsChangedSince(since, locations(), never())) changed.push(...page);
    expect(changed).toEqual([await levelOf(MUG)]);
  });
});

function someOtherSku(): string {
  return [...sample.store.variants.values()].map(({ sku }) => sku).find(sku => sku !== MUG) ?? '';
}

test('an item that is gone is left out', async () => {
  expect(await open().levelsOf([gid('InventoryItem', 1), item(MUG)], [room()], never())).toHaveLength(1);
});

describe('what orders take', () => {
  const idOf = ({ id }: { readonly id: number }): string => gid('Order', id);
  const units = (...orders: readonly { readonly id: number }[]) => open().unitsOf(orders.map(idOf), never());

  test('open units where they are to be sent from, fulfilled ones where they left', async () => {
    const order = sample.placeOrder({ lines: [{ sku: MUG, quantity: 3 }] });
    const taken = { orderId: idOf(order), itemId: item(MUG), locationId: room() };
    expect(await units(order)).toEqual([{ ...taken, open: 3, fulfilled: 0 }]);
    sample.fulfilOrder(order, { lines: [{ sku: MUG, quantity: 1 }] });
    expect(await units(order)).toEqual([{ ...taken, open: 2, fulfilled: 1 }]);
    sample.fulfilOrder(order);
    expect(await units(order)).toEqual([{ ...taken, open: 0, fulfilled: 3 }]);
  });

  test('one sold over the counter arrives fulfilled, at its location', async () => {
    const order = sample.placeOrder({ lines: [{ sku: MUG, quantity: 2 }], walkIn: true });
    expect(await units(order)).toEqual([
      { orderId: idOf(order), itemId: item(MUG), locationId: leeds(), open: 0, fulfilled: 2 },
    ]);
  });

  test('units refunded before they were sent, and cancelled orders, take nothing', async () => {
    const [refunded, cancelled] = [1, 2].map(() => sample.placeOrder({ lines: [{ sku: MUG, quantity: 2 }] }));
    if (refunded === undefined || cancelled === undefined) throw new Error('not placed');
    sample.refundOrder(refunded, { lines: [{ sku: MUG, quantity: 1 }] });
    sample.cancelOrder(cancelled);
    expect(await units(refunded, cancelled)).toMatchObject([{ orderId: idOf(refunded), open: 1, fulfilled: 0 }]);
  });

  test('an order of many lines, sent in many parcels, is read to its end', async () => {
    const skus = [...sample.store.variants.values()].map(({ sku }) => sku).slice(0, 40);
    const order = sample.placeOrder({ lines: skus.map(sku => ({ sku, quantity: 2 })) });
    for (const sku of skus.slice(0, 3)) sample.fulfilOrder(order, { lines: [{ sku, quantity: 1 }] });
    sample.fulfilOrder(order, { lines: skus.slice(3, 30).map(sku => ({ sku, quantity: 2 })) });
    const found = await units(order);
    expect(found.reduce((sum, { open: left }) => sum + left, 0)).toBe(3 + 20);
    expect(found.reduce((sum, { fulfilled }) => sum + fulfilled, 0)).toBe(3 + 54);
  });

  test('an order that is gone is left out, and one of an unknown item takes nothing', async () => {
    const order = sample.placeOrder({ lines: [{ title: 'Gift wrap', unitPrice: '2.00' }] });
    expect(await units({ id: 1 }, order)).toEqual([]);
  });

  test('those that changed are found by id alone', async () => {
    time.pass(60_000);
    const since = instantOf(time.now());
    const orders = [1, 2].map(() => sample.placeOrder({ lines: [{ sku: MUG }] }));
    expect(await open().orderIdsSince(since, never())).toEqual(orders.map(idOf));
  });
});

test('20,000 levels are read within 1,000 points', { timeout: 120_000 }, async () => {
  const large = await startSampleShop({ seed: { variants: 10_000 }, now: () => time.now() });
  try {
    const shop = open(large);
    const ids = [...large.store.locations.keys()].map(id => gid('Location', id));
    expect(await shop.levels(ids, never())).toHaveLength(20_000);
    if (process.env['SHOW_MEASURES'] !== undefined) console.log('20,000 levels:', shop.spending);
    expect(shop.spending.requestedPoints).toBeLessThanOrEqual(1000);
  } finally {
    await large.close();
  }
});

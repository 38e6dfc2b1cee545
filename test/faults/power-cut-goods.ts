import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minutes } from '../../core/model/time.ts';
import type { FieldRule } from '../../core/model/ownership.ts';
import { ordersAlone, ownerStore } from '../world/ownership.ts';
import { countOne, inShop } from '../world/stock.ts';
import { newPc, openWorld, type AgentOptions, type Pc, type World } from '../world/world.ts';
import { Power } from './power.ts';

const live = () => new AbortController().signal;
const wins = (owner: FieldRule['owner']): FieldRule => ({ owner, onConflict: 'owner-wins', responsible: null });
/** Writes go both ways: stock and prices into the shop, titles into the ERP. */
const bothWays = () =>
  ownerStore({
    ...ordersAlone,
    'stock.on-hand': wins('erp'),
    'variant.price': wins('erp'),
    'product.title': wins('shopify'),
  });

const mug = 'MUG-SLT-350';
const candle = 'CDL-FIG-220';

async function priceInErp(world: World, code: string, price: string): Promise<void> {
  for await (const [item] of world.erp.items({ codes: [code] }, undefined, live()))
    if (item !== undefined)
      await world.erp.updateItem(
        item.id,
        { before: { price: item.values.price ?? null }, values: { price }, priceList: undefined },
        live(),
      );
}

/** Both sides agreed, then three counts, a price and a title changed. */
async function changedWorld(pc: Pc): Promise<World> {
  const world = await openWorld({ shop: { seed: 'empty' } });
  const agent = await world.openAgent({ pc, ownership: bothWays() });
  await agent.run({ trigger: 'manual' });
  world.clock.advance(minutes(5));
  await countOne(world, 'Stock room', mug, 100);
  await countOne(world, 'Leeds Shop', mug, 5);
  await countOne(world, 'Stock room', candle, 0);
  await priceInErp(world, candle, '26.00');
  world.shop.editProduct('Stoneware mug', { title: 'Stoneware mug, 350 ml' });
  world.clock.advance(minutes(5));
  return world;
}

/** What both sides hold, and how often each level was moved. */
async function state(world: World) {
  const variant = (sku: string) => [...world.shop.store.variants.values()].find(one => one.sku === sku);
  const items = [];
  for await (const page of world.erp.items({ codes: [mug, candle] }, undefined, live())) items.push(...page);
  const moved = world.shop.requests.filter(one => one.executed && one.fields.includes('inventorySetQuantities'));
  return {
    mug: inShop(world, 'Stock room', mug).onHand,
    mugInLeeds: inShop(world, 'Leeds Shop', mug).onHand,
    candle: inShop(world, 'Stock room', candle).onHand,
    price: variant(candle)?.price,
    titles: items.map(({ code, family }) => `${code} ${family.values.title ?? ''}`).toSorted(),
    batches: moved.length,
  };
}

const wraps = (power: Power): AgentOptions => ({
  ownership: bothWays(),
  wrapShop: shop => power.feed(shop),
  wrapErp: erp => power.feed(erp),
  wrapStore: store => power.feed(store),
});

/** One run that may die, then the PC starts again. */
async function runThenRestart(world: World, pc: Pc, power: Power): Promise<void> {
  await world
    .openAgent({ pc, ...wraps(power) })
    .then(agent => agent.run({ trigger: 'schedule' }))
    .catch(() => undefined);
  world.clock.advance(minutes(5));
  const after = await world.openAgent({ pc, ownership: bothWays() });
  await after.start();
  expect(after.snapshot().problems.map(({ problem }) => problem.title)).toEqual([]);
  expect(after.snapshot().plans).toEqual([]);
  const goods = [...after.journal.view.goods.values()];
  expect(goods.filter(({ state: its, open }) => its === 'pending' || open.length > 0)).toEqual([]);
}

/** @param step 1: at every call; 3: at every third */
export function describeCuts(step: number): void {
  describe(`a power cut at ${step === 1 ? 'every' : `every ${step}rd`} I/O call of a run with stock and products`, () =>
    cuts(step));
}

function cuts(step: number): void {
  let expected: Awaited<ReturnType<typeof state>>;
  let calls = 0;
  beforeAll(async () => {
    const pc = newPc();
    const world = await changedWorld(pc);
    const power = new Power(Infinity, false);
    await runThenRestart(world, pc, power);
    expected = await state(world);
    calls = power.calls;
    await world.close();
  });
  afterAll(() => expect(calls).toBeGreaterThan(20));

  test('the run under test writes to both sides', () => {
    expect(expected).toMatchObject({ mug: 100, mugInLeeds: 5, candle: 0, price: 2600, batches: 1 });
    expect(expected.titles.join()).toContain('Stoneware mug, 350 ml');
  });

  test.each(['before', 'after'] as const)(
    '%s the call takes effect: every value right in the end, and no level moved twice',
    async when => {
      for (let cut = when === 'after' ? 1 : Math.min(2, step); cut <= calls; cut += step) {
        const pc = newPc();
        const world = await changedWorld(pc);
        const power = new Power(cut, when === 'after');
        await runThenRestart(world, pc, power);
        expect(power.isOff, `the cut ${when} call ${cut} happened`).toBe(true);
        expect(await state(world), `cut ${when} call ${cut} of ${calls}`).toEqual(expected);
        await world.close();
      }
    },
    240_000,
  );
}

import { describe, expect, test } from 'vitest';
import { hours, minutes } from '../../core/model/time.ts';
import { entriesOf } from '../fakes/memory-journal.ts';
import { ordinary, unknownItem } from '../world/orders.ts';
import { countInErp, countOne, stockInErp, stockRequests } from '../world/stock.ts';
import { newPc } from '../world/world.ts';
import { noAnswer, withVerbs } from '../world/wrap.ts';
import { mug, stockFixture } from './stock-fixture.ts';

const stock = stockFixture();
const { agentOf, settled, compare, atRoom } = stock;

describe('stock', () => {
  test('INV-01 a sale between reading and writing: the write fails, is reckoned anew, and lands once', async () => {
    let isSold = false;
    const agent = await settled({
      stock: { quantity: 'available' },
      wrapShop: shop =>
        withVerbs(shop, {
          setStock: (...asked) => {
            if (!isSold) stock.world.shop.placeOrder(ordinary());
            isSold = true;
            return shop.setStock(...asked);
          },
        }),
    });
    await countOne(stock.world, 'Stock room', mug, 100);
    await compare(agent);
    expect(isSold).toBe(true);
    expect(atRoom()).toMatchObject({ available: 99, committed: 1 });
    expect(stockRequests(stock.world)).toBe(2);
    await compare(agent);
    expect(atRoom()).toMatchObject({ available: 99, committed: 1 });
    expect(stockRequests(stock.world)).toBe(2);
  });

  test('INV-02 an ERP that answers with nothing, or not at all: nothing is written, and it is told', async () => {
    let answer: 'all' | 'nothing' | 'none' = 'all';
    const agent = await settled({
      wrapErp: erp =>
        withVerbs(erp, {
          stock: async (...asked) => {
            if (answer === 'none') throw noAnswer();
            return answer === 'nothing' ? [] : erp.stock(...asked);
          },
        }),
    });
    await countOne(stock.world, 'Stock room', mug, 100);
    answer = 'nothing';
    await compare(agent);
    expect(agent.snapshot().plans.map(({ problem }) => problem.code)).toEqual(['erp-stock-empty']);
    answer = 'none';
    await compare(agent);
    expect(stockRequests(stock.world)).toBe(0);
    answer = 'all';
    await compare(agent);
    expect(agent.snapshot().plans).toEqual([]);
    expect(atRoom().onHand).toBe(100);
  });

  test('INV-03 51 % of SKUs to zero: held with the list, until a person lets it pass', async () => {
    const agent = await settled();
    let nth = 0;
    let zeros = 0;
    await countInErp(stock.world, 'Stock room', (_sku, onHand) => {
      nth += 1;
      if (nth % 2 === 0) return onHand;
      zeros += 1;
      return 0;
    });
    await compare(agent);
    await compare(agent, 'schedule');
    expect(stockRequests(stock.world)).toBe(0);
    const [held, ...more] = agent.snapshot().plans;
    expect(more).toEqual([]);
    expect(held).toMatchObject({ records: zeros, problem: { code: 'mass-zero', title: 'Stock update held' } });
    await agent.handlers['plan.approve']('export-stock', held?.key ?? '');
    expect(stockRequests(stock.world)).toBe(1);
    expect(agent.snapshot().plans).toEqual([]);
    expect(atRoom().onHand).toBe(0);
  });

  test('a comparison of everything that an outage ended is made up by the next run, and a slip ends none', async () => {
    let isAway = false;
    let slips = 0;
    let whole = 0;
    const agent = await settled({
      wrapErp: erp =>
        withVerbs(erp, {
          goodsFeatures: (...asked) => {
            slips -= 1;
            return slips >= 0 ? Promise.reject(noAnswer()) : erp.goodsFeatures(...asked);
          },
          stock: (...asked) => (isAway ? Promise.reject(noAnswer()) : erp.stock(...asked)),
        }),
      wrapShop: shop =>
        withVerbs(shop, {
          levels: (...asked) => {
            whole += 1;
            return shop.levels(...asked);
          },
        }),
    });
    whole = 0;
    isAway = true;
    await compare(agent);
    expect(agent.snapshot()).toMatchObject({
      light: 'attention',
      verdict: 'Stock could not be compared to the end. Nothing is lost; the next sync goes on from there.',
    });
    isAway = false;
    slips = 1;
    await compare(agent, 'schedule');
    expect(whole).toBe(1);
    expect(agent.snapshot().light).toBe('ok');
    await compare(agent, 'schedule');
    expect(whole).toBe(1);
  });

  test('INV-04 a change by hand in Shopify is noticed although the ERP did not move', async () => {
    const agent = await settled();
    stock.world.shop.setStock(mug, { location: 'Stock room', set: 150 });
    stock.world.clock.advance(minutes(5));
    await compare(agent, 'schedule');
    expect(atRoom().onHand).toBe(180);
    const asking = await stock.world.openAgent({ ownership: stockInErp('hold-and-ask') });
    await agent.stop();
    await compare(asking);
    stock.world.shop.setStock(mug, { location: 'Stock room', set: 150 });
    stock.world.clock.advance(minutes(5));
    await compare(asking, 'schedule');
    expect(atRoom().onHand).toBe(150);
    const [asked] = asking.snapshot().problems;
    expect(asked?.problem).toMatchObject({ code: 'changed-in-shopify', details: { 'in Shopify': '150' } });
    await asking.handlers['goods.choose'](asked?.recordId ?? '', 'use-erp');
    expect(atRoom().onHand).toBe(180);
    expect(asking.snapshot().problems).toEqual([]);
  });

  test('INV-08 a retry six hours later writes what the ERP has then, never the old number', async () => {
    let isAway = false;
    const agent = await settled({
      wrapShop: shop =>
        withVerbs(shop, {
          setStock: (...asked) => (isAway ? Promise.reject(noAnswer()) : shop.setStock(...asked)),
        }),
    });
    isAway = true;
    await countOne(stock.world, 'Stock room', mug, 100);
    await compare(agent);
    expect(atRoom().onHand).toBe(180);
    stock.world.clock.advance(hours(6));
    isAway = false;
    await countOne(stock.world, 'Stock room', mug, 90);
    await compare(agent, 'schedule');
    expect(atRoom().onHand).toBe(90);
    expect(stockRequests(stock.world)).toBe(1);
  });

  test('INV-09 in a peak lock decreases pass and increases wait for its end, and the tray can tell', async () => {
    const pc = newPc('Office PC', stock.world.clock);
    const agent = await settled({
      pc,
      stock: { peakLocks: [{ from: '09:00', to: '21:00', days: ['mon'], holds: 'increases' }] },
    });
    await countInErp(stock.world, 'Stock room', (sku, onHand) =>
      sku === mug ? 200 : sku === 'MUG-OAT-350' ? 150 : onHand,
    );
    await compare(agent, 'schedule');
    expect(agent.snapshot().peakLock).toBe('21:00');
    expect([atRoom().onHand, atRoom('MUG-OAT-350').onHand]).toEqual([180, 150]);
    stock.world.clock.advance(hours(10));
    await compare(agent, 'schedule');
    expect(agent.snapshot().peakLock).toBeUndefined();
    expect(atRoom().onHand).toBe(200);
  });

  test('INV-10 a count below zero is written as 0, and a person is told', async () => {
    const agent = await settled();
    await countOne(stock.world, 'Stock room', mug, -3);
    await compare(agent);
    expect(atRoom().onHand).toBe(0);
    expect(agent.snapshot().problems.map(({ problem }) => problem.code)).toEqual(['negative-stock']);
    await countOne(stock.world, 'Stock room', mug, 3);
    await compare(agent);
    expect(agent.snapshot().problems).toEqual([]);
  });

  test('INV-14 one changed item is one request with one level, and INV-15 its echo is none', async () => {
    const pc = newPc('Office PC', stock.world.clock);
    const agent = await settled({ pc });
    await countOne(stock.world, 'Stock room', mug, 100);
    await compare(agent, 'schedule');
    expect(stockRequests(stock.world)).toBe(1);
    const landed = async () => (await entriesOf(pc.store)).filter(({ kind }) => kind === 'landed').length;
    expect(await landed()).toBe(1);
    expect(atRoom().onHand).toBe(100);
    const lines = pc.store.lines.length;
    await compare(agent, 'schedule');
    await compare(agent, 'schedule');
    expect(stockRequests(stock.world)).toBe(1);
    expect(pc.store.lines.length - lines).toBeLessThanOrEqual(2);
  });

  test.each(['on_hand', 'available'] as const)('sold goods never go back on sale (%s)', async quantity => {
    const agent = await settled({ stock: { quantity } });
    // One order waits for a person, the other is in the ERP, which has not sent it yet. Shopify has sent both.
    const waiting = stock.world.shop.placeOrder({
      ...unknownItem(),
      lines: [...unknownItem().lines, { sku: mug, quantity: 2 }],
    });
    const posted = stock.world.shop.placeOrder(ordinary());
    await compare(agent);
    const open = atRoom();
    stock.world.shop.fulfilOrder(waiting);
    stock.world.shop.fulfilOrder(posted);
    await compare(agent);
    await compare(agent, 'schedule');
    expect(open).toEqual({ available: 177, committed: 3, onHand: 180 });
    expect(atRoom()).toEqual({ available: 177, committed: 0, onHand: 177 });
    expect(stockRequests(stock.world)).toBe(0);
    await countOne(stock.world, 'Stock room', mug, 190);
    await compare(agent, 'schedule');
    expect(atRoom()).toEqual({ available: 187, committed: 0, onHand: 187 });
  });

  test('with the rule to wait, a level is not raised before its order is in the ERP', async () => {
    const agent = await settled({ stock: { ordersOnTheWay: 'wait' } });
    const { name } = stock.world.shop.placeOrder({
      ...unknownItem(),
      lines: [...unknownItem().lines, { sku: mug, quantity: 2 }],
    });
    await countOne(stock.world, 'Stock room', mug, 190);
    await compare(agent);
    stock.world.clock.advance(minutes(5));
    await compare(agent);
    expect(stockRequests(stock.world)).toBe(0);
    const { locations } = await agent.handlers['stock.view']();
    const location = locations.find(one => one.name === 'Stock room')?.id ?? '';
    const query = { location, fate: 'wait', search: mug, offset: 0, limit: 10 } as const;
    expect((await agent.handlers['stock.rows'](query)).rows.map(({ words }) => words)).toEqual([
      `Waits for ${name}: ${mug} at Stock room is not raised before it is in Sample ERP.`,
    ]);
    await countOne(stock.world, 'Stock room', mug, 170);
    await compare(agent, 'schedule');
    expect(atRoom().onHand).toBe(170);
  });

  test('first connection: nothing is pushed to a location that differs before a person has chosen', async () => {
    await countOne(stock.world, 'Stock room', mug, 100);
    const agent = await agentOf();
    await compare(agent);
    await compare(agent, 'schedule');
    expect(stockRequests(stock.world)).toBe(0);
    const [held] = agent.snapshot().plans;
    expect(held).toMatchObject({ records: 1, problem: { code: 'first-stock' } });
    const [place] = (await agent.handlers['stock.view']()).locations.filter(({ isFirst }) => isFirst);
    expect(place?.name).toBe('Stock room');
    await agent.handlers['goods.choose'](place?.id ?? '', 'use-erp');
    expect(atRoom().onHand).toBe(100);
    expect(agent.snapshot().plans).toEqual([]);
  });
});

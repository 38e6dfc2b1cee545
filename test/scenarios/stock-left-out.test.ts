import { describe, expect, test } from 'vitest';
import { countInErp, countOne, inShop, stockRequests } from '../world/stock.ts';
import { newPc, type TestAgent } from '../world/world.ts';
import { mug, stockFixture } from './stock-fixture.ts';

// What is not written is told by name.

const stock = stockFixture();
const { agentOf, settled, compare, atRoom } = stock;
const stateOf = (agent: TestAgent, name: string) =>
  [...agent.journal.view.goods.values()].find(one => one.name === name);

describe('stock', () => {
  test('INV-05 a location that is unmapped or closed, and a level that is not there, are refused by name', async () => {
    const agent = await settled();
    stock.world.shop.addLocation({ name: 'Pop-up' });
    stock.world.shop.setStock(mug, { location: 'Stock room', stocked: false });
    await countInErp(stock.world, 'Stock room', () => 70);
    await countOne(stock.world, 'Leeds Shop', mug, 5);
    await compare(agent);
    expect(stateOf(agent, 'Pop-up')).toMatchObject({ state: 'skipped', cause: 'location-unmapped' });
    const level = [...agent.journal.view.goods.values()].find(({ name }) => name === `${mug} at Stock room`);
    expect(['inactive-level', 'level-gone']).toContain(level?.cause);
    expect(inShop(stock.world, 'Leeds Shop', mug).onHand).toBe(5);
    stock.world.shop.deactivateLocation('Leeds Shop', { moveTo: 'Stock room' });
    const before = stockRequests(stock.world);
    await countOne(stock.world, 'Leeds Shop', mug, 4);
    await compare(agent);
    expect(stateOf(agent, 'Leeds Shop')).toMatchObject({ state: 'skipped', cause: 'location-inactive' });
    expect(stockRequests(stock.world) - before).toBeLessThanOrEqual(1);
  });

  test('INV-11 a bundle and INV-17 a product that is not tracked are left out by name', async () => {
    const agent = await settled();
    stock.world.shop.editVariant(mug, { bundle: true });
    stock.world.shop.editVariant('MUG-OAT-350', { tracked: false });
    await countInErp(stock.world, 'Stock room', (sku, onHand) => (sku.startsWith('MUG-') ? onHand - 20 : onHand));
    const books = await stock.world.erp.salesOrdersBetween('2020-01-01', '2030-01-01', new AbortController().signal);
    await compare(agent);
    expect(stateOf(agent, `${mug} at Stock room`)).toMatchObject({ state: 'skipped', cause: 'bundle' });
    expect(stateOf(agent, 'MUG-OAT-350 at Stock room')).toMatchObject({ state: 'skipped', cause: 'untracked' });
    expect(atRoom().onHand).toBe(180);
    expect(atRoom('MUG-FRN-350').onHand).toBe(72);
    expect(books).toEqual([]);
    const { locations } = await agent.handlers['stock.view']();
    const location = locations.find(one => one.name === 'Stock room')?.id ?? '';
    const query = { location, fate: 'left-out', search: mug, offset: 0, limit: 10 } as const;
    const [row] = (await agent.handlers['stock.rows'](query)).rows;
    expect(row).toMatchObject({ shopify: 180, keptBack: undefined, willBe: undefined });
    expect(row?.words).toBe('Left out: it is a bundle, which Shopify counts from its parts.');
  });

  test('INV-12 half a piece is refused by name, or rounded down where the setting says so', async () => {
    const pc = newPc('Office PC', stock.world.clock);
    const agent = await settled({ pc });
    await countOne(stock.world, 'Stock room', mug, 2.5);
    await compare(agent);
    expect(atRoom().onHand).toBe(180);
    expect(stateOf(agent, `${mug} at Stock room`)).toMatchObject({ state: 'skipped', cause: 'fraction' });
    await agent.stop();
    const rounding = await agentOf({ pc, stock: { fractions: 'round-down' } });
    await compare(rounding);
    expect(atRoom().onHand).toBe(2);
  });

  test('INV-18 a new location is told, and an item that Shopify does not stock where the ERP has some', async () => {
    const agent = await settled();
    stock.world.shop.addLocation({ name: 'Pop-up' });
    stock.world.shop.deleteVariant(mug);
    stock.world.shop.addProduct({
      title: 'Mug',
      variants: [{ sku: mug, price: '14.90', stock: { 'Stock room': 180 } }],
    });
    await compare(agent);
    expect(stateOf(agent, 'Pop-up')).toMatchObject({
      state: 'skipped',
      reason: expect.stringContaining('Pop-up is not mapped to a warehouse'),
    });
    expect(agent.snapshot().problems.map(({ recordName, problem }) => [recordName, problem.title])).toEqual([
      ['Leeds Shop', `${mug} is not stocked at Leeds Shop`],
    ]);
    stock.world.shop.setStock(mug, { location: 'Leeds Shop', stocked: true });
    await compare(agent);
    expect(agent.snapshot().problems).toEqual([]);
  });

  test('PRD-02 two variants with one SKU: stock stops for both, and both are named', async () => {
    const agent = await settled();
    stock.world.shop.addProduct({
      title: 'Second mug',
      variants: [{ sku: mug, price: '14.90', stock: { 'Stock room': 3 } }],
    });
    await countOne(stock.world, 'Stock room', mug, 100);
    await compare(agent, 'schedule');
    expect(stockRequests(stock.world)).toBe(0);
    const { problems } = agent.snapshot();
    expect(new Set(problems.map(({ problem }) => problem.title))).toEqual(new Set([`Two products share ${mug}`]));
    expect(problems[0]?.problem.explanation).toMatch(/Second mug/);
  });
});

import { afterEach, expect, test } from 'vitest';
import { openWorld, type World } from '../world/world.ts';
import { stockRequests } from '../world/stock.ts';
import { playRace } from './stock-race.ts';

let world: World | undefined;
afterEach(() => world?.close());

test.each(['on_hand', 'available'] as const)(
  'a sale racing the stock write, at any call of a run: the final value is right, and nothing sold goes back on sale (%s)',
  async quantity => {
    world = await openWorld({ shop: { seed: 'empty' } });
    expect(await playRace(world, quantity, 5, quantity === 'on_hand' ? 1 : 1000)).toBe(50);
    expect(stockRequests(world)).toBeGreaterThan(5);
  },
  120_000,
);

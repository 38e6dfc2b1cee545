import { expect } from 'vitest';
import { minutes } from '../../core/model/time.ts';
import type { StockQuantity } from '../../core/model/stock.ts';
import { CATALOGUE, type LocationName } from '../../core/sample/shop/catalogue.ts';
import { ordinary } from '../world/orders.ts';
import { countInErp, inShop, stockInErp } from '../world/stock.ts';
import type { TestAgent, World } from '../world/world.ts';
import { Meanwhile, type Happening } from './meanwhile.ts';

/** A small generator, so that a round can be played again from its number. */
function dice(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return (state >>> 8) % below;
  };
}

type Level = { readonly sku: string; readonly location: LocationName };
const nameOf = ({ sku, location }: Level): string => `${sku} at ${location}`;

/** What is true: what the ERP counted, and what was sold of it, whoever knows of it. */
class Truth {
  readonly counted = new Map<string, number>();
  readonly sold = new Map<string, number>();
  sellable = (level: Level): number => (this.counted.get(nameOf(level)) ?? 0) - (this.sold.get(nameOf(level)) ?? 0);
}

const levelsOf = (roll: (below: number) => number, count: number): readonly Level[] => {
  const skus = CATALOGUE.map(({ sku }) => sku);
  return Array.from({ length: count }, (_, at) => ({
    sku: skus.splice(roll(skus.length), 1)[0] ?? '',
    location: at % 2 === 0 ? 'Stock room' : 'Leeds Shop',
  }));
};

/** Sold online from the stock room, or over the counter in Leeds, where it leaves the shelf at once; as long as there is some. */
function sell(shop: World, truth: Truth, level: Level, quantity: number, isSent: boolean): void {
  if (inShop(shop, level.location, level.sku).available < quantity) return;
  const isWalkIn = level.location === 'Leeds Shop';
  const order = shop.shop.placeOrder(
    ordinary({ lines: [{ sku: level.sku, quantity }], ...(isWalkIn ? { walkIn: true } : {}) }),
  );
  truth.sold.set(nameOf(level), (truth.sold.get(nameOf(level)) ?? 0) + quantity);
  if (isSent && !isWalkIn) shop.shop.fulfilOrder(order.name);
}

const perRound = 10;

/**
 * Levels that a round touches, each with a sale at its own moment of a run: so many interleavings of a sale and a write.
 * @returns how many
 */
export async function playRace(
  shop: World,
  quantity: StockQuantity,
  rounds: number,
  firstSeed: number,
): Promise<number> {
  const truth = new Truth();
  for (const { sku, stock } of CATALOGUE)
    for (const location of ['Stock room', 'Leeds Shop'] as const)
      truth.counted.set(nameOf({ sku, location }), stock[location]);
  let meanwhile = new Meanwhile([], () => {});
  const agent: TestAgent = await shop.openAgent({
    ownership: stockInErp(),
    stock: { quantity, limits: { zeroPercent: 100, dropPercent: 100 } },
    wrapShop: port => new Proxy(port, { get: (_, name) => Reflect.get(meanwhile.feed(port), name) }),
    wrapErp: port => new Proxy(port, { get: (_, name) => Reflect.get(meanwhile.feed(port), name) }),
  });
  const sync = async (): Promise<void> => {
    await agent.run({ trigger: 'schedule' });
    shop.clock.advance(minutes(4));
  };
  await sync();
  let played = 0;
  for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
    const roll = dice(seed);
    const levels = levelsOf(roll, perRound);
    for (const location of ['Stock room', 'Leeds Shop'] as const)
      await countInErp(shop, location, (sku, onHand) => {
        const level = levels.find(one => one.sku === sku && one.location === location);
        if (level === undefined) return onHand;
        const next = (truth.sold.get(nameOf(level)) ?? 0) + roll(40);
        truth.counted.set(nameOf(level), next);
        return next;
      });
    const shown = new Map(levels.map(level => [level, inShop(shop, level.location, level.sku).available]));
    const look = (): void => {
      for (const level of levels) {
        const { available } = inShop(shop, level.location, level.sku);
        const before = shown.get(level) ?? 0;
        shown.set(level, available);
        if (available > before)
          expect(available, `round ${seed}: ${nameOf(level)} went back on sale`).toBeLessThanOrEqual(
            truth.sellable(level),
          );
      }
    };
    const happenings = levels.map((level): Happening => {
      const [atCall, isAfter, count, isSent] = [1 + roll(16), roll(2) === 0, 1 + roll(3), roll(2) === 0];
      return { atCall, isAfter, happens: () => sell(shop, truth, level, count, isSent) };
    });
    meanwhile = new Meanwhile(happenings, look);
    await sync();
    meanwhile = new Meanwhile([], look);
    // Once the orders are in the ERP, and it is clear that they were sales.
    for (let settling = 0; settling < 3; settling += 1) await sync();
    for (const level of levels) {
      const { available } = inShop(shop, level.location, level.sku);
      const sellable = truth.sellable(level);
      // More was sold, of an older figure, than there is.
      if (sellable < 0) expect(available, `round ${seed}: ${nameOf(level)}`).toBeLessThanOrEqual(0);
      else expect(available, `round ${seed}: ${nameOf(level)}`).toBe(sellable);
      played += 1;
    }
  }
  expect(agent.snapshot().plans).toEqual([]);
  return played;
}

import { afterEach, expect, test } from 'vitest';
import { SyncError } from '../../core/errors.ts';
import type { ErpItemStock } from '../../core/model/stock.ts';
import { minutes } from '../../core/model/time.ts';
import { CATALOGUE } from '../../core/sample/shop/catalogue.ts';
import { ordinary } from '../world/orders.ts';
import { countInErp, inShop, stockInErp } from '../world/stock.ts';
import { openWorld, type World } from '../world/world.ts';
import { noAnswer, withVerbs } from '../world/wrap.ts';

const places = ['Stock room', 'Leeds Shop'] as const;
const mug = 'MUG-SLT-350';

let world: World | undefined;
afterEach(() => world?.close());

const figures = (of: World): ReadonlyMap<string, number> =>
  new Map(
    places.flatMap(place =>
      CATALOGUE.map(({ sku }) => [`${sku} at ${place}`, inShop(of, place, sku).available] as const),
    ),
  );

const half = (items: readonly ErpItemStock[]): readonly ErpItemStock[] => items.slice(0, Math.ceil(items.length / 2));
/** What becomes of the ERP's answers, from some moment on. */
const answers = {
  empty: () => [],
  half,
  'no answer': () => {
    throw noAnswer();
  },
  refused: () => {
    throw new SyncError('auth', 'erp-key-withdrawn', 'The ERP no longer lets us in.', { system: 'erp' });
  },
} as const satisfies Record<string, (items: readonly ErpItemStock[]) => readonly ErpItemStock[]>;

test.each(
  (['empty', 'half', 'no answer', 'refused'] as const).flatMap(answer =>
    (['at the first reading', 'in the middle of the run'] as const).map(moment => [answer, moment] as const),
  ),
)('an ERP whose answer is %s %s: not one wrong write', async (answer, moment) => {
  world = await openWorld({ shop: { seed: 'empty' } });
  const here = world;
  let isAmiss = false;
  let isSold = false;
  const agent = await here.openAgent({
    ownership: stockInErp(),
    stock: { quantity: 'available' },
    wrapErp: erp =>
      withVerbs(erp, {
        stock: async (...asked) => {
          const items = await erp.stock(...asked);
          return isAmiss ? answers[answer](items) : items;
        },
      }),
    wrapShop: shop =>
      withVerbs(shop, {
        setStock: (...asked) => {
          // A sale makes the batch stale, so that the ERP is asked again.
          if (!isSold) {
            here.shop.placeOrder(ordinary({ lines: [{ sku: mug, quantity: 1 }] }));
            isAmiss = moment === 'in the middle of the run';
          }
          isSold = true;
          return shop.setStock(...asked);
        },
      }),
  });
  await agent.run({ trigger: 'manual' });
  here.clock.advance(minutes(5));
  const before = figures(here);
  for (const place of places) await countInErp(here, place, (_, onHand) => onHand + 3);
  if (moment === 'at the first reading') isAmiss = true;
  await agent.run({ trigger: 'manual' });
  const sold = isSold ? 1 : 0;
  for (const [level, available] of figures(here)) {
    const old = before.get(level) ?? 0;
    const isMug = level === `${mug} at Stock room`;
    expect(isMug ? [old - sold, old + 3 - sold] : [old, old + 3], level).toContain(available);
  }
  isAmiss = false;
  here.clock.advance(minutes(5));
  if (agent.journal.view.halted !== undefined) await agent.handlers.resume();
  await agent.run({ trigger: 'manual' });
  here.clock.advance(minutes(5));
  await agent.run({ trigger: 'manual' });
  for (const [level, available] of figures(here))
    expect(available, level).toBe((before.get(level) ?? 0) + 3 - (level === `${mug} at Stock room` ? 1 : 0));
  expect(agent.snapshot().plans).toEqual([]);
});
